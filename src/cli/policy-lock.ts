import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'

/** In the git directory of the working tree, as the index is. */
const LOCK = 'keyhook-policy.lock'
/** Writing takes a fraction of a second: a lock of this age was left behind by a process that was killed. In milliseconds. */
const LEFT_BEHIND = 60_000

/**
 * Keeps others from writing below `.keyhook/` for as long as `step` takes.
 *
 * @throws KeyhookError 'git' where another one is at it, 'output' where the git directory cannot be written
 */
export async function whileLocked<T>({ gitDirectory }: Repository, step: () => Promise<T>): Promise<T> {
  const file = join(gitDirectory, LOCK)
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (Math.abs(age) > LEFT_BEHIND) rmSync(file, { force: true })
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    if (code === 'EEXIST') throw changedMeanwhile()
    throw new KeyhookError(
      'output',
      `The git directory cannot be written to (${code}), so nothing was changed.`,
      'Check the permissions and the free space of that directory, then run the same command again.',
    )
  }
  try {
    return await step()
  } finally {
    rmSync(file, { force: true })
  }
}

/** The error where what is to be replaced is not what was read. */
export function changedMeanwhile(): KeyhookError {
  return new KeyhookError(
    'git',
    'Another program is at work on .keyhook/ at the same time. Nothing was changed.',
    'Run the same command again.',
  )
}
