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
const CLIP = 800
/** Of a very long line, findings within so many bytes share one text. */
const SHARED = 1600

export interface Surroundings {
  /** The masked line, or lines, of a place. Of a very long line the surroundings remain, and its end, where markers stand. */
  line(lineStart: number, start: number, end: number): string
  /** The masked line that ends before `lineStart`, or at most its last part. */
  previous(lineStart: number): string
}

/** Asked in ascending order of position, each line is searched for its end once. */
export function createSurroundings(bytes: Buffer, covers: readonly Cover[]): Surroundings {
  let lineEnd = -1
  let last = { key: '', text: '' }
  let lastPrevious = { lineStart: -1, text: '' }

  return {
    line(lineStart, start, end) {
      if (lineEnd < end) {
        const lineFeed = bytes.indexOf(LF, end)
        lineEnd = lineFeed < 0 ? bytes.length : lineFeed
      }
      const from = Math.max(lineStart, lineStart + Math.floor((start - lineStart) / SHARED) * SHARED - CLIP)
      const to = Math.min(lineEnd, lineStart + Math.ceil((end - lineStart) / SHARED) * SHARED + CLIP)
      const key = `${from} ${to}`
      if (last.key !== key) {
        const tail = Math.max(to, lineEnd - CLIP)
        const head = from > lineStart ? '… ' : ''
        const middle = tail > to ? ' … ' : ''
        const text = head + render(bytes, covers, from, to) + middle + render(bytes, covers, tail, lineEnd)
        last = { key, text: text.replace(/\r$/, '') }
      }
      return last.text
    },

    previous(lineStart) {
      if (lastPrevious.lineStart !== lineStart) {
        const end = lineStart - 1
        const start = end === 0 ? 0 : bytes.lastIndexOf(LF, end - 1) + 1
        const from = Math.max(start, end - 2 * CLIP)
        const text = (from > start ? '… ' : '') + render(bytes, covers, from, end)
        lastPrevious = { lineStart, text: text.replace(/\r$/, '') }
      }
      return lastPrevious.text
    },
  }
}
