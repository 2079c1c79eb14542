/** The nouns of keyhook, in the order in which data flows: excerpt -> rule -> detection -> finding -> verdict. */

export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** A run of consecutive lines inside an excerpt. */
export interface Run {
  /** Index into `Excerpt.bytes` of the run's first byte. */
  readonly offset: number
  /** 1-based number, in the file as staged, of the line that the byte at `offset` belongs to. */
  readonly line: number
  /** 1-based column of that byte, in UTF-16 units of the decoded line; 1 unless a very long line was cut, 0 for the `/` before a path. */
  readonly column: number
  /** The line before the run's first line in the new file, for next-line markers; null where there is none or it is not known. */
  readonly previous: string | null
}

/**
 * A part of what a commit adds: consecutive or scattered lines of one file, a file name, or a message.
 * Only added lines are in `bytes`; each ends with LF, except perhaps the last.
 */
export interface Excerpt {
  /**
   * `name` is a name that is new, in which a secret may stand; `file` says that a file of that name holds something new: its path behind a `/`,
   * so that every part of it, the first too, begins behind one.
   */
  readonly kind: 'content' | 'name' | 'file' | 'message'
  /** Relative to the top level, with `/`; bytes that are not UTF-8 show as U+FFFD. */
  readonly path: string
  /** Full object id, or null for what is staged or lies in the working tree. */
  readonly commit: string | null
  /** UTF-8 where the file is UTF-16, otherwise the file's own bytes. */
  readonly bytes: Buffer
  /** Sorted by offset; the first has offset 0; never empty. */
  readonly runs: readonly Run[]
  /**
   * Only matches that begin at or after `from` (0) and before `until` (the end) belong to this excerpt. What lies outside is context:
   * a large file comes in several excerpts that overlap, and this says which of them owns a match.
   */
  readonly from?: number
  readonly until?: number
}

/**
 * How sure it is that something is a secret of its format. High: a checksum or its structure proves it, or it holds a literal that nothing else
 * has. Medium: its form and what stands around it fit. Low: only a name says so, or its checksum does not match.
 */
export type Confidence = 'high' | 'medium' | 'low'

/** What a check found out about a match that it keeps; what is missing stays as it was. */
export interface Evidence {
  readonly severity?: Severity
  readonly confidence?: Confidence
  /** Goes on after the rule's title, as in "of account 123456789012"; holds nothing of the secret. */
  readonly note?: string
}

/** What a check says of a match: keep it, drop it, keep it with another severity, or with all that it found out. */
export type Judgement = 'keep' | 'drop' | Severity | Evidence

/**
 * The half of a credential that is no secret: an access key id, a client id, an account. Found near the secret it makes one finding with it,
 * and is named there; where `secret` is given, it is also what the secret is known by.
 */
export interface Beside {
  /** What people call it: "client id". */
  readonly called: string
  /** Its matches lie on one line. */
  readonly partner: RegExp
  /** ASCII literals; one of them stands inside each match of `partner`. */
  readonly keywords: readonly string[]
  /** How many line ends may lie between the two, whichever comes first. */
  readonly lines: number
  /** What the secret looks like beside it, in the named group `secret`; its matches lie on one line. */
  readonly secret?: RegExp
}

/** A secret format, as data. */
export interface Rule {
  /** Unique, kebab-case; part of each fingerprint, so it never changes once released. */
  readonly id: string
  readonly provider: string
  /** What the secret is, as a noun phrase: "OpenAI project API key". */
  readonly title: string
  readonly severity: Severity
  /** ASCII literals; one of them stands inside each match (compared ignoring case). At least 3 characters each. */
  readonly keywords: readonly string[]
  /** Those of the keywords that are a part of the secret; where absent, the examples tell. */
  readonly openings?: readonly string[]
  /** Must have the named group `secret`. Quantifiers are bounded, so that a match is never longer than `reach`. */
  readonly pattern: RegExp
  /** The longest match in bytes; 512 unless said otherwise. */
  readonly reach?: number
  /** Whether a match may span lines; false unless said otherwise. */
  readonly multiline?: boolean
  /** ASCII characters, no letters, one of which stands in each match: where none does, which takes less to see, the pattern is not tried. */
  readonly needs?: string
  readonly beside?: Beside
  /** Names of checks that judge a match, in order; see detect/checks. */
  readonly checks?: readonly string[]
  /**
   * Set where a match is no secret but a sign that one is near, or will be: in a file's content, or the name of a file itself.
   * It is looked for there only, and shown as it is: there is nothing in it to hide. A pattern for files ends with `$`.
   */
  readonly sign?: 'content' | 'file'
  /** True for values a person chose: their fingerprint is a slow hash and their preview shows nothing of them. */
  readonly guessable?: boolean
  /** Shapes that must be found: text with holes `<alphabet:length>`; never a literal secret. */
  readonly examples: readonly string[]
  /** Shapes that must not be found by this rule. */
  readonly counterexamples: readonly string[]
  /** Where to revoke such a key, or how to deal with it. */
  readonly help: string
  /** Where the format was learned. */
  readonly source: string
  /** The environment variable usual for it. */
  readonly variable?: string
}

