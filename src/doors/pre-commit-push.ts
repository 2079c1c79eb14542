import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'

export interface ToldPush {
  readonly remote: string
  /** As git writes them to the pre-push hook. */
  readonly lines: string
}

/**
 * What is pushed, as pre-commit tells the hooks that it runs: in the environment, for it keeps what git wrote. Of several references it
 * tells the first that brings something new.
 *
 * Source: https://pre-commit.com/#pre-push, pre_commit/commands/hook_impl.py
 *
 * @throws KeyhookError 'git' where what it tells is not in the repository
 */
export async function pushToldByPreCommit(repository: Repository, env: NodeJS.ProcessEnv): Promise<ToldPush> {
  const remote = env['PRE_COMMIT_REMOTE_NAME'] ?? ''
  const tip = env['PRE_COMMIT_TO_REF'] ?? env['PRE_COMMIT_LOCAL_BRANCH'] ?? ''
  if (tip === '') return { remote, lines: '' }
  const to = await resolve(repository, tip)
  const base = env['PRE_COMMIT_FROM_REF'] ?? ''
  const from = base === '' ? '0'.repeat(to.length) : await resolve(repository, base)
  return { remote, lines: `${tip} ${to} ${env['PRE_COMMIT_REMOTE_BRANCH'] ?? tip} ${from}\n` }
}

async function resolve({ git }: Repository, name: string): Promise<string> {
  const { code, stdout } = await git.attempt(['rev-parse', '--verify', '--quiet', '--end-of-options', name])
  if (code === 0) return stdout.toString().trim()
  throw new KeyhookError(
    'git',
    `pre-commit names a commit that is not in this repository, so nothing was scanned: ${name}`,
    'Fetch it first, then run the same command again.',
  )
}
