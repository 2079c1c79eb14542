import type { Candidate } from '../../../src/detect/checks/candidate.ts'

/** A value that stands alone. */
export function candidateOf(value: string): Candidate {
  return { value, before: '', after: '', path: 'settings.txt', nearby: () => value.toLowerCase() }
}
