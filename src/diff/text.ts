import type { Excerpt } from '../types.ts'
import { createCollector, EXCERPT_SIZE, type Place } from './collector.ts'
import { createLineRanges, type LineRanges } from './line-ranges.ts'
import { detectUtf16, mayHoldUtf16, toUtf8, utf16Pieces } from './utf16.ts'

const NEWLINE = 0x0a
const SLASH = Buffer.from('/')

/** A whole text, or those of its lines that `wanted` names, as excerpts; bytes are taken as they are. */
export function excerptsOfText(
  bytes: Buffer,
  place: Place,
  emit: (excerpt: Excerpt) => void,
  wanted?: LineRanges,
): void {
  if (wanted === undefined && bytes.length <= EXCERPT_SIZE) {
    // Most files are one excerpt: their lines need not be put together again.
    if (bytes.length > 0) emit({ ...place, bytes, runs: [{ offset: 0, line: 1, column: 1, previous: null }] })
    return
  }
  const collector = createCollector(place, emit)
  let line = 1
  for (let at = 0; at < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, at)
    const end = newline < 0 ? bytes.length : newline
    const part = bytes.subarray(at, end)
    if (wanted === undefined || wanted.has(line)) collector.added(line, part, true)
    else collector.context(line, part, true)
    at = end + 1
  }
  collector.end()
}

/** That a file of that name holds something new. */
export function excerptOfPath(path: Buffer, shown: string, commit: string | null): Excerpt {
  const run = { offset: 0, line: 1, column: 0, previous: null }
  return { kind: 'file', path: shown, commit, bytes: Buffer.concat([SLASH, path]), runs: [run] }
}

/** A whole file as excerpts, whatever its encoding. */
export function excerptsOfFile(bytes: Buffer, place: Place, emit: (excerpt: Excerpt) => void): void {
  const encoding = detectUtf16(bytes)
  const text = encoding === null ? bytes : toUtf8(bytes, encoding)
  excerptsOfText(text, place, withUtf16(emit))
}

/** Hands on each excerpt, and after it the UTF-16 text that stands in it. */
export function withUtf16(emit: (excerpt: Excerpt) => void): (excerpt: Excerpt) => void {
  return excerpt => {
    emit(excerpt)
    if (!mayHoldUtf16(excerpt.bytes)) return
    const pieces = utf16Pieces(excerpt)
    if (pieces !== null) emit(pieces)
  }
}

/**
 * The lines of a UTF-16 file that hold bytes a patch calls added. The patch was made by cutting the file at each byte 0x0A, which in UTF-16 may be half of another
 * character, so its line numbers are turned into byte ranges first.
 */
export function excerptsOfUtf16Lines(
  file: Buffer,
  encoding: 'utf-16le' | 'utf-16be',
  added: LineRanges,
  place: Place,
  emit: (excerpt: Excerpt) => void,
): void {
  const lowByte = encoding === 'utf-16le' ? 0 : 1
  const wanted = createLineRanges()
  let patchLine = 1
  let line = 1
  for (let at = 0; at < file.length; at++) {
    if (added.has(patchLine)) wanted.add(line)
    if (file[at] !== NEWLINE) continue
    patchLine++
    const otherHalf = file[lowByte === 0 ? at + 1 : at - 1]
    if (at % 2 === lowByte && otherHalf === 0) line++
  }
  // In little endian the newline's second byte already belongs to the patch's next line.
  excerptsOfText(toUtf8(file, encoding), place, emit, wanted)
}
