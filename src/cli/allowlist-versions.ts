import { lstatSync, mkdirSync, readFileSync, type Stats, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ALLOWLIST_PATH } from '../allowlist/allowlist.ts'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'

const FOLDER = dirname(ALLOWLIST_PATH)
const SYMLINK = '120000'

/** The allowlist as it is staged, and as it lies in the working tree, which may have edits that are not staged. */
export interface Versions {
  /** null where nothing is staged under that name. */
  readonly staged: Staged | null
  /** Where the working tree's file lies, or would. */
  readonly file: string
  /** null where there is no file. */
  readonly written: string | null
}

interface Staged {
  readonly mode: string
  readonly id: string
  readonly text: string
  /** Outside of a sparse checkout: the working tree is to stay without the file. */
  readonly skipsWorkTree: boolean
}

/** @throws KeyhookError 'configuration' where the allowlist is, or lies behind, something other than a regular file */
export async function readVersions({ git, topLevel }: Repository): Promise<Versions> {
  if (topLevel === null)
    throw new KeyhookError('usage', 'A bare repository has no allowlist of its own.', 'Run this in a clone.')
  const folder = join(topLevel, FOLDER)
  const file = join(topLevel, ALLOWLIST_PATH)
  if (stat(folder)?.isDirectory() === false) throw refused(FOLDER, 'is a symbolic link or a file')
  const isFile = stat(folder) === null ? undefined : stat(file)?.isFile()
  if (isFile === false) throw refused(ALLOWLIST_PATH, 'is not a regular file')

  let staged: Staged | null = null
  const listed = await git.output(['ls-files', '-z', '--stage', '-t', '--', FOLDER])
  // `H 100644 <id> <stage> TAB <path> NUL`
  for (const line of listed.toString().split('\0')) {
    const [, tag, mode = '', id = '', stage, path] = /^(\S) (\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? []
    if (path === FOLDER) throw refused(FOLDER, 'is staged as a symbolic link or a file')
    if (path !== ALLOWLIST_PATH) continue
    if (stage !== '0') throw refused(ALLOWLIST_PATH, 'has a merge conflict')
    if (mode === SYMLINK) throw refused(ALLOWLIST_PATH, 'is staged as a symbolic link')
    const text = (await git.output(['cat-file', 'blob', id])).toString()
    staged = { mode, id, text, skipsWorkTree: tag === 'S' }
  }
  return { staged, file, written: isFile === true ? readFileSync(file, 'utf8') : null }
}

/**
 * Stages one text and writes the other to the working tree; either both or none.
 *
 * @param written null where the working tree is to stay as it is
 */
export async function writeVersions(
  { git }: Repository,
  { staged, file }: Versions,
  texts: { readonly staged: string | null; readonly written: string | null },
): Promise<void> {
  const put = async (mode: string, id: string): Promise<void> => {
    // Not `git add`: what else was edited in the file is not meant to be committed.
    await git.output(['update-index', '--add', '--cacheinfo', `${mode},${id},${ALLOWLIST_PATH}`])
    if (staged?.skipsWorkTree === true) await git.output(['update-index', '--skip-worktree', '--', ALLOWLIST_PATH])
  }
  if (texts.staged !== null) {
    const id = (await git.output(['hash-object', '-w', '--stdin'], { input: texts.staged })).toString().trim()
    await put(staged?.mode ?? '100644', id)
  }
  if (texts.written === null) return
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, texts.written)
  } catch (error) {
    if (staged !== null) await put(staged.mode, staged.id)
    else await git.output(['update-index', '--force-remove', '--', ALLOWLIST_PATH])
    throw new KeyhookError(
      'output',
      `${ALLOWLIST_PATH} could not be written: ${errorCode(error)}`,
      'Nothing was staged.',
    )
  }
}

function stat(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null
}

function refused(path: string, what: string): KeyhookError {
  const hint = what.includes('conflict')
    ? `Resolve it, then: git add ${path}`
    : `Put a regular file in its place: git rm --cached ${path}`
  return new KeyhookError('configuration', `${path} ${what}, so no entry can be added to it.`, hint)
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
