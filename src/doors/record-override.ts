import type { Repository } from '../git/repository.ts'
import { trailerText } from '../verdict/override.ts'
import type { DoorOutcome } from './outcome.ts'

export const OVERRIDE_TRAILER = 'Keyhook-Override'
export const OVERRIDDEN_TRAILER = 'Keyhook-Overridden'

/**
 * Writes what was let through, and why, into the commit message: in one block with the trailers already there.
 *
 * @param file the message file, absolute
 */
export async function recordOverride(repository: Repository, outcome: DoorOutcome, file: string): Promise<void> {
  if (outcome.override === null) return
  const fingerprints = outcome.verdict.suppressed.filter(one => one.by === 'override').map(one => one.fingerprint)
  const values = [
    `${OVERRIDE_TRAILER}: ${trailerText(outcome.override.reason)}`,
    ...[...new Set(fingerprints)].map(fingerprint => `${OVERRIDDEN_TRAILER}: ${fingerprint}`),
  ]
  await repository.git.output([
    ...UNCONFIGURED,
    'interpret-trailers',
    '--in-place',
    '--no-divider', // a message may hold `---`; only a mail ends there
    '--where=end',
    '--if-exists=addIfDifferent',
    '--if-missing=add',
    ...values.flatMap(value => ['--trailer', value]),
    file,
  ])
}

/** A configured trailer could change the separator, or run a command. */
const UNCONFIGURED = ['-c', 'trailer.separators=:']
