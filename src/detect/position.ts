import type { Excerpt } from '../types.ts'

/** Where a byte stands: `line` 1-based, `column` 1-based in UTF-16 units, `lineStart` the index of the line's first byte in the excerpt. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly lineStart: number
}

const LF = 0x0a

/** UTF-16 units of a part once it is decoded; a byte that is not UTF-8 counts as U+FFFD. */
export function unitsOf(bytes: Buffer, from: number, to: number): number {
  return bytes.toString('utf8', from, to).length
}

/** A byte order mark belongs to no line: no editor counts it as a column. */
function beginsWithMark(bytes: Buffer, start: number): boolean {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf
}

/** Tells positions asked for in ascending order, so that each byte is counted once. */
export function createLocator({ bytes, runs }: Excerpt): (offset: number) => Position {
  let run = -1
  let line = 0
  let lineStart = 0
  let column = 1
  let counted = 0
  let lineFeed = -1
  function lineFeedFrom(position: number): number {
    const next = bytes.indexOf(LF, position)
    return next < 0 ? bytes.length : next
  }

  return offset => {
    while (run + 1 < runs.length && runs[run + 1]!.offset <= offset) {
      run++
      const { offset: start, line: first, column: cut } = runs[run]!
      line = first
      column = cut
      lineStart = start
      counted = first === 1 && cut === 1 && beginsWithMark(bytes, start) ? start + 3 : start
    }
    if (lineFeed < counted) lineFeed = lineFeedFrom(counted)
    while (lineFeed < offset) {
      line++
      column = 1
      lineStart = lineFeed + 1
      counted = lineStart
      lineFeed = lineFeedFrom(counted)
    }
    column += unitsOf(bytes, counted, offset)
    counted = offset
    return { line, column, lineStart }
  }
}
