import type { Finding } from '../types.ts'
import { type AllowlistEntry, hasExpired } from './allowlist.ts'
import { coverage } from './coverage.ts'

/**
 * The entries that count on the day `today` and that no finding needs.
 * An entry that another one shadows is not among them: each is asked about the findings by itself.
 */
export async function unmatched(
  entries: readonly AllowlistEntry[],
  findings: readonly Pick<Finding, 'fingerprint' | 'rule' | 'path'>[],
  today: string,
): Promise<AllowlistEntry[]> {
  let left = entries.filter(entry => !hasExpired(entry, today))
  for (;;) {
    // Of several entries for one finding, coverage tells the first: those told are taken out until none is told any more.
    const cover = await coverage({ entries: left }, today)
    const met = new Set(findings.map(cover).filter(entry => entry !== null))
    if (met.size === 0) return left
    left = left.filter(entry => !met.has(entry))
  }
}
