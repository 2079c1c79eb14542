/** A growing set of line numbers, kept as ranges: most added lines come in runs. */
export interface LineRanges {
  /** Adds a line, or `count` lines of which it is the first. */
  add(line: number, count?: number): void
  has(line: number): boolean
}

/** Lines must be added in ascending order, as a patch lists them. */
export function createLineRanges(): LineRanges {
  const starts: number[] = []
  const ends: number[] = [] // inclusive
  return {
    add(line, count = 1) {
      const last = ends.length - 1
      if (last >= 0 && line === (ends[last] ?? 0) + 1) ends[last] = line + count - 1
      else if (last < 0 || line > (ends[last] ?? 0)) {
        starts.push(line)
        ends.push(line + count - 1)
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