/** What is told about a secret. It has no field for the secret itself, so nothing that reports can leak it. */
export interface Finding {
  /** 16 hex digits: a hash of rule and value. */
  readonly fingerprint: string
  readonly rule: string
  readonly provider: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly blocking: boolean
  readonly path: string
  /** 1-based; 0 for a finding in a file name. */
  readonly line: number
  /** 1-based, in UTF-16 units of the decoded line. */
  readonly column: number
  /** Exclusive; on the same line as `column`. */
  readonly endColumn: number
  /** The public prefix and at most the last four characters. */
  readonly preview: string
  readonly commit: string | null
  readonly message: string
  readonly help: string
  /** Of a finding in history: when its commit was written, as ISO 8601 with the author's own offset; null where that cannot be told. */
  readonly date?: string | null
  /** Of a finding in history: whether the same secret still stands in HEAD's files; null where the scan ended before that was looked up. */
  readonly inHead?: boolean | null
  /** Of a finding in history: whether a remote-tracking branch has its commit; null where that cannot be told, as of an annotated tag. */
  readonly pushed?: boolean | null
  /** Of a finding of one shard: the place of its commit in the whole history, oldest first, from 0. */
  readonly position?: number
  /** As in the rule; part of no report. */
  readonly sign?: Rule['sign']
}

/**
 * The secret of a finding, in the clear: only for commands that work with the secret itself (`fix`, `verify`, `rotate`), which ask for it by a
 * `Reveal`; no scan does. It must reach no output, no file but the user's own `.env`, no `argv` and no environment.
 */
export interface Revealed {
  readonly finding: Finding
  readonly rule: Rule
  /** What the fingerprint stands for, one character a byte; where the secret is hidden, what it is in plain. */
  readonly value: string
  /** How it is written in the excerpt, if not as it is. */
  readonly form: 'base64' | 'escaped' | 'split' | null
  /** Where it stands: bytes of the excerpt; the end is exclusive. */
  readonly start: number
  readonly end: number
  /** The whole match, of which the secret is a part; of a pair, from the one half to the other. */
  readonly outerStart: number
  readonly outerEnd: number
  readonly excerpt: Excerpt
}

/** Takes the secret of each finding as it is found; not asked about signs, which are none. */
export type Reveal = (revealed: Revealed) => void

/** A finding with the text around it, masked, which inline markers are read from. Lives only between detect and allowlist. */
export interface Detection {
  readonly finding: Finding
  /** The line (or lines) the secret stands on, every secret in it replaced by its preview. */
  readonly maskedLine: string
  /** The line before, or null; masked as well. */
  readonly maskedPrevious: string | null
}

export interface Suppressed extends Finding {
  readonly by: 'allowlist' | 'inline' | 'override'
  readonly reason: string
}

export interface Stats {
  readonly files: number
  readonly lines: number
  readonly bytes: number
  readonly ms: number
}

/** The outcome of one scan, as every report shows it. */
export interface Verdict {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  /** Remarks for people: expired entries, markers without a reason, a widened configuration. */
  readonly notes: readonly string[]
  readonly stats: Stats
  /** False where the scan was interrupted; otherwise not there. */
  readonly complete?: false
  /** Which part of a history this is of; not there where it is of the whole. */
  readonly shard?: Shard
}

/** One part of a history that is scanned in several, `K/N`. */
export interface Shard {
  /** K, from 1. */
  readonly index: number
  /** N. */
  readonly of: number
  /** Commits and annotated tags in this part. */
  readonly commits: number
  /** 32 hex digits: a hash of all commits and tags that are dealt out, the same in each part. */
  readonly whole: string
  /** Whether the scan was of `--history`, which names each key once. */
  readonly folds: boolean
}
