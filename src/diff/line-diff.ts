import { compare, type Difference } from './common-lines.ts'
import type { Lines } from './lines.ts'
import { settle } from './settle.ts'

/**
 * The lines in which two texts differ, as git would show them. Every line that the new text has more often than the old one is among the added.
 *
 * @param patience bounds the time; see `compare`
 */
export function differingLines(before: Lines, after: Lines, patience?: number): Difference {
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

function numbered(lines: Lines, numbers: Map<string, number>): Int32Array {
  const texts = new Int32Array(lines.count)
  for (let line = 0; line < lines.count; line++) {
    const key = lines.key(line)
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
    }
    texts[line] = number
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
