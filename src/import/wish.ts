import type { Marker } from '../allowlist/markers.ts'
import type { Rule } from '../types.ts'

/** A line of another tool's file. */
export interface Origin {
  /** As messages name the file. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** Which of the things on that line, where it is told by more than the line; never a text that may be a secret. */
  readonly what?: string
}

/** A secret that keyhook finds, as other tools' entries are compared with it. It holds the secret, and lives only while the repository is looked at. */
export interface Sight {
  /** From the top level; of a message, none. */
  readonly path: string
  /** The first and the last line of the whole match. */
  readonly firstLine: number
  readonly lastLine: number
  /** Full id; null for what is staged. */
  readonly commit: string | null
  readonly rule: Rule
  /** The secret, in plain. */
  readonly value: string
  /** The whole match, of which the secret is a part. */
  readonly outer: string
  /** All lines that the match stands on. */
  readonly text: string
  readonly fingerprint: string
}

/** Which findings an entry speaks of. What matches is allowed by its fingerprint, so that nothing else ever is. */
export interface AllowWish {
  readonly kind: 'allow'
  /** Only in this file; in all of them if not given. */
  readonly path?: string
  /** Only in this commit, as it is written there, which may be an abbreviation. */
  readonly commit?: string
  readonly matches: (sight: Sight) => boolean
  /** Set where the entry means one finding: of several, none is taken. */
  readonly single?: true
  /** Set where the entry goes on to match what comes later, which fingerprints cannot. */
  readonly open?: true
  /** What to say where it matches nothing: of a hash, it is not known whether keyhook would find what it stands for. */
  readonly unmatched: { readonly kind: 'refused' | 'needless'; readonly why: string }
  readonly note?: string
}

/** A rule as `.keyhook/config.yml` writes it. */
export interface WrittenRule {
  readonly id: string
  readonly provider?: string
  readonly keywords: readonly string[]
  readonly pattern: string
  readonly examples: readonly string[]
  readonly severity: 'high'
}

/** What one line of another tool's file asks for, in keyhook's terms. */
export type Wish = Origin &
  (
    | AllowWish
    | { readonly kind: 'ignore'; readonly globs: readonly string[]; readonly note?: string }
    | { readonly kind: 'entry'; readonly rule: string; readonly path: string; readonly note?: string }
    | { readonly kind: 'rule'; readonly rule: WrittenRule; readonly remarks: readonly string[] }
    | { readonly kind: 'disable'; readonly rule: string }
    | { readonly kind: 'marker'; readonly marker: Marker }
    | { readonly kind: 'refused'; readonly why: string }
    | { readonly kind: 'needless'; readonly why: string }
  )

/** A wish before it is known which line it stands on. */
export type Unplaced<W> = W extends unknown ? Omit<W, 'file' | 'line'> : never

export function refused(why: string): Unplaced<Wish> {
  return { kind: 'refused', why }
}
