import { pairAlike } from './alike.ts'
import { type Change, typeOf } from './changes.ts'
import type { Entry } from './index-file.ts'
import type { Objects } from './objects.ts'
import { createPairing, type File, nameOf, type Pairing } from './pairing.ts'

/** A new path, with the entry that it had under its old one. */
export type Renames = ReadonlyMap<string, Entry>

/** Pairs deleted files with new ones: those of the same content first, then those that are alike, as git does. Each old file goes to one new one. */
export async function findRenames(changes: readonly Change[], objects: Objects): Promise<Renames> {
  const renames = new Map<string, Entry>()
  const gone = filesOf(changes, 'before')
  const created = filesOf(changes, 'after')
  if (gone.length === 0 || created.length === 0) return renames
  const pairing = createPairing(gone, created, renames)
  pairIdentical(pairing)
  await pairAlike(pairing, objects)
  return renames
}

function filesOf(changes: readonly Change[], side: 'before' | 'after'): File[] {
  const other = side === 'before' ? 'after' : 'before'
  return changes.flatMap(change => {
    const entry = change[side]
    return entry !== null && change[other] === null ? [{ path: change.path, entry }] : []
  })
}

function pairIdentical(pairing: Pairing): void {
  const byContent = grouped(pairing.gone())
  for (const now of pairing.created()) {
    const same = byContent.get(contentOf(now)) ?? []
    const named = same.findIndex(old => nameOf(old) === nameOf(now))
    const [old] = same.splice(Math.max(named, 0), 1)
    if (old !== undefined) pairing.pair(old, now)
  }
}

function grouped(files: readonly File[]): Map<string, File[]> {
  const groups = new Map<string, File[]>()
  for (const file of files) {
    const group = groups.get(contentOf(file))
    if (group === undefined) groups.set(contentOf(file), [file])
    else group.push(file)
  }
  return groups
}

/** Regular files are the same whether they may be executed or not; a link is none of them. */
function contentOf({ entry }: File): string {
  return `${typeOf(entry)} ${entry.id}`
}
