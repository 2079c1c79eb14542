import { randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ALLOWLIST_PATH } from '../allowlist/allowlist.ts'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import { changedMeanwhile, whileLocked } from './policy-lock.ts'

/** Of all files that hold a team's decisions. */
const FOLDER = dirname(ALLOWLIST_PATH)
const SYMLINK = '120000'

/** A file below `.keyhook/` as it is staged, and as it lies in the working tree, which may have edits that are not staged. */
export interface Versions {
  /** From the top level. */
  readonly path: string
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

/** @throws KeyhookError 'configuration' where the file is, or lies behind, something other than a regular file */
export async function readVersions({ git, topLevel }: Repository, path = ALLOWLIST_PATH): Promise<Versions> {
  if (topLevel === null)
    throw new KeyhookError('usage', 'A bare repository has no allowlist of its own.', 'Run this in a clone.')
  const folder = join(topLevel, FOLDER)
  const file = join(topLevel, path)
  if (stat(folder)?.isDirectory() === false) throw refused(FOLDER, 'is a symbolic link or a file')
  const isFile = stat(folder) === null ? undefined : stat(file)?.isFile()
  if (isFile === false) throw refused(path, 'is not a regular file')

  let staged: Staged | null = null
  const listed = await git.output(['ls-files', '-z', '--stage', '-t', '--', FOLDER])
  // `H 100644 <id> <stage> TAB <path> NUL`
  for (const line of listed.toString().split('\0')) {
    const [, tag, mode = '', id = '', stage, name] = /^(\S) (\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? []
    if (name === FOLDER) throw refused(FOLDER, 'is staged as a symbolic link or a file')
    if (name !== path) continue
    if (stage !== '0') throw refused(path, 'has a merge conflict')
    if (mode === SYMLINK) throw refused(path, 'is staged as a symbolic link')
    const text = (await git.output(['cat-file', 'blob', id])).toString()
    staged = { mode, id, text, skipsWorkTree: tag === 'S' }
  }
  return { path, staged, file, written: isFile === true ? readFileSync(file, 'utf8') : null }
}

/** New texts of one file: for the index, and for the working tree; null where that one is to stay as it is. */
export interface NewTexts {
  readonly staged: string | null
  readonly written: string | null
}

/** Stages one text and writes the other to the working tree; either both or none. */
export function writeVersions(repository: Repository, versions: Versions, texts: NewTexts): Promise<void> {
  return writeAllVersions(repository, [{ versions, texts }])
}

/**
 * The same for several files: all of them, or none.
 *
 * @throws KeyhookError 'git' where one is no longer as it was read: what others added in the meantime would be lost
 */
export function writeAllVersions(
  repository: Repository,
  changes: readonly { readonly versions: Versions; readonly texts: NewTexts }[],
): Promise<void> {
  return whileLocked(repository, async () => {
    for (const { versions } of changes)
      if (!isSame(await readVersions(repository, versions.path), versions)) throw changedMeanwhile()
    await writeEach(repository, changes)
  })
}

function isSame(one: Versions, other: Versions): boolean {
  return one.staged?.id === other.staged?.id && one.written === other.written
}

async function writeEach(
  { git }: Repository,
  changes: readonly { readonly versions: Versions; readonly texts: NewTexts }[],
): Promise<void> {
  const put = async (entries: readonly { versions: Versions; mode: string; id: string }[]): Promise<void> => {
    if (entries.length === 0) return
    // Not `git add`: what else was edited in the file is not meant to be committed.
    const infos = entries.flatMap(({ mode, id, versions }) => ['--cacheinfo', `${mode},${id},${versions.path}`])
    await git.output(['update-index', '--add', ...infos])
    const skipped = entries.filter(({ versions }) => versions.staged?.skipsWorkTree === true)
    if (skipped.length > 0)
      await git.output(['update-index', '--skip-worktree', '--', ...skipped.map(({ versions }) => versions.path)])
  }
  const staging: { versions: Versions; mode: string; id: string }[] = []
  for (const { versions, texts } of changes) {
    if (texts.staged === null) continue
    const id = (await git.output(['hash-object', '-w', '--stdin'], { input: texts.staged })).toString().trim()
    staging.push({ versions, mode: versions.staged?.mode ?? '100644', id })
  }
  await put(staging)
  const written: Versions[] = []
  for (const { versions, texts } of changes) {
    if (texts.written === null) continue
    try {
      written.push(versions)
      replace(versions.file, texts.written)
    } catch (error) {
      for (const { file, written: before } of written.slice(0, -1))
        if (before === null) rmSync(file, { force: true })
        else replace(file, before)
      const known = staging.flatMap(({ versions: one }) =>
        one.staged === null ? [] : [{ ...one.staged, versions: one }],
      )
      const fresh = staging.flatMap(({ versions: one }) => (one.staged === null ? [one.path] : []))
      await put(known)
      if (fresh.length > 0) await git.output(['update-index', '--force-remove', '--', ...fresh])
      throw new KeyhookError(
        'output',
        `${versions.path} could not be written: ${errorCode(error)}`,
        'Nothing was staged.',
      )
    }
  }
}

/** Beside it first, so that the file is never there in part. */
function replace(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(beside, text, { mode: stat(file)?.mode ?? 0o666, flag: 'wx' }) // a link that stands there is not followed
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
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
