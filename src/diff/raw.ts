import { KeyhookError } from '../errors.ts'
import type { FileChange } from './change.ts'

/**
 * Parses the fixed part of a raw record; its paths follow, NUL-terminated, and may hold any byte but NUL.
 *
 *     :100644 100644 74e8ad8… f3c9980… M          one parent
 *     :100644 100644 74e8ad8… f3c9980… R086       one parent, two paths follow: old, new
 *     ::100644 100644 100644 74e8… 5088… f3c9… MM  two parents, one path follows
 */
export function parseRawRecord(record: string): { paths: 1 | 2; change: (path: Buffer) => FileChange } {
  const parents = /^:+/.exec(record)?.[0].length ?? 0
  const fields = record.slice(parents).split(' ')
  const expected = 2 * (parents + 1) + 1
  if (parents === 0 || fields.length !== expected) throw unexpected('a raw record')
  const newMode = fields[parents] ?? ''
  const ids = fields.slice(parents + 1, 2 * parents + 2)
  const letters = fields[expected - 1] ?? ''
  const status = parents === 1 ? letters.charAt(0) : letters
  const newId = ids[parents] ?? ''
  if (!/^[ACDMRTUX]+$/.test(status) || !/^[0-9a-f]{40,64}$/.test(newId)) throw unexpected('a raw record')
  if (status === 'U') throw unmerged()
  const twoPaths = parents === 1 && (status === 'R' || status === 'C')
  return {
    paths: twoPaths ? 2 : 1,
    change: path => ({ path, status, newMode, newId, oldIds: ids.slice(0, parents) }),
  }
}

function unmerged(): KeyhookError {
  return new KeyhookError(
    'incomplete',
    'The index holds an unresolved merge conflict, so what would be committed is not known.',
    'Resolve it, run "git add" on the files, then try again.',
  )
}

/** The error for output of git that keyhook does not understand: nothing of it is passed over. */
export function unexpected(where: string): KeyhookError {
  return new KeyhookError(
    'git',
    `git printed something that keyhook does not understand in ${where}, so the scan is not complete.`,
    'Run "git --version": it has to be 2.25 or newer. If it is, please report this.',
  )
}
