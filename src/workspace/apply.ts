import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  changedCopy,
  type IndexChange,
  type IndexEntry,
  indexListing,
  lockIndex,
  storeBlob,
  withIndex,
} from '../git/index-edit.ts'
import type { Repository } from '../git/repository.ts'
import { hashOf } from './hash.ts'
import type { Preparation } from './prepare.ts'
import { type FileWrite, writeAll } from './transaction.ts'
import { forgetUndo, keepUndo, newUndo, type UndoEntry, type UndoRecord } from './undo-store.ts'

const OWNER_ONLY = 0o600

export interface Applying {
  readonly entries: ReadonlyMap<string, IndexEntry>
  /** Looks at the index to be, and throws where a secret is left in it. */
  check(repository: Repository): Promise<void>
  readonly head: string | null
}

/**
 * Writes what was prepared: the files, then the index, or nothing at all.
 *
 * @throws KeyhookError with everything as it was
 */
export async function applyFix(repository: Repository, prepared: Preparation, applying: Applying): Promise<void> {
  const lock = lockIndex(repository)
  const place = newUndo(repository)
  const scratch = join(place, 'scratch')
  let isDone = false
  try {
    mkdirSync(scratch, { mode: OWNER_ONLY | 0o100 })
    const changes = await indexChanges(repository, prepared, applying)
    const next = join(scratch, 'index')
    await changedCopy(repository, changes, next)
    const changed = withIndex(repository, next)
    await applying.check(changed)
    const record = recordOf(prepared, changes, applying, await indexListing(changed))
    keepUndo(place, record, repository)
    writeAll(writesOf(prepared), scratch, () => lock.replaceBy(next))
    isDone = true
  } finally {
    lock.release()
    rmSync(scratch, { recursive: true, force: true })
    if (!isDone) forgetUndo(repository, place)
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
