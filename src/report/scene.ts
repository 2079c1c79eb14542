/** What the user is doing, and what they see it on. */
export interface Scene {
  readonly what: 'commit' | 'merge' | 'message' | 'patch' | 'push' | 'scan'
  readonly color: boolean
  /** In columns, at least 40. */
  readonly width: number
  /** How the user can call keyhook here and now: "npx keyhook", "node .git/keyhook/keyhook.cjs". */
  readonly command: string
  readonly override: { readonly reason: string } | null
  /** Nothing but the findings. */
  readonly quiet: boolean
  /** For a scan: whether it is of what is staged (so if not given) or of files as they lie there. */
  readonly staged?: boolean
  /** Whether `keyhook allow` can help, which needs a repository; so if not given. */
  readonly allowable?: boolean
  /** How many findings that stop were shown before, as they were found; 0 if not given. */
  readonly told?: number
  /** For a push: what the first finding's commit is, which decides how it is changed; an ordinary commit if not given. */
  readonly culprit?: 'commit' | 'first commit' | 'tag'
  /** Whether what the scanned commits themselves allow counts for nothing; false if not given. */
  readonly strict?: boolean
  /** Whether the user stands below the top level, so that paths have to be counted from there; false if not given. */
  readonly below?: boolean
}
