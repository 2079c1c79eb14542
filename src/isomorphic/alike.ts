import { cutPieces, type Pieces, similarity } from '../diff/similarity.ts'
import type { Objects } from './objects.ts'
import { type File, nameOf, type Pairing } from './pairing.ts'

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

/** From 0 to 1. */
type Likeness = (old: File, now: File) => number

/** Pairs files that moved and were edited on the way: those whose name is the only one of its kind first, then whatever is most alike. */
export async function pairAlike(pairing: Pairing, objects: Objects): Promise<void> {
  const gone = pairing.gone().filter(isRegular)
  const created = pairing.created().filter(isRegular)
  if (gone.length === 0 || created.length === 0 || gone.length * created.length > MOST_PAIRS) return
  const likeness = createLikeness(await piecesOf([...gone, ...created], objects))
  pairByName(pairing, gone, created, likeness)
  pairBest(pairing, likeness)
}

function createLikeness(pieces: ReadonlyMap<File, Pieces>): Likeness {
  return (old, now) => {
    const [one, other] = [pieces.get(old), pieces.get(now)]
    if (one === undefined || other === undefined) return 0
    // Of files of so different sizes one cannot be half of the other.
    return Math.min(one.size, other.size) < ALIKE * Math.max(one.size, other.size) ? 0 : similarity(one, other)
  }
}

function pairByName(pairing: Pairing, gone: readonly File[], created: readonly File[], likeness: Likeness): void {
  const byName = uniquelyNamed(gone)
  for (const [name, now] of uniquelyNamed(created)) {
    const old = byName.get(name)
    if (old !== undefined && likeness(old, now) >= ALIKE_BY_NAME) pairing.pair(old, now)
  }
}

interface Candidate {
  readonly old: File
  readonly now: File
  readonly share: number
  readonly named: boolean
}

function pairBest(pairing: Pairing, likeness: Likeness): void {
  const gone = pairing.gone().filter(isRegular)
  const candidates = pairing
    .created()
    .filter(isRegular)
    .flatMap(now => bestFor(now, gone, likeness))
  const taken = new Set<File>()
  for (const { old, now } of candidates.sort(byLikeness)) {
    if (taken.has(old) || taken.has(now)) continue
    taken.add(old).add(now)
    pairing.pair(old, now)
  }
}

function bestFor(now: File, gone: readonly File[], likeness: Likeness): Candidate[] {
  return gone
    .map(old => ({ old, now, share: likeness(old, now), named: nameOf(old) === nameOf(now) }))
    .filter(({ share }) => share >= ALIKE)
    .sort(byLikeness)
    .slice(0, CANDIDATES)
}

function byLikeness(one: Candidate, other: Candidate): number {
  return other.share - one.share || Number(other.named) - Number(one.named)
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
