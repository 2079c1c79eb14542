import type { Detection, Finding, Suppressed } from '../types.ts'
import { ALLOWLIST_PATH, type Allowlist, type AllowlistEntry, hasExpired } from './allowlist.ts'
import { coverage } from './coverage.ts'
import { readInline } from './inline.ts'
import type { Marker } from './markers.ts'
import { shown } from './reason.ts'

/** Expired entries beyond these are counted instead of named. */
const NAMED = 10

export interface Applied {
  /** What is left to report. */
  readonly findings: Finding[]
  readonly suppressed: Suppressed[]
  readonly notes: string[]
}

export interface Options {
  /** YYYY-MM-DD, UTC. */
  readonly today: string
  /** Other tools whose inline markers count. */
  readonly markers: readonly Marker[]
  /** Replaces every secret in a text by its preview. */
  readonly mask: (text: string) => string
}

/** Parts what is known and allowed from what has to be reported. Each detection ends up in exactly one of the two lists. */
export async function applyAllowlist(
  detections: readonly Detection[],
  allowlist: Allowlist,
  { today, markers, mask }: Options,
): Promise<Applied> {
  const cover = await coverage(allowlist, today)
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  const notes = new Set(expiredNotes(allowlist, today, mask))
  for (const detection of detections) {
    const { finding } = detection
    const entry = cover(finding)
    const inline = entry === null ? readInline(detection, markers) : null
    if (entry !== null) suppressed.push({ ...finding, by: 'allowlist', reason: shown(entry.reason, mask) })
    else if (inline?.kind === 'allowed')
      suppressed.push({ ...finding, by: 'inline', reason: shown(inline.reason, mask) })
    else if (inline?.kind === 'without reason')
      findings.push({ ...finding, message: `${inline.marker} without a reason does not count. ${finding.message}` })
    else findings.push(finding)
    if (inline?.kind === 'without reason') {
      notes.add(
        `${finding.path}:${inline.line}: ${inline.marker} does not count without a reason: ${inline.marker} REASON`,
      )
    }
  }
  return { findings, suppressed, notes: [...notes] }
}

function expiredNotes(allowlist: Allowlist, today: string, mask: (text: string) => string): string[] {
  const expired = allowlist.entries.filter(entry => hasExpired(entry, today))
  const notes = expired
    .slice(0, NAMED)
    .map(entry => `${ALLOWLIST_PATH}:${entry.line}: the entry for ${subject(entry, mask)} expired on ${entry.expires}`)
  const rest = expired.length - NAMED
  return rest > 0 ? [...notes, `${ALLOWLIST_PATH}: and ${rest} more entries that expired`] : notes
}

function subject(entry: AllowlistEntry, mask: (text: string) => string): string {
  return shown(entry.fingerprint ?? [entry.rule, entry.path].filter(part => part !== undefined).join(' in '), mask)
}
