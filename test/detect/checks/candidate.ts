import type { Candidate } from '../../../src/detect/checks/candidate.ts'

/** A value that stands alone, or behind what is `before` it on its line. */
export function candidateOf(value: string, before = '', path = 'settings.txt'): Candidate {
  return { value, before, after: '', path, nearby: () => (before + value).toLowerCase() }
}
