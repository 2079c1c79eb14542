import type { Excerpt, Run } from '../types.ts'

export type Utf16 = 'utf-16le' | 'utf-16be'

/** Eight or more ASCII characters as UTF-16: anything shorter holds no secret. */
const LITTLE_ENDIAN_TEXT = /(?:[\t\x20-\x7e]\0){8,}/g
const BIG_ENDIAN_TEXT = /(?:\0[\t\x20-\x7e]){8,}/g

/** Whether bytes hold ASCII text written as UTF-16; a line cut at 0x0A may have a stray NUL on either side, which does not matter. */
export function mayHoldUtf16(bytes: Buffer): boolean {
  if (!bytes.includes(0)) return false
  const text = bytes.toString('latin1')
  return text.search(LITTLE_ENDIAN_TEXT) >= 0 || text.search(BIG_ENDIAN_TEXT) >= 0
}

/**
 * The encoding of a whole file: by its byte order mark, else by where its NULs stand. Text in any script has spaces, digits and line ends, whose other half is NUL.
 *
 * @returns null for a file that is not UTF-16 throughout
 */
export function detectUtf16(file: Buffer): Utf16 | null {
  if (file[0] === 0xff && file[1] === 0xfe && !(file[2] === 0 && file[3] === 0)) return 'utf-16le'
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be'
  if (file.length % 2 === 1) return null
  const sample = file.subarray(0, 64 * 1024)
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0) even++
    if (sample[at + 1] === 0) odd++
  }
  const units = sample.length / 2
  if (odd > units * 0.2 && even === 0) return 'utf-16le'
  if (even > units * 0.2 && odd === 0) return 'utf-16be'
  return null
}

/** The UTF-8 form of a UTF-16 file, without its byte order mark. */
export function toUtf8(file: Buffer, encoding: Utf16): Buffer {
  const even = file.subarray(0, file.length - (file.length % 2))
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16()
  const text = little.toString('utf16le')
  return Buffer.from(text.startsWith('\ufeff') ? text.slice(1) : text)
}

/** The ASCII text that stands as UTF-16 inside an excerpt of a binary file: each piece as a line of its own, at the place where it was found. */
export function utf16Pieces(excerpt: Excerpt): Excerpt | null {
  const { bytes, from = 0, until = bytes.length } = excerpt
  const text = bytes.toString('latin1')
  const found = [...text.matchAll(LITTLE_ENDIAN_TEXT), ...text.matchAll(BIG_ENDIAN_TEXT)]
    // A piece that begins in the neighbouring part goes on in this one, so it counts from where this part begins.
    .filter(match => match.index + match[0].length > from && match.index < until)
    .sort((one, other) => one.index - other.index)
  const place = createPlaceFinder(excerpt)
  const runs: Run[] = []
  const pieces: string[] = []
  let length = 0
  let end = 0
  let owned = { from: 0, until: 0 }
  for (const match of found) {
    const matchEnd = match.index + match[0].length
    if (matchEnd <= end + 1) continue // the same text, read with its halves the other way round
    end = matchEnd
    // Told by where the characters' own bytes stand: the neighbouring part may read the same text with its halves the other way round.
    const first = match.index + (match[0].startsWith('\0') ? 1 : 0)
    if (first < from) owned = { ...owned, from: length + Math.ceil((from - first) / 2) }
    const piece = `${match[0].replaceAll('\0', '')}\n`
    runs.push({ offset: length, ...place(match.index), previous: null })
    pieces.push(piece)
    owned = { ...owned, until: length + (matchEnd > until ? Math.ceil((until - first) / 2) : piece.length) }
    length += piece.length
  }
  if (runs.length === 0) return null
  return { ...excerpt, bytes: Buffer.from(pieces.join(''), 'latin1'), runs, ...owned }
}

/** Tells line and column of ascending offsets in an excerpt. */
function createPlaceFinder({ bytes, runs }: Excerpt): (offset: number) => { line: number; column: number } {
  let next = 0
  let start = 0
  let line = 0
  let column = 1
  return offset => {
    for (;;) {
      const run = runs[next]
      const newline = bytes.indexOf(0x0a, start)
      const lineEnd = newline < 0 ? bytes.length : newline + 1
      if (run !== undefined && run.offset <= offset && run.offset <= lineEnd) {
        ;({ offset: start, line, column } = run)
        next++
      } else if (lineEnd <= offset) {
        start = lineEnd
        column = 1
        line++
      } else return { line, column: column + bytes.toString('utf8', start, offset).length }
    }
  }
}
