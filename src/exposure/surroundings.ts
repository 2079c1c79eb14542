import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withoutFilters } from '../git/filters.ts'
import type { Repository } from '../git/repository.ts'

/** What the repository is doing, as far as it matters to whoever rewrites its history. */
export interface Surroundings {
  readonly isBare: boolean
  /** Full id; null before the first commit. */
  readonly head: string | null
  /** `refs/heads/main`; null where HEAD is detached. */
  readonly branch: string | null
  /** What is half done, as git calls it; null where nothing is. */
  readonly operation: 'rebase' | 'am' | 'merge' | 'cherry-pick' | 'revert' | null
  /** Tracked files with changes that are not committed. */
  readonly isChanged: boolean
}

const OPERATIONS = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply/applying', 'am'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
] as const

export async function surroundingsOf({ git, topLevel, gitDirectory }: Repository): Promise<Surroundings> {
  const head = await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const branch = await git.attempt(['symbolic-ref', '--quiet', 'HEAD'])
  const isChanged = topLevel !== null && head.code === 0 && (await isChangedTree(git))
  return {
    isBare: topLevel === null,
    head: head.code === 0 ? head.stdout.toString().trim() : null,
    branch: branch.code === 0 ? branch.stdout.toString().trim() : null,
    operation: OPERATIONS.find(([file]) => existsSync(join(gitDirectory, file)))?.[1] ?? null,
    isChanged,
  }
}

/** In a submodule git would start another git, with that one's own configuration. */
const OWN = ['--ignore-submodules=dirty']

async function isChangedTree(git: Repository['git']): Promise<boolean> {
  const unfiltered = await withoutFilters(git)
  return (await unfiltered.attempt(['diff-index', '--quiet', ...OWN, 'HEAD', '--'])).code !== 0
}

/** Which of these files have changes that are not committed, staged or not. */
export async function changedAmong({ git, topLevel }: Repository, paths: readonly string[]): Promise<string[]> {
  if (topLevel === null || paths.length === 0) return []
  const unfiltered = await withoutFilters(git)
  const listed = await unfiltered.attempt(['diff-index', '--name-only', '-z', ...OWN, 'HEAD', '--', ...paths])
  const names = new Set(listed.stdout.toString().split('\0'))
  return paths.filter(path => names.has(path))
}
