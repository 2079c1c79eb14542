import { unexpected } from './raw.ts'

/** What is still to come of a hunk. Lines are counted, never guessed from their text: a file may hold a line that looks like a header. */
export interface Hunk {
  /** Number of columns in front of each line: one a parent. */
  readonly columns: number
  /** Lines still to come of each parent. */
  readonly oldLeft: number[]
  /** Lines still to come of the new file. */
  newLeft: number
  /** 1-based number of the new file's next line. */
  line: number
}

/**
 * Parses a hunk header; what stands after the closing `@@` is of no interest.
 *
 *     @@ -3,2 +3,4 @@ function f() {
 *     @@@ -1,4 -1,4 +1,6 @@@
 */
export function parseHunkHeader(header: string): Hunk {
  const columns = (/^@+/.exec(header)?.[0].length ?? 0) - 1
  const ranges = header.split(' ').slice(1, columns + 2)
  if (columns < 1 || ranges.length !== columns + 1) throw unexpected('a hunk header')
  const oldLeft = ranges.slice(0, columns).map(range => parseRange(range, '-').count)
  const { start, count } = parseRange(ranges[columns] ?? '', '+')
  return { columns, oldLeft, newLeft: count, line: start }
}

function parseRange(range: string, sign: '-' | '+'): { start: number; count: number } {
  const match = /^([-+])(\d+)(?:,(\d+))?$/.exec(range)
  if (match === null || match[1] !== sign) throw unexpected('a hunk header')
  return { start: Number(match[2]), count: match[3] === undefined ? 1 : Number(match[3]) }
}

export function isOver(hunk: Hunk): boolean {
  return hunk.newLeft === 0 && hunk.oldLeft.every(left => left === 0)
}

export type LineKind = 'added' | 'context' | 'removed'

const MINUS = 0x2d
export const PLUS = 0x2b
const SPACE = 0x20
const NEWLINE = 0x0a

/**
 * Takes one line's columns off the hunk's counts and says what the line is. With several parents a line is added only where every column is `+`;
 * one that is removed from some parent is no line of the new file.
 */
export function takeLine(hunk: Hunk, prefix: Buffer): LineKind {
  const removed = prefix.includes(MINUS)
  let plus = 0
  for (let column = 0; column < hunk.columns; column++) {
    const sign = prefix[column]
    if (sign !== MINUS && sign !== PLUS && sign !== SPACE) throw unexpected('a hunk')
    if (sign === PLUS) plus++
    if (removed ? sign === MINUS : sign === SPACE) hunk.oldLeft[column] = (hunk.oldLeft[column] ?? 0) - 1
  }
  if (removed) return 'removed'
  hunk.newLeft--
  return plus === hunk.columns ? 'added' : 'context'
}

/** Counts below zero mean that the hunk was not read as git wrote it. */
export function isBroken(hunk: Hunk): boolean {
  return hunk.newLeft < 0 || hunk.oldLeft.some(left => left < 0)
}

/**
 * Copies added lines that stand whole in `data` from `at` on, `most` of them, without the sign in front of each. Byte by byte: lines are short, and a call for each costs more.
 *
 * @returns where the first line that was not copied begins, how many bytes were copied, and how many lines
 */
export function copyAddedLines(
  data: Uint8Array,
  at: number,
  most: number,
  target: Uint8Array,
): { end: number; length: number; count: number } {
  const { length: dataEnd } = data
  let end = at
  let length = 0
  let count = 0
  while (count < most && data[end] === PLUS) {
    let from = end + 1
    let to = length
    let byte = 0
    while (from < dataEnd) {
      byte = data[from++]!
      target[to++] = byte
      if (byte === NEWLINE) break
    }
    if (byte !== NEWLINE) break
    end = from
    length = to
    count++
  }
  return { end, length, count }
}
