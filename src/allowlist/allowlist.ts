/** Where the allowlist lies, from the top level. */
export const ALLOWLIST_PATH = '.keyhook/allowlist.yml'

/** What may stand in the file: all the conditions that an entry names have to hold. */
export interface AllowlistEntry {
  /** 16 hex digits, lower case. */
  readonly fingerprint?: string
  readonly rule?: string
  /** A glob against the whole path from the top level. */
  readonly path?: string
  readonly reason: string
  /** YYYY-MM-DD, UTC: the entry stops counting on that day. */
  readonly expires?: string
  /** 1-based line of the file where the entry begins. */
  readonly line: number
}

export interface Allowlist {
  readonly entries: readonly AllowlistEntry[]
}

export const EMPTY_ALLOWLIST: Allowlist = { entries: [] }

/** Whether an entry no longer counts on the day `today` (YYYY-MM-DD, UTC). */
export function hasExpired(entry: Pick<AllowlistEntry, 'expires'>, today: string): boolean {
  return entry.expires !== undefined && entry.expires <= today
}
