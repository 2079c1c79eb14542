/** A part of an excerpt that must not be shown, and what stands for it. */
export interface Cover {
  readonly start: number
  readonly end: number
  readonly preview: string
}

/** Joins covers that overlap; `covers` are sorted by start. The preview of the first stands for all. */
export function joinCovers(covers: readonly Cover[]): Cover[] {
  const joined: Cover[] = []
  for (const cover of covers) {
    const last = joined.at(-1)
    if (last === undefined || cover.start >= last.end) joined.push(cover)
    else if (cover.end > last.end) joined[joined.length - 1] = { ...last, end: cover.end }
  }
  return joined
}

/** Index of the first cover that ends behind `from`. */
function firstAfter(covers: readonly Cover[], from: number): number {
  let low = 0
  let high = covers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (covers[middle]!.end <= from) low = middle + 1
    else high = middle
  }
  return low
}

/** Decodes a part with every cover in it, or reaching into it, replaced by its preview. `covers` do not overlap. */
export function render(bytes: Buffer, covers: readonly Cover[], from: number, to: number): string {
  let text = ''
  let position = from
  for (let index = firstAfter(covers, from); index < covers.length; index++) {
    const { start, end, preview } = covers[index]!
    if (start >= to) break
    if (start > position) text += bytes.toString('utf8', position, start)
    text += preview
    position = end
  }
  return position < to ? text + bytes.toString('utf8', position, to) : text
}

const LF = 0x0a
/** What is kept on each side of a finding, and of a line's end, in bytes. */
const CLIP = 1000

/** The masked line, or lines, around a place. Of a very long line the surroundings remain, and its end, where markers stand. */
export function renderLine(
  bytes: Buffer,
  covers: readonly Cover[],
  lineStart: number,
  start: number,
  end: number,
): string {
  const lineFeed = bytes.indexOf(LF, end)
  const lineEnd = lineFeed < 0 ? bytes.length : lineFeed
  const from = Math.max(lineStart, start - CLIP)
  const to = Math.min(lineEnd, end + CLIP)
  const tail = Math.max(to, lineEnd - CLIP)
  const head = from > lineStart ? '… ' : ''
  const middle = tail > to ? ' … ' : ''
  const line = head + render(bytes, covers, from, to) + middle + render(bytes, covers, tail, lineEnd)
  return line.replace(/\r$/, '')
}

/** The masked line that ends before `lineStart`, or at most its last part. */
export function renderPrevious(bytes: Buffer, covers: readonly Cover[], lineStart: number): string {
  const end = lineStart - 1
  const start = end === 0 ? 0 : bytes.lastIndexOf(LF, end - 1) + 1
  const text =
    end - start > 2 * CLIP ? `… ${render(bytes, covers, end - 2 * CLIP, end)}` : render(bytes, covers, start, end)
  return text.replace(/\r$/, '')
}
