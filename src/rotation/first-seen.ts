import type { State } from '../state/state.ts'

const NAME = 'first-seen'
/** What has not been seen for so long is forgotten; in milliseconds. */
const FORGOTTEN = 400 * 24 * 60 * 60 * 1000
const MOST = 2000
/** Before this no file was written that holds such a key: a clock was wrong. */
const EARLIEST = Date.UTC(2010, 0, 1)

interface Sighting {
  /** Milliseconds since 1970. */
  readonly first: number
  readonly last: number
}

/** A key that is there now. */
export interface Seen {
  readonly secret: string
  /** When the file that holds it was written: from then on at least it holds this key. Milliseconds since 1970. */
  readonly written: number
}

/**
 * When each key was seen first, in milliseconds since 1970 and in the same order; and remembers it, by a keyed hash, for the next time. Where nothing
 * can be remembered, the files' own dates are all that is known.
 */
export function firstSeen(keys: readonly Seen[], state: State, now: number): number[] {
  const known = sightingsOf(state.read(NAME))
  const dates = keys.map(({ secret, written }) => {
    const name = state.hash(`${NAME}\0${secret}`)
    const date = Math.min(now, written >= EARLIEST ? written : now, known.get(name)?.first ?? now)
    known.delete(name) // what was seen last stands at the end
    known.set(name, { first: date, last: now })
    return date
  })
  const kept = [...known].filter(([, { last }]) => now - last < FORGOTTEN).slice(-MOST)
  if (keys.length > 0) state.write(NAME, { version: 1, keys: Object.fromEntries(kept) })
  return dates
}

function sightingsOf(value: unknown): Map<string, Sighting> {
  const keys = isRecord(value) && value['version'] === 1 ? value['keys'] : null
  if (!isRecord(keys)) return new Map()
  return new Map(Object.entries(keys).filter((entry): entry is [string, Sighting] => isSighting(entry[1])))
}

function isSighting(value: unknown): value is Sighting {
  return isRecord(value) && [value['first'], value['last']].every(date => Number.isSafeInteger(date))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
