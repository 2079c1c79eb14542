import type { Confidence, Finding, Severity, Stats, Suppressed, Verdict } from '../../types.ts'

/** A finding as the page shows it. What is not known, or does not apply, is null. */
export interface Entry {
  readonly fingerprint: string
  readonly rule: string
  readonly provider: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly path: string
  readonly preview: string
  readonly commit: string | null
  readonly message: string
  readonly help: string
  /** ISO 8601 with the author's own offset. */
  readonly date: string | null
  /** Who decided that it may stay, and why; null where nobody has. */
  readonly by: Suppressed['by'] | null
  readonly reason: string | null
  readonly line: number
  readonly column: number
  readonly blocking: boolean
  readonly inHead: boolean | null
  readonly pushed: boolean | null
}

/** What the whole page is about. */
export interface Subject {
  /** What was scanned, by the name that people know it by. */
  readonly name: string
  /** How the reader can call keyhook: "npx keyhook". */
  readonly command: string
  /** Whether `keyhook allow` can help there. */
  readonly allowable: boolean
  /** When the page was made, as ISO 8601 in UTC. */
  readonly made: string
}

export interface Report {
  readonly subject: Subject
  readonly stats: Stats
  readonly notes: readonly string[]
  /** False where the scan was interrupted, or was of a part only. */
  readonly complete: boolean
  readonly entries: readonly Entry[]
}

/** A report as it is embedded: texts that many findings share stand once, and a finding is a row of numbers. */
export interface Packed extends Omit<Report, 'entries'> {
  readonly texts: readonly string[]
  readonly rows: readonly (readonly number[])[]
}

/** Columns that are places in `texts`, then numbers, then truths (1, 0); -1 stands for null. Their order is the format. */
const TEXTS = [
  'fingerprint',
  'rule',
  'provider',
  'severity',
  'confidence',
  'path',
  'preview',
  'commit',
  'message',
  'help',
  'date',
  'by',
  'reason',
] as const satisfies (keyof Entry)[]
const NUMBERS = ['line', 'column'] as const satisfies (keyof Entry)[]
const TRUTHS = ['blocking', 'inHead', 'pushed'] as const satisfies (keyof Entry)[]

/** What is open first, then what somebody has decided about; field by field, so that nothing else of a finding gets into the page. */
export function pack(verdict: Verdict, subject: Subject): Packed {
  const places = new Map<string, number>()
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  }
  const row = (entry: Entry): number[] => [
    ...TEXTS.map(name => (entry[name] === null ? -1 : placeOf(entry[name]))),
    ...NUMBERS.map(name => entry[name]),
    ...TRUTHS.map(name => (entry[name] === null ? -1 : Number(entry[name]))),
  ]
  const rows = [...verdict.findings, ...verdict.suppressed].map(finding => row(entryOf(finding)))
  const { files, lines, bytes, ms } = verdict.stats
  return {
    subject,
    stats: { files, lines, bytes, ms },
    notes: verdict.notes,
    complete: verdict.complete !== false && verdict.shard === undefined,
    texts: [...places.keys()],
    rows,
  }
}

function entryOf(finding: Finding | Suppressed): Entry {
  return {
    ...finding,
    date: datedAs(finding.date),
    inHead: finding.inHead ?? null,
    pushed: finding.pushed ?? null,
    by: 'by' in finding ? finding.by : null,
    reason: 'by' in finding ? finding.reason : null,
  }
}

/** A result that was read from a file may say anything. */
function datedAs(date: string | null | undefined): string | null {
  return date != null && /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T/.test(date) ? date : null
}

export function unpack({ texts, rows, ...rest }: Packed): Report {
  return { ...rest, entries: rows.map(row => entryFrom(row, texts)) }
}

function entryFrom(row: readonly number[], texts: readonly string[]): Entry {
  let column = 0
  const next = (): number => row[column++] ?? -1
  const entry: Record<string, unknown> = {}
  for (const name of TEXTS) entry[name] = texts[next()] ?? null
  for (const name of NUMBERS) entry[name] = next()
  for (const name of TRUTHS) entry[name] = [false, true][next()] ?? null
  return entry as unknown as Entry
}
