import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Repository } from './repository.ts'

/** The tree without entries; git knows it without having it stored. */
export const EMPTY_TREE = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
}

/**
 * What HEAD's commit is; the empty tree before the first commit.
 *
 * @throws KeyhookError 'git' where HEAD is there but broken: its content would otherwise count as scanned
 */
export async function headOrEmptyTree(repository: Repository): Promise<string> {
  const { git, gitDirectory, commonDirectory, objectFormat } = repository
  const head = await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  if (head.code === 0) return head.stdout.toString().trim()
  const branch = await git.attempt(['symbolic-ref', '--quiet', 'HEAD'])
  const reference = branch.stdout.toString().trim()
  const known =
    reference !== '' && [gitDirectory, commonDirectory].some(directory => isFile(join(directory, reference)))
  const resolved = reference === '' ? null : await git.attempt(['rev-parse', '--verify', '--quiet', reference])
  if (branch.code === 0 && !known && resolved?.code !== 0) return EMPTY_TREE[objectFormat]
  throw new KeyhookError(
    'git',
    'HEAD does not name a readable commit, so what is added cannot be told.',
    'Run "git fsck" and repair HEAD first.',
  )
}

/** git leaves empty directories behind where branches were. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false
}

/**
 * The other parents of the merge that is being committed; none where it is no merge.
 *
 * @param announced whether to trust `GITHEAD_<id>`, by which `git merge` tells its hooks of the parents before it writes MERGE_HEAD
 */
export function mergeParents(
  { gitDirectory, env }: { readonly gitDirectory: string; readonly env: NodeJS.ProcessEnv },
  announced: boolean,
): string[] {
  const file = join(gitDirectory, 'MERGE_HEAD')
  if (existsSync(file)) return readFileSync(file, 'latin1').split('\n').filter(isObjectId)
  if (!announced) return []
  return Object.keys(env)
    .filter(name => name.startsWith('GITHEAD_'))
    .map(name => name.slice('GITHEAD_'.length))
    .filter(isObjectId)
}

export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}
