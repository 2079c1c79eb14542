import { closeSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs'
import { createCollector, type Place } from '../diff/collector.ts'
import { excerptsOfFile, excerptsOfText, withUtf16 } from '../diff/text.ts'
import type { Excerpt } from '../types.ts'
import { type FoundFile, stateOf, unreadable } from './walk.ts'

/** Files larger than this are read piece by piece; UTF-16 text in them is found, at an approximate column. */
const LARGEST_LOADED = 64 * 1024 * 1024

/** A file's name and content as excerpts; of a symbolic link that is not followed the content is its target's name. Returns the size in bytes. */
export function extractFile(
  { file, follows }: Omit<FoundFile, 'given'>,
  shown: string,
  emit: (excerpt: Excerpt) => void,
): number {
  const place: Place = { kind: 'content', path: shown, commit: null }
  excerptsOfText(Buffer.from(shown), { ...place, kind: 'name' }, emit)
  try {
    const found = stateOf(file, follows)
    if (found.size > LARGEST_LOADED) return extractPieceByPiece(file, place, emit)
    const content = found.isSymbolicLink() ? readlinkSync(file, { encoding: 'buffer' }) : readFileSync(file)
    excerptsOfFile(content, place, emit)
    return content.length
  } catch (error) {
    throw unreadable(file, error)
  }
}

function extractPieceByPiece(file: Buffer, place: Place, emit: (excerpt: Excerpt) => void): number {
  const collector = createCollector(place, withUtf16(emit))
  const piece = Buffer.allocUnsafe(1 << 20)
  const descriptor = openSync(file, 'r')
  let size = 0
  let line = 1
  try {
    for (let length = readSync(descriptor, piece); length > 0; length = readSync(descriptor, piece)) {
      size += length
      for (let at = 0; at < length; ) {
        const newline = piece.indexOf(0x0a, at)
        const ends = newline >= 0 && newline < length
        const end = ends ? newline : length
        collector.added(line, piece.subarray(at, end), ends)
        if (ends) line++
        at = end + 1
      }
    }
  } finally {
    closeSync(descriptor)
  }
  collector.end()
  return size
}
