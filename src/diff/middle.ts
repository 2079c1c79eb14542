/** Two stretches of lines that are to be compared: of the old text from `left` up to `right`, of the new one from `top` up to `bottom`. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A point that a shortest path from corner to corner passes: `x` lines of the old text and `y` of the new one lie before it. */
export interface Middle {
  readonly x: number
  readonly y: number
  /** How many steps it took to find. */
  readonly steps: number
}

/** On a diagonal that a front has not reached. */
const NOWHERE = -1

/**
 * Makes the search for the middle of a shortest path: from both corners of a box at once, one edit further each round, until the two fronts meet.
 * Of several middles it takes the one that git takes: the round's diagonals are looked at from the highest down. Both stretches must hold lines, the first and the last of them different. The search answers null where it would take more than `patience` steps.
 */
export function createMiddleSearch(
  before: Int32Array,
  after: Int32Array,
): (box: Box, patience: number) => Middle | null {
  // Of each diagonal `x - y` the `x` to which a front has come, at an index that is never negative.
  const zero = after.length + 1
  const forward = new Int32Array(before.length + after.length + 3)
  const backward = new Int32Array(before.length + after.length + 3)

  return (box, patience) => {
    const { left, right, top, bottom } = box
    const [start, end] = [left - top, right - bottom]
    const [lowest, highest] = [left - bottom, right - top]
    const odd = ((start - end) & 1) !== 0
    for (const front of [forward, backward]) {
      front[zero + lowest - 1] = NOWHERE
      front[zero + highest + 1] = NOWHERE
    }
    forward[zero + start] = left
    backward[zero + end] = right
    let steps = 0

    for (let edits = 1; ; edits++) {
      steps += 2 * edits
      if (steps > patience) return null

      const forwardFrom = firstOf(start, edits, lowest)
      const forwardTo = lastOf(start, edits, highest)
      widen(forward, start, edits)
      for (let diagonal = forwardTo; diagonal >= forwardFrom; diagonal -= 2) {
        const beside = forward[zero + diagonal - 1] ?? NOWHERE
        const above = forward[zero + diagonal + 1] ?? NOWHERE
        let x = beside !== NOWHERE && beside < right ? beside + 1 : NOWHERE
        if (above > x && above - diagonal <= bottom) x = above
        const from = x
        if (x !== NOWHERE) for (let y = x - diagonal; x < right && y < bottom && before[x] === after[y]; y++) x++
        steps += x - from
        forward[zero + diagonal] = x
        if (!odd || x === NOWHERE || Math.abs(diagonal - end) >= edits) continue
        const met = backward[zero + diagonal] ?? NOWHERE
        if (met !== NOWHERE && met <= x) return { x, y: x - diagonal, steps }
      }

      const backwardFrom = firstOf(end, edits, lowest)
      const backwardTo = lastOf(end, edits, highest)
      widen(backward, end, edits)
      for (let diagonal = backwardTo; diagonal >= backwardFrom; diagonal -= 2) {
        const below = backward[zero + diagonal - 1] ?? NOWHERE
        const beside = backward[zero + diagonal + 1] ?? NOWHERE
        let x = below !== NOWHERE && below - diagonal >= top ? below : NOWHERE
        if (beside > left && (x === NOWHERE || beside - 1 < x)) x = beside - 1
        const from = x
        if (x !== NOWHERE) for (let y = x - diagonal; x > left && y > top && before[x - 1] === after[y - 1]; y--) x--
        steps += from - x
        backward[zero + diagonal] = x
        if (odd || x === NOWHERE || Math.abs(diagonal - start) > edits) continue
        if ((forward[zero + diagonal] ?? NOWHERE) >= x) return { x, y: x - diagonal, steps }
      }
    }

    /** A front's outermost diagonals have had no neighbour yet; what stands there is from another box. */
    function widen(front: Int32Array, origin: number, edits: number): void {
      if (origin - edits - 1 >= lowest) front[zero + origin - edits - 1] = NOWHERE
      if (origin + edits + 1 <= highest) front[zero + origin + edits + 1] = NOWHERE
    }
  }
}

/** The first diagonal of a round: every second one belongs to it. */
function firstOf(origin: number, edits: number, lowest: number): number {
  const first = origin - edits
  return first >= lowest ? first : lowest + ((lowest - first) & 1)
}

function lastOf(origin: number, edits: number, highest: number): number {
  const last = origin + edits
  return last <= highest ? last : highest - ((last - highest) & 1)
}
