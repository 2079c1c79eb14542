import { KeyhookError } from '../errors.ts'
import { readObjects, readSizes } from './blobs.ts'
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
  return parse(listed, /^(\d+) ([0-9a-f]+) 0\t(.*)$/s, paths)
}

/** `100644 blob <id> TAB <path> NUL` */
async function inCommit(repository: Repository, commit: string, paths: readonly string[]): Promise<Entry[]> {
  const listed = await repository.git.output(['ls-tree', '-z', '--full-tree', commit, '--', ...paths])
  return parse(listed, /^(\d+) blob ([0-9a-f]+)\t(.*)$/s, paths)
}

function parse(listed: Buffer, form: RegExp, paths: readonly string[]): Entry[] {
  const entries: Entry[] = []
  for (const line of listed.toString('latin1').split('\0')) {
    const [, mode, id, path] = form.exec(line) ?? []
    if (mode !== undefined && id !== undefined && path !== undefined && paths.includes(path))
      entries.push({ mode, id, path })
  }
  return entries
}

export function tooLarge(path: string): KeyhookError {
  return new KeyhookError('configuration', `${path} is larger than 4 MB.`, 'Keep only reviewed entries in it.')
}

export function isSymlink(file: StoredFile): boolean {
  return file.mode === SYMLINK
}
