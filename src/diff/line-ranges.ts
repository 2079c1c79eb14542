/** A growing set of line numbers, kept as ranges: most added lines come in runs. */
export interface LineRanges {
  add(line: number): void
  has(line: number): boolean
}

/** Lines must be added in ascending order, as a patch lists them. */
export function createLineRanges(): LineRanges {
  const starts: number[] = []
  const ends: number[] = [] // inclusive
  return {
    add(line) {
      const last = ends.length - 1
      if (last >= 0 && line === (ends[last] ?? 0) + 1) ends[last] = line
      else if (last < 0 || line > (ends[last] ?? 0)) {
        starts.push(line)
        ends.push(line)
      }
    },
    has(line) {
      let low = 0
      let high = starts.length - 1
      while (low <= high) {
        const middle = (low + high) >> 1
        if (line < (starts[middle] ?? 0)) high = middle - 1
        else if (line > (ends[middle] ?? 0)) low = middle + 1
        else return true
      }
      return false
    },
  }
}
