import type { Excerpt } from '../types.ts'

const LF = 0x0a

/** Where each line of a text begins. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/**
 * The place of an excerpt's bytes in the file they were taken from, by line and column.
 *
 * @param text the file, one character a byte
 * @returns null where the file does not have these bytes there, as one that was decoded has not
 */
export function placeInFile(
  { bytes, runs }: Excerpt,
  start: number,
  end: number,
  text: string,
  starts: readonly number[],
): { start: number; end: number } | null {
  const run = runs.findLast(({ offset }) => offset <= start)
  if (run === undefined) return null
  let line = run.line
  let lineStart = run.offset
  for (let at = bytes.indexOf(LF, run.offset); at >= 0 && at < start; at = bytes.indexOf(LF, at + 1)) {
    line++
    lineStart = at + 1
  }
  const first = starts[line - 1]
  if (first === undefined) return null
  const before = lineStart === run.offset && run.column > 1 ? bytesBefore(text, first, run.column) : 0
  const place = first + before + start - lineStart
  const isThere = text.slice(place, place + end - start) === bytes.toString('latin1', start, end)
  return isThere ? { start: place, end: place + end - start } : null
}

/** How many bytes stand before a column of a line; columns count UTF-16 units. */
function bytesBefore(text: string, first: number, column: number): number {
  const lineEnd = text.indexOf('\n', first)
  const line = Buffer.from(text.slice(first, lineEnd < 0 ? text.length : lineEnd), 'latin1').toString('utf8')
  return Buffer.byteLength(line.slice(0, column - 1))
}
