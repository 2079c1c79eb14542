import { closeSync, lstatSync, openSync, readFileSync, readlinkSync, readSync, type Stats, statSync } from 'node:fs'
import { devNull } from 'node:os'
import { apartFromMessage } from '../diff/change.ts'
import { createCollector, type Place } from '../diff/collector.ts'
import { addedPieces, type Pieces } from '../diff/lines.ts'
import { excerptOfPath, excerptsOfFile, excerptsOfText, withUtf16 } from '../diff/text.ts'
import { KeyhookError } from '../errors.ts'
import type { Excerpt } from '../types.ts'
import { type FoundFile, stateOf, unreadable } from './walk.ts'

/** What is larger than this is read piece by piece; UTF-16 text in it is found, at an approximate column. */
const LARGEST_LOADED = 32 * 1024 * 1024

/** A file's name and content as excerpts; of a symbolic link that is not followed the content is its target's name. Returns the size in bytes. */
export function extractFile(
  { file, follows }: Omit<FoundFile, 'given'>,
  shown: string,
  emit: (excerpt: Excerpt) => void,
): number {
  const place: Place = { kind: 'content', path: apartFromMessage(shown), commit: null }
  excerptsOfText(Buffer.from(shown), { ...place, kind: 'name' }, emit)
  try {
    const found = stateOf(file, follows)
    refuseStream(file, found)
    if (!found.isSymbolicLink()) emit(excerptOfPath(Buffer.from(shown), shown, null))
    if (found.size > LARGEST_LOADED) return extractPieceByPiece(file, place, emit)
    const content = found.isSymbolicLink() ? readlinkSync(file, { encoding: 'buffer' }) : readFileSync(file)
    excerptsOfFile(content, place, emit)
    return content.length
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** A pipe, a device or a socket may never end. What a shell makes of `<(command)` does: there the name is a link to a pipe that is open already. */
function refuseStream(file: Buffer, found: Stats): void {
  if (found.isFile() || found.isSymbolicLink()) return
  if (found.isFIFO() && lstatSync(file).isSymbolicLink()) return
  if (found.isCharacterDevice() && found.rdev === statSync(devNull).rdev) return
  throw new KeyhookError(
    'incomplete',
    `${file} is a pipe, a device or a socket and no file, so it was not scanned.`,
    'Hand over what comes out of it: … | keyhook scan --stdin',
  )
}

/** As `extractFile`, for what comes through a pipe and has no name. Returns the size in bytes. */
export async function extractStream(
  stream: AsyncIterable<Buffer | string>,
  shown: string,
  emit: (excerpt: Excerpt) => void,
): Promise<number> {
  const place: Place = { kind: 'content', path: shown, commit: null }
  let kept: Buffer[] = []
  let pieces: Pieces | null = null
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    kept.push(bytes)
    if (size <= LARGEST_LOADED) continue
    pieces ??= addedPieces(createCollector(place, withUtf16(emit)))
    for (const piece of kept) pieces.push(piece)
    kept = []
  }
  if (pieces === null) excerptsOfFile(Buffer.concat(kept), place, emit)
  else pieces.end()
  return size
}

function extractPieceByPiece(file: Buffer, place: Place, emit: (excerpt: Excerpt) => void): number {
  const pieces = addedPieces(createCollector(place, withUtf16(emit)))
  const piece = Buffer.allocUnsafe(1 << 20)
  const descriptor = openSync(file, 'r')
  let size = 0
  try {
    for (let length = readSync(descriptor, piece); length > 0; length = readSync(descriptor, piece)) {
      size += length
      pieces.push(piece.subarray(0, length))
    }
  } finally {
    closeSync(descriptor)
  }
  pieces.end()
  return size
}
