/** What to scan, and how. At most one of `staged`, `range`, `history`, `paths` and `text` is given; without any it is what is staged. */
export interface ScanOptions {
  /** Where to look for the repository, and where relative paths begin; the working directory of the process if not given. */
  readonly cwd?: string
  /** True, or not given: the lines that the index adds to HEAD. Paths: only of these files. */
  readonly staged?: boolean | readonly string[]
  /** `A..B`: what each commit in the range adds, with its message. */
  readonly range?: string
  /** The same for all commits of all references, each key once, with its first commit. */
  readonly history?: boolean
  /** Whole files; directories are walked, but for what git ignores. */
  readonly paths?: readonly string[]
  /** A text, or its bytes; `path` is `-` in what is found. No allowlist counts for it. */
  readonly text?: string | Uint8Array
  /** What reads the repository: git, if not given; `isomorphic` needs no git, and reads what is staged and single files. */
  readonly engine?: 'git' | 'isomorphic'
  /** True: only what was allowed before counts, and what an override let through counts as found. As `--strict` of the command. */
  readonly strict?: boolean
  /** How many threads scan commits, from 1 to 64; as many as pay if not given. */
  readonly jobs?: number
  /** Ends a scan of what is staged or of commits early: it then rejects with the signal's reason. Others, once begun, run to their end. */
  readonly signal?: AbortSignal
}
