import { devNull } from 'node:os'
import type { Git } from '../git/git.ts'
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
  await unconfigured(repository).output([
    ...(await commentCharacter(repository)),
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

/** git without any configuration: a configured trailer could run a command, go by another name, or be left out. */
function unconfigured({ git }: Repository): Git {
  return git.with({
    GIT_DIR: devNull,
    GIT_WORK_TREE: undefined,
    GIT_COMMON_DIR: undefined,
    GIT_INDEX_FILE: undefined,
    GIT_CONFIG: undefined,
    GIT_CONFIG_PARAMETERS: undefined,
    GIT_CONFIG_COUNT: undefined,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    // A git that does not know the variable above looks here.
    HOME: devNull,
    XDG_CONFIG_HOME: devNull,
  })
}

/** Trailers go above the comments at a message's end. */
async function commentCharacter({ git }: Repository): Promise<string[]> {
  const { stdout } = await git.attempt(['config', '--get', 'core.commentChar'])
  const character = stdout.toString().trimEnd()
  return character === '' ? [] : ['-c', `core.commentChar=${character}`]
}
