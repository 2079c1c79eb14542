import { type Box, createMiddleSearch } from './middle.ts'

/** Which lines of two texts stand in one of them only. */
export interface Difference {
  /** 1 for each line of the old text that is gone. */
  readonly removed: Uint8Array
  /** 1 for each line of the new text that was added. */
  readonly added: Uint8Array
}

/** How many steps a comparison may take before it settles for less than the shortest difference: about half a second. */
const PATIENCE = 30_000_000

/**
 * Compares two sequences of numbers, each number standing for a line's text, and marks what is not common to them: the shortest difference, by Myers' algorithm in linear
 * space ("An O(ND) Difference Algorithm and Its Variations", 1986). Where that would take too many steps, a line of the new text counts as added only if
 * its stretch of the old one lacks it. So in any case every line that the new text has more often than the old one is marked.
 *
 * @param patience how many steps may be taken in all
 */
export function compare(before: Int32Array, after: Int32Array, patience: number = PATIENCE): Difference {
  const removed = new Uint8Array(before.length)
  const added = new Uint8Array(after.length)
  const open: Box[] = [{ left: 0, right: before.length, top: 0, bottom: after.length }]
  const search = createMiddleSearch(before, after)
  let left = patience
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const box = trimmed(next, before, after)
    if (box.left === box.right) added.fill(1, box.top, box.bottom)
    else if (box.top === box.bottom) removed.fill(1, box.left, box.right)
    else {
      const middle = search(box, left)
      if (middle === null) {
        left = 0
        countLines(box, before, after, { removed, added })
        continue
      }
      left -= middle.steps
      open.push({ left: middle.x, right: box.right, top: middle.y, bottom: box.bottom })
      open.push({ left: box.left, right: middle.x, top: box.top, bottom: middle.y })
    }
  }
  return { removed, added }
}

/** Without the lines that both begin with, and those that both end with. */
function trimmed({ left, right, top, bottom }: Box, before: Int32Array, after: Int32Array): Box {
  while (left < right && top < bottom && before[left] === after[top]) {
    left++
    top++
  }
  while (left < right && top < bottom && before[right - 1] === after[bottom - 1]) {
    right--
    bottom--
  }
  return { left, right, top, bottom }
}

/** The quick way: a line counts as common if the other text has it at all, and not more often than there. */
function countLines({ left, right, top, bottom }: Box, before: Int32Array, after: Int32Array, found: Difference): void {
  const waiting = new Map<number, number[]>()
  for (let line = right - 1; line >= left; line--) {
    const text = before[line] ?? 0
    const same = waiting.get(text)
    if (same === undefined) waiting.set(text, [line])
    else same.push(line)
    found.removed[line] = 1
  }
  for (let line = top; line < bottom; line++) {
    const partner = waiting.get(after[line] ?? 0)?.pop()
    if (partner === undefined) found.added[line] = 1
    else found.removed[partner] = 0
  }
}
