import { type Body, fieldOf, parseBody, typeOf } from './fields.ts'
import type { Condition, Fact, Meaning, Probe, Status } from './probe.ts'

/** What a provider said, bounded, but not yet trusted. */
export interface Said {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One thing known of a key: what it is called, and the provider's own words for it. */
export interface Told {
  readonly called: string
  readonly value: string
}

export interface Judged {
  readonly status: Status
  /** For `unknown`: why; else what is to be known besides, or null. */
  readonly why: string | null
  readonly owner: readonly Told[]
  readonly permissions: readonly Told[]
}

/** Enough to find any secret that stands in it, before it is shown shorter. */
const LONGEST_VALUE = 4000
const MOST_ITEMS = 8

/**
 * What an answer says of the key. What is not exactly as the provider documents it leaves the key unknown, whatever its status.
 *
 * @param isOwn whether the provider's own host was asked
 */
export function judge(said: Said, probe: Probe, isOwn: boolean): Judged {
  const body = parseBody(said.body, probe.answersIn ?? 'json')
  const meaning = isReadable(said, body) ? probe.meanings.find(one => fits(one, said.status, body)) : undefined
  if (meaning === undefined) return unknown(reasonFor(said.status))
  if (meaning.means === 'revoked' && isOwn && probe.elsewhere !== undefined && said.status === 401)
    return unknown(probe.elsewhere)
  if (meaning.means !== 'live') return { status: meaning.means, why: meaning.why ?? null, owner: [], permissions: [] }
  const tell = (facts: readonly Fact[]): Told[] => facts.flatMap(fact => told(fact, said, body))
  return { status: 'live', why: meaning.why ?? null, owner: tell(probe.owner), permissions: tell(probe.permissions) }
}

export function unknown(why: string): Judged {
  return { status: 'unknown', why, owner: [], permissions: [] }
}

/** A refusal may have no body; anything else in place of what is documented comes from something on the way. */
function isReadable({ status, body: text }: Said, body: Body): boolean {
  return body !== null || (status === 401 && text.trim() === '')
}

function fits({ status, where }: Meaning, got: number, body: Body): boolean {
  return status === got && (where === undefined || holds(where, body))
}

function holds({ field, type, is, like }: Condition, body: Body): boolean {
  const value = fieldOf(body, field)
  if (value === undefined) return false
  if (type !== undefined && typeOf(value) !== type) return false
  if (is !== undefined && !is.some(one => one === value)) return false
  return like === undefined || (typeof value === 'string' && like.test(value.slice(0, 2000)))
}

function reasonFor(status: number): string {
  if (status === 429) return 'the provider limits requests for now (HTTP 429)'
  if (status >= 500) return `the provider has a fault (HTTP ${status})`
  if (status >= 300 && status < 400) return `the host redirects (HTTP ${status}), which is not followed with a key`
  if (status === 403) return 'the host refuses without judging the key (HTTP 403)'
  return `the answer is none that the provider documents (HTTP ${status})`
}

function told({ called, field, header, counted }: Fact, { headers }: Said, body: Body): Told[] {
  const value = header === undefined ? fieldOf(body, field ?? '') : headers[header]
  const text = counted === true ? (Array.isArray(value) ? String(value.length) : '') : wordsOf(value)
  return text === '' ? [] : [{ called, value: text }]
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return shortened(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) return ''
  const words = value.filter((item): item is string => typeof item === 'string')
  const more = words.length > MOST_ITEMS ? ` and ${words.length - MOST_ITEMS} more` : ''
  return words.slice(0, MOST_ITEMS).map(shortened).join(', ') + more
}

/** Cut between words: half of a secret would be masked no more. */
function shortened(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE).replace(/\S*$/, '')}…`
}
