import type { Finding, Verdict } from '../types.ts'

/** One finding a key: of those with the same fingerprint the first, which in a history is that of its first commit. */
export function foldByFingerprint(verdict: Verdict): Verdict {
  return { ...verdict, findings: firstOfEach(verdict.findings), suppressed: firstOfEach(verdict.suppressed) }
}

function firstOfEach<T extends Finding>(findings: readonly T[]): T[] {
  const first = new Map<string, T>()
  for (const finding of findings) if (!first.has(finding.fingerprint)) first.set(finding.fingerprint, finding)
  return [...first.values()]
}
