import { KeyhookError } from '../errors.ts'

/** The error for output of git that is not what git prints: nothing of it is passed over, or something would not be scanned. */
export function misunderstood(verb: string): KeyhookError {
  return new KeyhookError(
    'git',
    `git ${verb} printed something that keyhook does not understand, so the scan is not complete.`,
    'Run "git --version" and "git fsck" to see whether git is whole, then try again.',
  )
}

/**
 * What git printed, record by record.
 *
 * @param terminator what ends each record, the last one too: one without it was cut off
 * @throws KeyhookError 'git' where it is missing at the end
 */
export function recordsOf(printed: Buffer, terminator: '\0' | '\n', verb: string): string[] {
  const records = printed.toString('latin1').split(terminator)
  if (records.pop() !== '') throw misunderstood(verb)
  return records
}
