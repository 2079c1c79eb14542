import { appendFileSync, readFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { chosenComment } from '../diff/message.ts'
import type { Repository } from '../git/repository.ts'
import { trailerText } from '../verdict/override.ts'
import { messageOptions } from './message-options.ts'
import type { DoorOutcome } from './outcome.ts'

/** No repository and no configuration: a configured trailer could change the separator, add itself, or run a command. */
const UNCONFIGURED = {
  GIT_DIR: devNull,
  GIT_WORK_TREE: undefined,
  GIT_COMMON_DIR: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_CONFIG_PARAMETERS: undefined,
  GIT_CONFIG_COUNT: undefined,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  HOME: devNull, // before git 2.32
  XDG_CONFIG_HOME: devNull,
}

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
  const message = readFileSync(file, 'latin1')
  // `git merge -m` writes no line feed at the end, and git would put the trailers right below the subject.
  if (message !== '' && !message.endsWith('\n')) appendFileSync(file, '\n')
  const { comment } = await messageOptions(repository)
  const git = repository.git.with(UNCONFIGURED)
  await git.output([
    '-c',
    `core.commentChar=${comment ?? chosenComment(message.split('\n'))}`,
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
