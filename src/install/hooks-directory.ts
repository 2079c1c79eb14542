import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import type { Reach } from './block.ts'

/** The directory that git runs this repository's hooks from. */
export interface HooksDirectory {
  /** Absolute; need not exist yet. */
  readonly path: string
  readonly reach: Reach
}

/**
 * Asks git, which knows of `core.hooksPath`, linked worktrees and submodules.
 *
 * @throws KeyhookError 'install' where git looks for hooks in something that cannot hold any
 */
export async function findHooksDirectory(repository: Repository): Promise<HooksDirectory> {
  const hooks = await locateHooks(repository)
  const set = await repository.git.attempt(['config', '--get', 'core.hooksPath'])
  const empty = set.code === 0 && set.stdout.toString().trim() === ''
  if (!empty && statSync(hooks.path, { throwIfNoEntry: false })?.isDirectory() !== false) return hooks
  throw new KeyhookError(
    'install',
    `core.hooksPath is no directory, so git runs no hooks in this repository: ${empty ? '(empty)' : hooks.path}`,
    'Run "git config --show-origin core.hooksPath" to see who set it; "git config core.hooksPath .git/hooks" overrules that here.',
  )
}

/** As `findHooksDirectory`, whatever stands there. */
export async function locateHooks(repository: Repository): Promise<HooksDirectory> {
  const { git } = repository
  // Older gits answer relative to where they were started.
  const path = resolve(git.cwd, (await git.output(['rev-parse', '--git-path', 'hooks'])).toString().replace(/\n$/, ''))
  return { path, reach: await reachOf(path, repository) }
}

async function reachOf(path: string, repository: Repository): Promise<Reach> {
  const place = real(path)
  const common = real(repository.commonDirectory)
  if (dirname(place) === common) return 'inside'
  if (await isSetForAll(path, repository)) return 'shared'
  if (isInside(place, common)) return 'tracked'
  const trees = await workTrees(repository)
  return trees.some(tree => isInside(place, real(tree))) ? 'tracked' : 'shared'
}

/** Whether every repository of this user is sent to the directory, even if it lies in this one (as with a home directory under git). */
async function isSetForAll(path: string, { git }: Repository): Promise<boolean> {
  const everywhere = await git.attempt(['config', '--type=path', '--get', 'core.hooksPath'])
  const here = await git.attempt(['config', '--local', '--includes', '--get', 'core.hooksPath'])
  const value = everywhere.stdout.toString().trimEnd()
  return everywhere.code === 0 && here.code !== 0 && value !== '' && isAbsolute(value) && resolve(value) === path
}

async function workTrees({ git, topLevel }: Repository): Promise<string[]> {
  const { stdout } = await git.attempt(['worktree', 'list', '--porcelain'])
  const listed = stdout
    .toString()
    .split('\n')
    .filter(line => line.startsWith('worktree '))
  return [...(topLevel === null ? [] : [topLevel]), ...listed.map(line => line.slice('worktree '.length))]
}

/** Free of symbolic links, as far as the path exists. */
export function real(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path))
  }
}

export function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep)
}
