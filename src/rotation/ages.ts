/** Days after which a key ought to be replaced, unless said otherwise. */
export const USUAL_MAX_AGE = 90

const DAY = 24 * 60 * 60 * 1000

/** Since when a key is known, and whether it is time to replace it. */
export interface Age {
  /** YYYY-MM-DD, UTC. */
  readonly firstSeen: string
  /** Whole days. */
  readonly days: number
  readonly due: boolean
}

/** @param seen and now in milliseconds since 1970; @param maxAge in days */
export function ageOf(seen: number, now: number, maxAge: number): Age {
  const days = Math.max(0, Math.floor((now - seen) / DAY))
  return { firstSeen: new Date(seen).toISOString().slice(0, 10), days, due: days > maxAge }
}

/**
 * One line for who looks at something else, as `doctor` does; null where no key is due.
 *
 * @param rotate how to call `keyhook rotate` here
 */
export function ageLine(ages: readonly Age[], maxAge: number, rotate: string): string | null {
  const due = ages.filter(age => age.due)
  if (due.length === 0) return null
  const oldest = Math.max(...due.map(({ days }) => days))
  const keys = due.length === 1 ? '1 key' : `${due.length} keys`
  return `${keys} in .env files ${due.length === 1 ? 'is' : 'are'} older than ${maxAge} days (the oldest: ${oldest}). To replace: ${rotate}`
}
