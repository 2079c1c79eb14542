import type { Finding, Suppressed, Verdict } from '../types.ts'

/** Says of each finding, taken in order, whether it is the first of its key: in a history, that of its first commit. */
export function createFold(): (finding: Finding | Suppressed) => boolean {
  const seen = new Set<string>()
  return finding => {
    // Where a key is allowed in one place and not in another, both are told.
    const key = 'by' in finding ? `${finding.fingerprint} suppressed` : finding.fingerprint
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
}

/** One finding a key: of those with the same fingerprint the first. */
export function foldByFingerprint(verdict: Verdict): Verdict {
  const isFirst = createFold()
  return { ...verdict, findings: verdict.findings.filter(isFirst), suppressed: verdict.suppressed.filter(isFirst) }
}
