import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { readVariables } from '../fix/environment-file.ts'
import { reversed } from '../fix/undo-record.ts'
import { readObjects } from '../git/blobs.ts'
import { changedCopy, hasObjects, indexListing, lockIndex, readEntries, storeBlob } from '../git/index-edit.ts'
import type { Repository } from '../git/repository.ts'
import { hashOf } from './hash.ts'
import { type FileWrite, writeAll } from './transaction.ts'
import { forgetUndo, type KeptUndo, lastUndo, type UndoEntry, type UndoFile } from './undo-store.ts'
import { readWorkFile, type WorkFile } from './work-file.ts'

export interface Undone {
  readonly files: readonly string[]
}

/**
 * Takes the latest fix back: index, files and modes are as they were, and `.env` is without what was added.
 *
 * @param head HEAD's commit; null before the first one
 * @param atExit has a step done should keyhook be ended before its time
 * @throws KeyhookError where something else was changed since; then nothing is changed
 */
export async function undoFix(
  repository: Repository,
  topLevel: string,
  head: string | null,
  atExit?: (step: () => void) => void,
): Promise<Undone> {
  const kept = lastUndo(repository)
  if (kept === null) throw new KeyhookError('usage', 'There is no fix to undo here.', 'keyhook fix')
  const { record, place } = kept
  if (record.head !== head)
    throw new KeyhookError(
      'usage',
      'There was a commit since the last fix, so it is not undone.',
      'To take that commit back, use git: git revert HEAD',
    )
  const lock = lockIndex(repository)
  atExit?.(lock.release)
  const scratch = join(place, 'scratch')
  try {
    mkdirSync(scratch, { recursive: true, mode: 0o700 })
    const environment = readWorkFile(topLevel, '.env')
    const variables = readVariables(environment.text ?? '')
    const writes = record.files.map(file => restored(topLevel, file, variables))
    const next = await restoredIndex(repository, kept, variables, scratch)
    const last = withoutAdded(environment, kept, variables)
    writeAll([...writes, ...(last === null ? [] : [last])], scratch, () => lock.replaceBy(next))
  } finally {
    lock.release()
    rmSync(scratch, { recursive: true, force: true })
  }
  forgetUndo(repository, place)
  return { files: [...new Set([...record.files, ...record.entries].map(({ path }) => path))] }
}

function restored(topLevel: string, file: UndoFile, variables: ReadonlyMap<string, string>): FileWrite {
  const work = readWorkFile(topLevel, file.path)
  if (work.text === null || hashOf(work.text) !== file.after) throw changedSince(file.path)
  const text = reversed(work.text, file.reversals, variables)
  if (text === null || hashOf(text) !== file.before) throw valueGone()
  return { file: work.file, content: file.existed ? Buffer.from(text, 'latin1') : null, mode: file.mode }
}

/** The index of before, byte for byte, where it says what it said after the fix; else its entries one by one. */
async function restoredIndex(
  repository: Repository,
  { record, indexFile }: KeptUndo,
  variables: ReadonlyMap<string, string>,
  scratch: string,
): Promise<string> {
  await restoreBlobs(repository, record.entries, variables)
  if (hashOf(await indexListing(repository)) === record.listing) return indexFile
  const now = await readEntries(
    repository,
    record.entries.map(({ path }) => path),
  )
  for (const { path, after } of record.entries) {
    const entry = now.get(path)
    if (entry?.id !== after?.id || entry?.mode !== after?.mode) throw changedSince(path)
  }
  const next = join(scratch, 'index')
  const changes = record.entries.map(({ path, before }) => ({ path, ...before }))
  await changedCopy(repository, changes, next)
  return next
}

/** git may have collected the old blobs: they are made again. */
async function restoreBlobs(
  repository: Repository,
  entries: readonly UndoEntry[],
  variables: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { before, after, reversals } of entries) {
    if (before === null || (await hasObjects(repository, [before.id]))) continue
    if (after === null) throw valueGone()
    let old: string | null = null
    await readObjects(repository.git, [after.id], (_, content) => {
      old = reversed(content.toString('latin1'), reversals, variables)
    })
    if (old === null || (await storeBlob(repository, Buffer.from(old, 'latin1'))) !== before.id) throw valueGone()
  }
}

/** `.env` without the lines that were added, or no `.env` where there was none. */
function withoutAdded(
  { file, text }: WorkFile,
  { record }: KeptUndo,
  variables: ReadonlyMap<string, string>,
): FileWrite | null {
  const added = record.environment
  if (added === null) return null
  const current = text ?? ''
  const { at, length, existed, mode, names } = added
  const part = current.slice(at, at + length)
  const own = readVariables(part)
  const isSame =
    part.length === length &&
    own.size === names.length &&
    names.every(name => own.get(name) === variables.get(name) && own.has(name))
  if (!isSame) throw changedSince('.env')
  const rest = current.slice(0, at) + current.slice(at + length)
  return { file, content: existed || rest !== '' ? Buffer.from(rest, 'latin1') : null, mode }
}

function changedSince(path: string): KeyhookError {
  return new KeyhookError(
    'usage',
    `${path} was changed since the fix, so nothing was undone.`,
    'Take that change back first, or undo by hand: git diff --cached',
  )
}

function valueGone(): KeyhookError {
  return new KeyhookError(
    'incomplete',
    '.env no longer holds the values that the files had, so nothing was undone.',
    'Put them back into .env, and run it again.',
  )
}
