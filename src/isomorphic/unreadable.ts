import { KeyhookError } from '../errors.ts'

/**
 * The error for an object that is not there, or is not what its id says.
 *
 * @param error what was thrown on the way; only its code is told
 */
export function unreadable(id: string, error: unknown): KeyhookError {
  if (error instanceof KeyhookError) return error
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return new KeyhookError(
    'incomplete',
    `The object ${id} is missing or damaged, or cannot be read by --engine isomorphic${code}, so the scan is not complete.`,
    'Run "git fsck", or scan with git: keyhook scan --engine git',
  )
}
