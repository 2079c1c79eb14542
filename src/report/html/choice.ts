import type { Entry } from './packed.ts'
import { byUrgency, compare } from './urgency.ts'

/** What a reader asked to see; '' asks for nothing. */
export interface Choice {
  /** Words, each of which has to stand somewhere in a finding. */
  readonly search: string
  readonly severity: string
  readonly provider: string
  readonly path: string
  readonly head: '' | 'in' | 'gone'
  readonly pushed: '' | 'yes' | 'no' | 'unknown'
  /** Months or days, as the beginning of a date; both ends count. */
  readonly from: string
  readonly until: string
  readonly decided: 'open' | 'settled' | 'all'
  readonly order: 'urgency' | 'newest' | 'oldest' | 'path'
  /** From 1. */
  readonly page: number
}

export const NO_CHOICE: Choice = {
  search: '',
  severity: '',
  provider: '',
  path: '',
  head: '',
  pushed: '',
  from: '',
  until: '',
  decided: 'open',
  order: 'urgency',
  page: 1,
}

export type Narrowing = 'provider' | 'path' | 'date'

/** Asks the same findings again and again, quickly. */
export interface Chooser {
  /**
   * The findings that a choice leaves, in its order, all pages of them.
   *
   * @param except a way of narrowing that is left out: what a reader could choose instead
   */
  choose(choice: Choice, except?: Narrowing): Entry[]
}

export function createChooser(entries: readonly Entry[]): Chooser {
  const texts = new Map(entries.map(entry => [entry, searched(entry)]))
  const orders = new Map<Choice['order'], Entry[]>()
  const ordered = (order: Choice['order']): Entry[] => {
    const known = orders.get(order) ?? [...entries].sort(ORDERS[order])
    orders.set(order, known)
    return known
  }
  // What is left of one search is narrowed in several ways: the list, the bars, the timeline.
  let searchedFor = ''
  let left: Entry[] = []
  const found = ({ search, order }: Choice): Entry[] => {
    const asked = `${order} ${search}`
    if (searchedFor === asked) return left
    const words = search.toLowerCase().split(/\s+/).filter(Boolean)
    searchedFor = asked
    left = ordered(order).filter(entry => words.every(word => texts.get(entry)?.includes(word) === true))
    return left
  }
  return { choose: (choice, except) => found(choice).filter(entry => fits(entry, choice, except)) }
}

const ORDERS: Readonly<Record<Choice['order'], (one: Entry, other: Entry) => number>> = {
  urgency: byUrgency,
  newest: (one, other) => compare(other.date ?? '', one.date ?? '') || byUrgency(one, other),
  // What has no date comes last either way.
  oldest: (one, other) => compare(one.date ?? '~', other.date ?? '~') || byUrgency(one, other),
  path: (one, other) => compare(one.path, other.path) || one.line - other.line || byUrgency(one, other),
}

function searched({ path, provider, rule, preview, fingerprint, commit, date, reason, message }: Entry): string {
  return [path, provider, rule, preview, fingerprint, commit, date, reason, message].join('\n').toLowerCase()
}

function fits(entry: Entry, choice: Choice, except: Narrowing | undefined): boolean {
  return (
    isDecided(entry, choice.decided) &&
    (choice.severity === '' || entry.severity === choice.severity) &&
    (choice.head === '' || entry.inHead === (choice.head === 'in')) &&
    isPushed(entry, choice.pushed) &&
    (choice.provider === '' || except === 'provider' || entry.provider === choice.provider) &&
    (choice.path === '' || except === 'path' || entry.path === choice.path) &&
    (except === 'date' || isWithin(entry, choice))
  )
}

function isDecided({ by }: Entry, decided: Choice['decided']): boolean {
  return decided === 'all' || (by === null) === (decided === 'open')
}

function isPushed({ pushed }: Entry, asked: Choice['pushed']): boolean {
  return asked === '' || pushed === { yes: true, no: false, unknown: null }[asked]
}

function isWithin({ date }: Entry, { from, until }: Choice): boolean {
  if (from === '') return true
  return date !== null && date.slice(0, from.length) >= from && date.slice(0, until.length) <= until
}
