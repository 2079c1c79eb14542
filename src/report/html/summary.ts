import type { Entry, Report } from './packed.ts'
import { byUrgency, type Urgency, urgencyOf } from './urgency.ts'

/** The first look: how bad it is, and what to do about it. */
export interface Summary {
  readonly headline: string
  /** What goes on below the headline: a sentence each. */
  readonly details: readonly string[]
  readonly steps: readonly Step[]
}

/** What to do about one provider's secrets. */
export interface Step {
  readonly provider: string
  /** "6 secrets, 4 of them pushed, 2 still in HEAD" */
  readonly says: string
  /** Where to revoke. */
  readonly help: string
  /** The most urgent one: what `keyhook respond` takes. */
  readonly fingerprint: string
  readonly urgency: Urgency
}

export function summarize({ entries, complete, stats }: Report): Summary {
  const urgent = entries.filter(entry => entry.by === null && entry.blocking)
  return {
    headline: headline(urgent, entries),
    details: [
      ...(complete ? [] : ['This is not the whole: the scan was interrupted, or is of a part.']),
      ...details(urgent, entries, stats.files),
    ],
    steps: steps(urgent),
  }
}

function headline(urgent: readonly Entry[], entries: readonly Entry[]): string {
  const total = secretsIn(urgent)
  if (total === 0) return clean(entries)
  const pushed = secretsIn(urgent.filter(entry => urgencyOf(entry) === 'pushed'))
  const committed = secretsIn(urgent.filter(entry => entry.commit !== null))
  if (pushed > 0)
    return `${counted(pushed, 'secret')} ${pushed === 1 ? 'was' : 'were'} pushed. Revoke ${pushed === 1 ? 'it' : 'those'} first.`
  if (committed > 0)
    return `${counted(committed, 'secret')} ${committed === 1 ? 'is' : 'are'} in commits. Revoke ${committed === 1 ? 'it' : 'them'} first.`
  return `${counted(total, 'secret')} found, not committed yet. Take ${total === 1 ? 'it' : 'them'} out first.`
}

function clean(entries: readonly Entry[]): string {
  const open = entries.filter(({ by }) => by === null).length
  if (open > 0) return `Nothing that stops, ${counted(open, 'finding')} worth a look.`
  return entries.length > 0 ? 'No secrets but those that were allowed.' : 'No secrets found.'
}

function details(urgent: readonly Entry[], entries: readonly Entry[], files: number): string[] {
  if (files === 0 && entries.length === 0) return ['Nothing was scanned.']
  if (urgent.length === 0) return []
  const total = secretsIn(urgent)
  const inHead = secretsIn(urgent.filter(entry => entry.inHead === true))
  const gone = secretsIn(urgent.filter(entry => entry.inHead === false))
  const sentences = []
  if (inHead > 0)
    sentences.push(
      `${number(inHead)} of ${number(total)} still ${inHead === 1 ? 'stands' : 'stand'} in the files of HEAD.`,
    )
  if (gone > 0)
    sentences.push(
      `${number(gone)} ${gone === 1 ? 'was' : 'were'} taken out later, and ${gone === 1 ? 'stays' : 'stay'} readable in older commits.`,
    )
  if (urgent.some(entry => entry.commit !== null))
    sentences.push('Only the provider can make a leaked key useless: taking it out of files or of history comes after.')
  return sentences
}

/** A step a provider, the most urgent first. */
function steps(urgent: readonly Entry[]): Step[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of [...urgent].sort(byUrgency)) {
    const group = groups.get(entry.provider)
    if (group === undefined) groups.set(entry.provider, [entry])
    else group.push(entry)
  }
  return [...groups].flatMap(([provider, group]) => {
    const [first] = group
    if (first === undefined) return []
    const { fingerprint, help } = first
    return [{ provider, says: extent(group), help, fingerprint, urgency: urgencyOf(first) }]
  })
}

function extent(group: readonly Entry[]): string {
  const pushed = secretsIn(group.filter(entry => entry.pushed === true))
  const inHead = secretsIn(group.filter(entry => entry.inHead === true))
  const parts = [counted(secretsIn(group), 'secret')]
  if (pushed > 0) parts.push(`${number(pushed)} pushed`)
  if (inHead > 0) parts.push(`${number(inHead)} still in HEAD`)
  return parts.join(', ')
}

/** One secret may be found in several places. */
function secretsIn(entries: readonly Entry[]): number {
  return new Set(entries.map(entry => entry.fingerprint)).size
}

export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`
}

export function number(count: number): string {
  return count.toLocaleString('en')
}
