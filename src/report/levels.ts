import type { Confidence, Finding, Severity } from '../types.ts'

/** What code hosts call it: only what stops is an error. */
export type Level = 'error' | 'warning' | 'note'

export function levelOf({ blocking, severity }: Pick<Finding, 'blocking' | 'severity'>): Level {
  if (blocking) return 'error'
  return severity === 'low' ? 'note' : 'warning'
}

/** GitHub sorts alerts by such a number: over 9 is critical there, from 7 high, from 4 medium. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
}

export const PRECISION: Readonly<Record<Confidence, string>> = { high: 'very-high', medium: 'high', low: 'medium' }
