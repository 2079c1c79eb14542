import type { State } from '../state/state.ts'
import type { Judged, Told } from './judge.ts'
import type { Question } from './question.ts'

const NAME = 'verified'
/** Milliseconds. A live key may be revoked at any moment, and who has just done so wants to see it; a revoked one stays so. */
const KEPT = { live: 2 * 60_000, revoked: 10 * 60_000 }
const MOST = 500

interface Kept {
  readonly at: number
  readonly judged: Judged
}

/** What providers said a few minutes ago, by a keyed hash of host and key. */
export interface Memory {
  recall(question: Question): Kept | null
  /** What is unknown is not kept. */
  keep(question: Question, judged: Judged): void
  /** Writes what was kept; returns whether that was possible. */
  save(): boolean
}

/** @param now milliseconds since 1970 */
export function openMemory(state: State, now: number): Memory {
  const kept = new Map(entriesOf(state.read(NAME)).filter(([, one]) => isFresh(one, now)))
  let isChanged = false
  const nameOf = ({ probe, base, key }: Question): string =>
    state.hash([probe.id, base.url.href, key.partner ?? '', key.secret].join('\0'))
  return {
    recall: question => kept.get(nameOf(question)) ?? null,
    keep(question, judged) {
      if (judged.status === 'unknown') return
      kept.set(nameOf(question), { at: now, judged })
      isChanged = true
    },
    save: () => !isChanged || state.write(NAME, { version: 1, answers: Object.fromEntries([...kept].slice(-MOST)) }),
  }
}

function isFresh({ at, judged }: Kept, now: number): boolean {
  return judged.status !== 'unknown' && at <= now && now - at < KEPT[judged.status]
}

function entriesOf(value: unknown): [string, Kept][] {
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['answers'])) return []
  return Object.entries(value['answers']).filter((entry): entry is [string, Kept] => isKept(entry[1]))
}

function isKept(value: unknown): value is Kept {
  if (!isRecord(value) || typeof value['at'] !== 'number' || !isRecord(value['judged'])) return false
  const { status, why, owner, permissions } = value['judged']
  return (
    (status === 'live' || status === 'revoked') &&
    (why === null || typeof why === 'string') &&
    [owner, permissions].every(facts => Array.isArray(facts) && facts.every(isTold))
  )
}

function isTold(value: unknown): value is Told {
  return isRecord(value) && typeof value['called'] === 'string' && typeof value['value'] === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
