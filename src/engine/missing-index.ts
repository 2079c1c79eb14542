import { KeyhookError } from '../errors.ts'

/** The error for an index file that is not there: git takes it for an empty index, in which nothing is staged. */
export function missingIndex(indexFile: string): KeyhookError {
  return new KeyhookError(
    'incomplete',
    `There is no index file at ${indexFile}, so what is staged is not known.`,
    'Run "git reset" to make the index anew, then stage again.',
  )
}
