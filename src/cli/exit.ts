import type { Verdict } from '../types.ts'

export const CLEAN = 0
export const FOUND = 1
export const FAILED = 2

/** What a finished scan ends with: only findings that block count. */
export function exitCode(verdict: Verdict): number {
  return verdict.findings.some(finding => finding.blocking) ? FOUND : CLEAN
}
