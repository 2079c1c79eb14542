import { compare, type Difference } from './common-lines.ts'
import type { Lines } from './lines.ts'
import { settle } from './settle.ts'

/** Of the lines that both texts begin or end with, so many are looked at: a changed one may be told apart from equal neighbours only there. */
const MARGIN = 1000

/**
 * The lines in which two texts differ, as git would show them. Every line that the new text has more often than the old one is among the added.
 *
 * @param patience bounds the time; see `compare`
 */
export function differingLines(before: Lines, after: Lines, patience?: number): Difference {
  const removed = new Uint8Array(before.count)
  const added = new Uint8Array(after.count)
  const { start, end } = commonEnds(before, after)
  const from = Math.max(0, start - MARGIN)
  const left = Math.max(0, end - MARGIN)
  const inner = differingWithin(
    { lines: before, from, to: before.count - left },
    { lines: after, from, to: after.count - left },
    patience,
  )
  removed.set(inner.removed, from)
  added.set(inner.added, from)
  return { removed, added }
}

/** How many lines two texts begin with alike, and how many of the others they end with. */
function commonEnds(before: Lines, after: Lines): { start: number; end: number } {
  const shorter = Math.min(before.count, after.count)
  let start = 0
  while (start < shorter && before.equals(start, after, start)) start++
  let end = 0
  while (end < shorter - start && before.equals(before.count - 1 - end, after, after.count - 1 - end)) end++
  return { start, end }
}

interface Stretch {
  readonly lines: Lines
  readonly from: number
  readonly to: number
}

function differingWithin(before: Stretch, after: Stretch, patience: number | undefined): Difference {
  const numbers = new Map<string, number>()
  const old = numbered(before, numbers)
  const known = numbers.size
  const now = numbered(after, numbers)
  const inNew = new Uint8Array(numbers.size)
  for (const text of now) inNew[text] = 1
  // What only one of the texts has at all is no question: the search is for the others.
  const removed = Uint8Array.from(old, text => (inNew[text] === 1 ? 0 : 1))
  const added = Uint8Array.from(now, text => (text < known ? 0 : 1))
  const common = compare(without(old, removed), without(now, added), patience)
  spread(removed, common.removed)
  spread(added, common.added)
  settle(old, removed, added)
  settle(now, added, removed)
  return { removed, added }
}

function numbered({ lines, from, to }: Stretch, numbers: Map<string, number>): Int32Array {
  const texts = new Int32Array(to - from)
  for (let line = from; line < to; line++) {
    const key = lines.key(line)
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
    }
    texts[line - from] = number
  }
  return texts
}

function without(texts: Int32Array, left: Uint8Array): Int32Array {
  return texts.filter((_, line) => left[line] === 0)
}

/** Marks, of the lines that are not marked yet, those that `marks` names by their order. */
function spread(flags: Uint8Array, marks: Uint8Array): void {
  let next = 0
  for (let line = 0; line < flags.length; line++) if (flags[line] === 0) flags[line] = marks[next++] ?? 0
}
