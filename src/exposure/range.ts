import type { Repository } from '../git/repository.ts'
import type { Reference } from './exposure.ts'
import type { Follower } from './removal.ts'

/** More merges than these are not tried one by one. */
const MOST_MERGES = 100

export async function isAncestor({ git }: Repository, commit: string, of: string): Promise<boolean> {
  return (await git.attempt(['merge-base', '--is-ancestor', commit, of])).code === 0
}

/** The first parent; null of a commit without one. */
export async function commitBefore({ git }: Repository, commit: string): Promise<string | null> {
  const { code, stdout } = await git.attempt(['rev-parse', '--verify', '--quiet', `${commit}^`])
  return code === 0 ? stdout.toString().trim() : null
}

export async function isMerge({ git }: Repository, commit: string): Promise<boolean> {
  return (await git.attempt(['rev-parse', '--verify', '--quiet', `${commit}^2`])).code === 0
}

/** The merges among the commits that have to be made again when `first` is. */
export async function mergesSince({ git }: Repository, first: string, head: string): Promise<string[]> {
  const listed = await git.output(['rev-list', '--merges', '--ancestry-path', `${first}..${head}`, '--'])
  return listed.toString().split('\n').filter(Boolean)
}

/**
 * Whether git, merging the same parents again, comes to the same files: only then is nothing lost when a merge is made again. A git older than 2.38 cannot
 * tell.
 */
export async function areRemade({ git }: Repository, merges: readonly string[]): Promise<boolean> {
  if (merges.length === 0) return true
  if (merges.length > MOST_MERGES || (await hasMergeDriver(git))) return false
  for (const merge of merges) {
    const names = [`${merge}^1`, `${merge}^2`, `${merge}^3`, `${merge}^{tree}`]
    const [one, two, three, tree] = await Promise.all(names.map(name => resolved(git, name)))
    if (one == null || two == null || three !== null) return false
    const { code, stdout } = await git.attempt(['merge-tree', '--write-tree', one, two])
    if (code !== 0 || stdout.toString().trim() !== tree) return false
  }
  return true
}

/** A merge driver is a program of the repository's choosing, which must not run; so what it would come to is not known. */
async function hasMergeDriver(git: Repository['git']): Promise<boolean> {
  return (await git.attempt(['config', '--get-regexp', '^merge\\..*\\.driver$'])).code === 0
}

async function resolved(git: Repository['git'], name: string): Promise<string | null> {
  const { code, stdout } = await git.attempt(['rev-parse', '--verify', '--quiet', name])
  return code === 0 ? stdout.toString().trim() : null
}

/** Whether files are in `head` as `commit` left them, and no commit in between had changed them: then a change to them can be moved to that commit. */
export async function isUntouchedSince(
  { git }: Repository,
  commit: string,
  head: string,
  paths: readonly string[],
): Promise<boolean> {
  const same = await git.attempt(['diff-tree', '--quiet', '-r', commit, head, '--', ...paths])
  const since = await git.output(['rev-list', '--full-history', '--max-count=1', `${commit}..${head}`, '--', ...paths])
  return same.code === 0 && since.length === 0
}

/** Where other references stand below HEAD, in a straight line; null where one of them does not. */
export async function followersOf(
  { git }: Repository,
  references: readonly Reference[],
  head: string,
): Promise<Follower[] | null> {
  const followers: Follower[] = []
  for (const reference of references) {
    const commit = await resolved(git, `${reference.name}^{commit}`)
    if (commit === null || (await git.attempt(['merge-base', '--is-ancestor', commit, head])).code !== 0) return null
    const between = (await git.output(['rev-list', '--parents', `${commit}..${head}`, '--'])).toString()
    const lines = between.split('\n').filter(Boolean)
    if (lines.some(line => line.split(' ').length > 2)) return null
    followers.push({ reference, back: lines.length })
  }
  return followers
}
