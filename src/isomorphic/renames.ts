import { cutPieces, type Pieces, similarity } from '../diff/similarity.ts'
import { type Change, typeOf } from './changes.ts'
import type { Entry } from './index-file.ts'
import type { Objects } from './objects.ts'

/** How alike files must be for a rename, as with `git diff -M50%`. */
const ALIKE = 0.5

/** How alike files of the same name must be to be paired before all others are compared. */
const ALIKE_BY_NAME = 0.75

/** Old files that are kept in mind for each new one. */
const CANDIDATES = 4

/** Beyond so many pairs, and so many bytes of files, edited files that were moved count as added whole. */
const MOST_PAIRS = 250_000
const MOST_BYTES = 32 * 1024 * 1024
const LARGEST_FILE = 4 * 1024 * 1024

const REGULAR = '100'

/** A new path, with the entry that it had under its old one. */
export type Renames = ReadonlyMap<string, Entry>

interface File {
  readonly path: string
  readonly entry: Entry
}

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

interface Pairing {
  gone(): File[]
  created(): File[]
  pair(old: File, now: File): void
}

function createPairing(gone: readonly File[], created: readonly File[], renames: Map<string, Entry>): Pairing {
  const used = new Set<File>()
  return {
    gone: () => gone.filter(file => !used.has(file)),
    created: () => created.filter(file => !renames.has(file.path)),
    pair(old, now) {
      used.add(old)
      renames.set(now.path, old.entry)
    },
  }
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

function nameOf({ path }: File): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

async function pairAlike(pairing: Pairing, objects: Objects): Promise<void> {
  const gone = pairing.gone().filter(isRegular)
  const created = pairing.created().filter(isRegular)
  if (gone.length === 0 || created.length === 0 || gone.length * created.length > MOST_PAIRS) return
  const pieces = await piecesOf([...gone, ...created], objects)
  const alike = (old: File, now: File): number => {
    const [one, other] = [pieces.get(old), pieces.get(now)]
    if (one === undefined || other === undefined) return 0
    // Of files of so different sizes one cannot be half of the other.
    return Math.min(one.size, other.size) < ALIKE * Math.max(one.size, other.size) ? 0 : similarity(one, other)
  }
  const byName = uniquelyNamed(gone)
  for (const [name, now] of uniquelyNamed(created)) {
    const old = byName.get(name)
    if (old !== undefined && alike(old, now) >= ALIKE_BY_NAME) pairing.pair(old, now)
  }
  const left = new Set(pairing.gone())
  const found = pairing.created().flatMap(now => bestFor(now, [...left].filter(isRegular), alike))
  found.sort((one, other) => other.share - one.share || Number(other.named) - Number(one.named))
  const taken = new Set<File>()
  for (const { old, now } of found) {
    if (!left.has(old) || taken.has(now)) continue
    left.delete(old)
    taken.add(now)
    pairing.pair(old, now)
  }
}

interface Candidate {
  readonly old: File
  readonly now: File
  readonly share: number
  readonly named: boolean
}

function bestFor(now: File, gone: readonly File[], alike: (old: File, now: File) => number): Candidate[] {
  return gone
    .map(old => ({ old, now, share: alike(old, now), named: nameOf(old) === nameOf(now) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((one, other) => other.share - one.share || Number(other.named) - Number(one.named))
    .slice(0, CANDIDATES)
}

function isRegular({ entry }: File): boolean {
  return entry.mode.startsWith(REGULAR)
}

/** Files by their last name, of the names that only one of them has. */
function uniquelyNamed(files: readonly File[]): Map<string, File> {
  const unique = new Map<string, File | null>()
  for (const file of files) unique.set(nameOf(file), unique.has(nameOf(file)) ? null : file)
  return new Map([...unique].flatMap(([name, file]): [string, File][] => (file === null ? [] : [[name, file]])))
}

/** Of what is too large, or too much, nothing: it is like no other file. */
async function piecesOf(files: readonly File[], objects: Objects): Promise<Map<File, Pieces>> {
  const pieces = new Map<File, Pieces>()
  let left = MOST_BYTES
  for (const file of files) {
    const content = await objects.loadable(file.entry.id, LARGEST_FILE)
    if (content === null || content.length > LARGEST_FILE || content.length > left) continue
    left -= content.length
    pieces.set(file, cutPieces(content))
  }
  return pieces
}
