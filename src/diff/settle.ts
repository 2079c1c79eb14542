/**
 * A run of changed lines can often stand higher or lower with the same result: of two equal neighbours, either may be the new one. Moves each run of `changed` to where git
 * shows it: as far down as it goes, or beside a change of the other text where it meets one on the way. Runs that touch become one.
 *
 * @param lines the numbers of the lines' texts
 * @param changed 1 for each changed line; changed in place
 * @param other the same for the other text
 */
export function settle(lines: Int32Array, changed: Uint8Array, other: Uint8Array): void {
  const facing = changesByGap(other)
  /** How many unchanged lines lie above: as many as in the other text, so it names the place there. */
  let above = 0
  for (let at = 0; at < lines.length; ) {
    if (changed[at] !== 1) {
      above++
      at++
      continue
    }
    const run = settled({ start: at, end: endOfRun(changed, at) }, above)
    // The run may have moved down past lines that are unchanged now.
    above = run.above
    at = run.end
  }

  interface Placed {
    readonly end: number
    readonly above: number
  }

  function settled(run: { start: number; end: number }, gap: number): Placed {
    let { start, end } = run
    let highest = end
    let beside: { end: number; gap: number } | null = null
    for (let size = -1; size !== end - start; ) {
      size = end - start
      while (start > 0 && changed[start - 1] !== 1 && lines[start - 1] === lines[end - 1]) {
        changed[--start] = 1
        changed[--end] = 0
        gap--
        while (start > 0 && changed[start - 1] === 1) start--
      }
      highest = end
      beside = facing[gap] === 1 ? { end, gap } : null
      while (end < lines.length && lines[start] === lines[end]) {
        changed[start++] = 0
        changed[end++] = 1
        gap++
        while (end < lines.length && changed[end] === 1) end++
        if (facing[gap] === 1) beside = { end, gap }
      }
    }
    if (beside !== null && highest !== end) {
      while (end > beside.end) {
        changed[--start] = 1
        changed[--end] = 0
        gap--
      }
    }
    return { end, above: gap }
  }
}

function endOfRun(changed: Uint8Array, start: number): number {
  let end = start
  while (changed[end] === 1) end++
  return end
}

/** For each number of unchanged lines, 1 where a changed one follows that many. */
function changesByGap(changed: Uint8Array): Uint8Array {
  const gaps = new Uint8Array(changed.length + 1)
  let unchanged = 0
  for (const flag of changed) {
    if (flag === 1) gaps[unchanged] = 1
    else unchanged++
  }
  return gaps
}
