import type { Entry } from './packed.ts'

/**
 * What a finding asks for, the worst first. `pushed`: others may have it. `committed`: it is in a commit, and whether that was pushed is not
 * known. `unpushed`: it is in a commit that nobody else has. `loose`: it is in no commit. `minor`: it stops nothing. `settled`: somebody has decided.
 */
export const URGENCIES = ['pushed', 'committed', 'unpushed', 'loose', 'minor', 'settled'] as const
export type Urgency = (typeof URGENCIES)[number]

const SEVERITIES: readonly string[] = ['critical', 'high', 'medium', 'low']

export function urgencyOf({ by, blocking, commit, pushed }: Entry): Urgency {
  if (by !== null) return 'settled'
  if (!blocking) return 'minor'
  if (commit === null) return 'loose'
  if (pushed === null) return 'committed'
  return pushed ? 'pushed' : 'unpushed'
}

/** Orders what has to be dealt with first before the rest: pushed, worse, still in HEAD, newer. */
export function byUrgency(one: Entry, other: Entry): number {
  return (
    URGENCIES.indexOf(urgencyOf(one)) - URGENCIES.indexOf(urgencyOf(other)) ||
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    Number(other.inHead) - Number(one.inHead) ||
    compare(other.date ?? '', one.date ?? '')
  )
}

/** By code units, so that every browser orders alike, and ten thousand quickly. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
