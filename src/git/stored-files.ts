import { KeyhookError } from '../errors.ts'
import { readObjects, readSizes } from './blobs.ts'
import { misunderstood, recordsOf } from './records.ts'
import type { Repository } from './repository.ts'

/** A file as git has it, in the index or in a commit. */
export interface StoredFile {
  readonly mode: string
  readonly id: string
  readonly content: Buffer
}

const SYMLINK = '120000'

/** A reviewed file of people's making is small; one of this size is a mistake or an attack. */
export const LARGEST_STORED = 4 * 1024 * 1024

/**
 * Files of these names in the index (`commit` null) or in a commit. One that is not there is not in the answer; a symbolic link is, with its mode.
 *
 * @throws KeyhookError 'configuration' for one too large to be true
 */
export async function readStoredFiles(
  repository: Repository,
  commit: string | null,
  paths: readonly string[],
): Promise<Map<string, StoredFile>> {
  const entries = commit === null ? await inIndex(repository, paths) : await inCommit(repository, commit, paths)
  const files = new Map<string, StoredFile>()
  if (entries.length === 0) return files
  const sizes = await readSizes(
    repository.git,
    entries.map(entry => entry.id),
  )
  const large = entries.find((_, index) => (sizes[index] ?? 0) > LARGEST_STORED)
  if (large !== undefined) throw tooLarge(large.path)
  let next = 0
  await readObjects(
    repository.git,
    entries.map(entry => entry.id),
    (id, content) => {
      const entry = entries[next++]
      if (entry !== undefined) files.set(entry.path, { mode: entry.mode, id, content: Buffer.from(content) })
    },
  )
  return files
}

interface Entry {
  readonly mode: string
  readonly id: string
  readonly path: string
}

/** `100644 <id> <stage> TAB <path> NUL`; stages other than 0 belong to an unresolved conflict. */
async function inIndex(repository: Repository, paths: readonly string[]): Promise<Entry[]> {
  const listed = await repository.git.output(['ls-files', '-z', '--stage', '--', ...paths])
  return recordsOf(listed, '\0', 'ls-files').flatMap(record => {
    const [whole, mode = '', id = '', stage, path = ''] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(record) ?? []
    if (whole === undefined) throw misunderstood('ls-files')
    return stage === '0' && paths.includes(path) ? [{ mode, id, path }] : []
  })
}

/** `100644 blob <id> TAB <path> NUL` */
async function inCommit(repository: Repository, commit: string, paths: readonly string[]): Promise<Entry[]> {
  const listed = await repository.git.output(['ls-tree', '-z', '--full-tree', commit, '--', ...paths])
  return recordsOf(listed, '\0', 'ls-tree').flatMap(record => {
    const [whole, mode = '', type, id = '', path = ''] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(record) ?? []
    if (whole === undefined) throw misunderstood('ls-tree')
    return type === 'blob' && paths.includes(path) ? [{ mode, id, path }] : []
  })
}

export function tooLarge(path: string): KeyhookError {
  return new KeyhookError('configuration', `${path} is larger than 4 MB.`, 'Keep only reviewed entries in it.')
}

export function isSymlink(file: StoredFile): boolean {
  return file.mode === SYMLINK
}
