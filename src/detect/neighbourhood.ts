import type { Excerpt } from '../types.ts'
import { type Cover, render } from './render.ts'

/** What of a line is looked at for what a secret is used for, in bytes to each side. */
const ASIDE = 200
/** What of other lines; about what one statement takes. */
export const AROUND = 400

const LF = 0x0a

/** The masked text around a place. */
export interface Neighbourhood {
  /** On its own line. */
  readonly before: string
  readonly after: string
  /** On the lines around as well. */
  readonly nearby: string
}

/** Lines that are no neighbours say nothing together, so no text is taken from another run. */
export function createNeighbourhoods({ bytes, runs }: Excerpt, covers: readonly Cover[]) {
  return (start: number, end: number): Neighbourhood => {
    const next = firstBehind(runs, start)
    const run = runs[next - 1]?.offset ?? 0
    const runEnd = Math.max(end, runs[next]?.offset ?? bytes.length)
    const first = Math.max(run, start - ASIDE)
    const last = Math.min(runEnd, end + ASIDE)
    const lineEnd = bytes.subarray(end, last).indexOf(LF)
    return {
      before: render(bytes, covers, first + bytes.subarray(first, start).lastIndexOf(LF) + 1, start),
      after: render(bytes, covers, end, lineEnd < 0 ? last : end + lineEnd),
      nearby: render(bytes, covers, Math.max(run, start - AROUND), Math.min(runEnd, end + AROUND)),
    }
  }
}

/** Index of the first run that begins behind `at`. */
function firstBehind(runs: Excerpt['runs'], at: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.offset ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
