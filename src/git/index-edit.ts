import {
  closeSync,
  copyFileSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { KeyhookError } from '../errors.ts'
import type { Git } from './git.ts'
import type { Repository } from './repository.ts'

/** An entry of the index, not of a conflict. */
export interface IndexEntry {
  readonly path: string
  readonly mode: string
  readonly id: string
  /** Outside of a sparse checkout, or said to be: git leaves the working tree without it. */
  readonly skipsWorkTree: boolean
}

/** What is to become of an entry; without mode and id it goes. */
export type IndexChange = Pick<IndexEntry, 'path'> & Partial<Pick<IndexEntry, 'mode' | 'id' | 'skipsWorkTree'>>

/**
 * The entries of these paths; one that is not there is not in the answer.
 *
 * @throws KeyhookError 'git' for one with a conflict
 */
export async function readEntries({ git }: Repository, paths: readonly string[]): Promise<Map<string, IndexEntry>> {
  const entries = new Map<string, IndexEntry>()
  if (paths.length === 0) return entries
  const listed = await git.output(['ls-files', '-z', '--stage', '-t', '--', ...paths])
  // `H 100644 <id> <stage> TAB <path> NUL`
  for (const line of listed.toString().split('\0')) {
    const [, tag, mode = '', id = '', stage, path = ''] = /^(\S) (\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? []
    if (tag === undefined || !paths.includes(path)) continue
    if (stage !== '0') throw new KeyhookError('git', `${path} has a merge conflict.`, 'Resolve it and stage it first.')
    entries.set(path, { path, mode, id, skipsWorkTree: tag === 'S' })
  }
  return entries
}

/** Everything that the index says of paths: what is staged and how they are marked. */
export async function indexListing({ git }: Repository): Promise<string> {
  return (await git.output(['ls-files', '-z', '--stage', '-v'])).toString('latin1')
}

/** Stores a blob as it is, past all filters, and returns its id. */
export async function storeBlob({ git }: Repository, content: Buffer): Promise<string> {
  return (await git.output(['hash-object', '-w', '--stdin', '--no-filters'], { input: content })).toString().trim()
}

/** Whether the object store has all of these. */
export async function hasObjects({ git }: Repository, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const answer = await git.output(['cat-file', '--batch-check'], { input: `${ids.join('\n')}\n` })
  return !/ missing$/m.test(answer.toString('latin1'))
}

/** Whether git ignores a path of the working tree. */
export async function isIgnored({ git }: Repository, path: string): Promise<boolean> {
  const { code } = await git.attempt(['check-ignore', '--quiet', '--no-index', '--', path])
  return code === 0
}

/** The same repository with another file for its index. */
export function withIndex(repository: Repository, indexFile: string): Repository {
  const other = (git: Git): Git => git.with({ GIT_INDEX_FILE: indexFile })
  return { ...repository, indexFile, git: other(repository.git), objects: other(repository.objects) }
}

/** A copy of the index, changed; the index itself stays as it is. */
export async function changedCopy(
  repository: Repository,
  changes: readonly IndexChange[],
  file: string,
): Promise<void> {
  copyFileSync(repository.indexFile, file)
  const { git } = withIndex(repository, file)
  const zeros = '0'.repeat(repository.objectFormat === 'sha256' ? 64 : 40)
  const input = changes.map(({ mode, id, path }) => `${mode ?? '0'} ${id ?? zeros}\t${path}\0`).join('')
  await git.output(['update-index', '-z', '--index-info'], { input })
  const skipped = changes.filter(({ skipsWorkTree }) => skipsWorkTree === true).map(({ path }) => path)
  if (skipped.length > 0) await git.output(['update-index', '--skip-worktree', '--', ...skipped])
}

/** The index, kept from all others until it is replaced or let go. */
export interface LockedIndex {
  /** Takes the content of a file for the new index. */
  replaceBy(file: string): void
  release(): void
}

/**
 * Locks the index as git itself does, by a file beside it that must not be there.
 *
 * @throws KeyhookError 'git' where it is locked
 */
export function lockIndex({ indexFile }: Repository): LockedIndex {
  const lock = `${indexFile}.lock`
  let descriptor: number
  try {
    descriptor = openSync(lock, 'wx', 0o666)
  } catch (error) {
    const isLocked = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new KeyhookError(
      'git',
      isLocked
        ? `Another git process is at work in this repository: ${lock} is there.`
        : `The index cannot be written: ${lock}`,
      isLocked
        ? 'Nothing was changed. Wait until it is done; if none is running, delete that file.'
        : 'Nothing was changed.',
    )
  }
  let isOpen = true
  let isHeld = true
  const close = (): void => {
    if (isOpen) closeSync(descriptor)
    isOpen = false
  }
  return {
    replaceBy(file) {
      writeFileSync(descriptor, readFileSync(file))
      fchmodSync(descriptor, statSync(indexFile).mode & 0o777)
      fsyncSync(descriptor)
      close()
      renameSync(lock, indexFile)
      isHeld = false
    },
    release() {
      close()
      if (isHeld) rmSync(lock, { force: true })
      isHeld = false
    },
  }
}
