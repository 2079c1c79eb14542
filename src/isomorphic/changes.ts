import type { FileChange } from '../diff/change.ts'
import type { Entry } from './index-file.ts'

/** A path that differs between a commit and the index, before renames are looked for. */
export interface Change {
  /** One character a byte. */
  readonly path: string
  readonly before: Entry | null
  readonly after: Entry | null
}

/** What differs, in the order of paths as bytes. */
export function changesBetween(before: ReadonlyMap<string, Entry>, after: ReadonlyMap<string, Entry>): Change[] {
  const changes: Change[] = []
  for (const [path, entry] of after) {
    const old = before.get(path) ?? null
    if (old === null || old.id !== entry.id || old.mode !== entry.mode)
      changes.push({ path, before: old, after: entry })
  }
  for (const [path, entry] of before) if (!after.has(path)) changes.push({ path, before: entry, after: null })
  return changes.sort((one, other) => (one.path < other.path ? -1 : 1))
}

const ZEROS = '0'.repeat(40)

/** As git's raw output would tell it; `renamed` says that the old content stood under another path. */
export function asFileChange({ path, before, after }: Change, renamed: boolean): FileChange {
  return {
    path: Buffer.from(path, 'latin1'),
    status: renamed ? 'R' : statusOf(before, after),
    newMode: after?.mode ?? '000000',
    newId: after?.id ?? ZEROS,
    oldIds: [before?.id ?? ZEROS],
  }
}

function statusOf(before: Entry | null, after: Entry | null): string {
  if (before === null) return 'A'
  if (after === null) return 'D'
  return typeOf(before) === typeOf(after) ? 'M' : 'T'
}

/** Regular file, symbolic link or submodule: the first three digits. */
export function typeOf({ mode }: Entry): string {
  return mode.slice(0, 3)
}
