/** How bad it is. All but `low` block, unless the repository's configuration says otherwise. */
export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** How sure it is: a checksum or its structure proves it, its form and what stands around it fit, or only a name says so. */
export type Confidence = 'high' | 'medium' | 'low'

/** A secret that was found, without the secret. */
export interface Finding {
  /** 16 hexadecimal digits: a hash of rule and value, which stays the same when lines move or files are renamed. */
  readonly fingerprint: string
  /** The id of the rule: `openai-project-key`. */
  readonly rule: string
  /** Whose key it is: `OpenAI`. */
  readonly provider: string
  readonly severity: Severity
  /** Whether it would stop a commit. */
  readonly blocking: boolean
  /** From the top level, with `/`; outside a repository as given; `-` for a text; `COMMIT_MSG` for a commit message. */
  readonly path: string
  /** From 1, in the file as staged or committed; 0 where the secret stands in the name of the file. */
  readonly line: number
  /** From 1, in UTF-16 units of the line. */
  readonly column: number
  /** Where the secret ends, exclusive, on the same line. */
  readonly endColumn: number
  /** The public prefix, and at most the last four characters. */
  readonly preview: string
  /** The full id of the commit that adds it; null where it is in none. */
  readonly commit: string | null
  /** What it is, and what to do about it where it stands: for people. */
  readonly message: string
  /** The address of the page where such a key is revoked, or that helps; may be empty. */
  readonly help: string
  readonly confidence: Confidence
  /** For ranges and histories: when the commit was written, as ISO 8601 with the author's offset; null where that is not known. */
  readonly date?: string | null
  /** For ranges and histories: whether the same secret still stands in HEAD's files; null where that is not known. */
  readonly inHead?: boolean | null
  /** For ranges and histories: whether a remote-tracking branch has the commit; null where that is not known. */
  readonly pushed?: boolean | null
}

/** A finding that may stay. */
export interface Suppressed extends Finding {
  /** What lets it: `.keyhook/allowlist.yml`, a marker in the file, or a trailer of the commit. */
  readonly by: 'allowlist' | 'inline' | 'override'
  readonly reason: string
}

/** How much was looked at, and for how long. */
export interface Stats {
  readonly files: number
  readonly lines: number
  readonly bytes: number
  /** Milliseconds. */
  readonly ms: number
}

/** What a scan found: the object that `keyhook scan --format json` prints. It is clean where no finding blocks. */
export interface ScanResult {
  /** Of this form; a later one that is not compatible has another number. */
  readonly version: 1
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  readonly stats: Stats
}
