import type { ApiKey } from './schemas.ts'

const DAY = 24 * 60 * 60

export type FlagName = 'old' | 'unused' | 'shared' | 'orphaned'

/** Something about a key that somebody ought to look at. */
export interface Flag {
  readonly name: FlagName
  readonly says: string
}

export interface FlagLimits {
  /** Days. */
  readonly maxAge: number
  /** Days without use. */
  readonly maxUnused: number
  /** Unix time in seconds. */
  readonly now: number
}

/**
 * What is to be said of a key.
 *
 * @param uses kinds of use of the last 30 days; a key that serves several cannot be told apart by its use, nor revoked for one of them alone
 */
export function flagsOf(key: ApiKey, uses: readonly string[], { maxAge, maxUnused, now }: FlagLimits): Flag[] {
  const flags: Flag[] = []
  const age = daysBetween(key.created_at, now)
  if (age > maxAge) flags.push({ name: 'old', says: `made ${age} days ago` })
  const idle = daysBetween(key.last_used_at ?? key.created_at, now)
  if (idle > maxUnused)
    flags.push({ name: 'unused', says: key.last_used_at == null ? 'never used' : `not used for ${idle} days` })
  if (uses.length > 1) flags.push({ name: 'shared', says: `serves several purposes: ${uses.join(', ')}` })
  if (key.owner_project_access === 'inactive')
    flags.push({ name: 'orphaned', says: 'its owner has no access to the project any more' })
  return flags
}

/** Whole days. */
export function daysBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / DAY))
}
