import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import {
  changedCopy,
  type IndexChange,
  type IndexEntry,
  indexListing,
  type LockedIndex,
  lockIndex,
  storeBlob,
  withIndex,
} from '../git/index-edit.ts'
import type { Repository } from '../git/repository.ts'
import { hashOf } from './hash.ts'
import type { Preparation } from './prepare.ts'
import { type FileWrite, writeAll } from './transaction.ts'
import { forgetUndo, keepUndo, newUndo, type UndoEntry, type UndoRecord, undoFolder } from './undo-store.ts'

const OWNER_ONLY = 0o600

export interface Applying {
  readonly entries: ReadonlyMap<string, IndexEntry>
  /** Looks at the index to be, and throws where a secret is left in it. */
  check(repository: Repository): Promise<void>
  readonly head: string | null
  /** Has a step done should keyhook be ended before its time. */
  atExit?: ((step: () => void) => void) | undefined
  /** Whether a text has a secret in it, which must not be kept. */
  holdsSecret(text: string): boolean
}

/**
 * Writes what was prepared: the files, then the index, or nothing at all.
 *
 * @throws KeyhookError with everything as it was
 */
export async function applyFix(repository: Repository, prepared: Preparation, applying: Applying): Promise<void> {
  const lock = lockIndex(repository)
  const place = placeFor(repository, lock)
  const scratch = join(place, 'scratch')
  let isDone = false
  const clear = (): void => {
    lock.release()
    rmSync(scratch, { recursive: true, force: true })
    if (!isDone) forgetUndo(repository, place)
  }
  applying.atExit?.(clear)
  try {
    mkdirSync(scratch, { mode: OWNER_ONLY | 0o100 })
    const changes = await indexChanges(repository, prepared, applying)
    const next = join(scratch, 'index')
    await changedCopy(repository, changes, next)
    const changed = withIndex(repository, next)
    await applying.check(changed)
    const record = recordOf(prepared, changes, applying, await indexListing(changed))
    if (applying.holdsSecret(JSON.stringify(record))) throw notKept()
    keepUndo(place, record, repository)
    writeAll(writesOf(prepared), scratch, () => lock.replaceBy(next))
    isDone = true
  } finally {
    clear()
  }
}

function placeFor(repository: Repository, lock: LockedIndex): string {
  try {
    return newUndo(repository)
  } catch {
    lock.release()
    throw new KeyhookError(
      'output',
      `${undoFolder(repository)} cannot be written to. Nothing was changed.`,
      'Make it a directory that you can write to.',
    )
  }
}

async function indexChanges(
  repository: Repository,
  { staged }: Preparation,
  { entries }: Applying,
): Promise<IndexChange[]> {
  const changes: IndexChange[] = []
  for (const { path, after } of staged) {
    const entry = entries.get(path)
    if (after === null) changes.push({ path })
    else {
      const id = await storeBlob(repository, Buffer.from(after, 'latin1'))
      changes.push({ path, id, mode: entry?.mode ?? '100644', skipsWorkTree: entry?.skipsWorkTree === true })
    }
  }
  return changes
}

/** `.env` first, so that no value is ever nowhere. */
function writesOf({ environment, written }: Preparation): FileWrite[] {
  const files = written.map(({ work, after, mode }) => ({
    file: work.file,
    content: Buffer.from(after ?? '', 'latin1'),
    mode,
  }))
  if (environment === null) return files
  const content = Buffer.from(environment.after, 'latin1')
  return [{ file: environment.work.file, content, mode: OWNER_ONLY }, ...files]
}

function recordOf(
  { staged, written, environment }: Preparation,
  changes: readonly IndexChange[],
  { entries, head }: Applying,
  listing: string,
): UndoRecord {
  return {
    version: 1,
    head,
    listing: hashOf(listing),
    entries: staged.map((change): UndoEntry => {
      const before = entries.get(change.path)
      const after = changes.find(({ path }) => path === change.path)
      return {
        path: change.path,
        before: before === undefined ? null : { mode: before.mode, id: before.id, skipsWorkTree: before.skipsWorkTree },
        after: after?.mode === undefined || after.id === undefined ? null : { mode: after.mode, id: after.id },
        reversals: change.reversals,
      }
    }),
    files: written.map(({ path, work, before, after, reversals }) => ({
      path,
      existed: before !== null,
      mode: work.mode,
      before: hashOf(before ?? ''),
      after: hashOf(after ?? ''),
      reversals,
    })),
    environment:
      environment === null
        ? null
        : {
            existed: environment.work.text !== null,
            mode: environment.work.mode,
            at: environment.at,
            length: environment.after.length - environment.at,
            names: environment.names,
          },
  }
}

function notKept(): KeyhookError {
  return new KeyhookError(
    'incomplete',
    'Beside the change stands another secret, which would have to be kept for --undo. Nothing was changed.',
    'Put the two on lines of their own first.',
  )
}
