import { excerptOfPath } from '../../src/diff/text.ts'
import type { Excerpt } from '../../src/types.ts'

/** A whole text as one excerpt. */
export function excerptOf(text: string | Buffer, more: Partial<Excerpt> = {}): Excerpt {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const run = { offset: 0, line: 1, column: 1, previous: null }
  return { kind: 'content', path: 'settings.txt', commit: null, bytes, runs: [run], ...more }
}

/** That a file of that path holds something new. */
export function excerptOfFile(path: string, more: Partial<Excerpt> = {}): Excerpt {
  return { ...excerptOfPath(Buffer.from(path), path, null), ...more }
}
