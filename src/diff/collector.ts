import type { Excerpt, Run } from '../types.ts'
import type { LineSink } from './change.ts'
import { countLineFeeds } from './lines.ts'

/** How large excerpts are, in bytes. */
export interface Limits {
  /** What an excerpt owns at most; more than `margin`. */
  readonly size: number
  /** What follows that, and begins the next excerpt again, so that a secret of several lines is never cut in two. */
  readonly overlap: number
  /** What stands before the owned part, for a check, or the marker on a line, to look back at. */
  readonly margin: number
}

/** What an excerpt owns at most, in bytes. */
export const EXCERPT_SIZE = 256 * 1024

const LIMITS: Limits = { size: EXCERPT_SIZE, overlap: 20 * 1024, margin: 2048 }

/** Bytes of the line before an added one that are kept for its marker. */
const PREVIOUS_LINE = 2000

/** Most files of a commit add less than this: so much comes from node's pool, and a long history does not wait for memory. */
const SMALL = 1024

const NEWLINE = 0x0a
const LINE_END = Buffer.from([NEWLINE])

export interface Place {
  readonly kind: Excerpt['kind']
  readonly path: string
  readonly commit: string | null
}

/**
 * Gathers added lines into excerpts of bounded size. However large the file or its lines, memory stays at a few excerpts: a large file comes in overlapping parts,
 * each match belonging to the part it begins in (`from`, `until`).
 */
export function createCollector(
  place: Place,
  emit: (excerpt: Excerpt) => void,
  { size, overlap, margin }: Limits = LIMITS,
): LineSink {
  let bytes: Buffer = Buffer.allocUnsafe(Math.min(size, SMALL))
  let length = 0
  let from = 0
  let runs: Run[] = []
  let nextLine = -1
  let midLine = false
  let previous: Buffer[] = []
  let previousLine = -1
  let previousLength = 0

  function added(line: number, part: Buffer, ends: boolean): void {
    if (!midLine) beginAt(line)
    append(part)
    midLine = !ends
    if (!ends) return
    append(LINE_END)
    nextLine = line + 1
  }

  function addedLines(line: number, lines: Buffer, count: number): void {
    beginAt(line)
    append(lines)
    nextLine = line + count
  }

  /** A line that does not follow the one before begins a run. */
  function beginAt(line: number): void {
    if (line === nextLine) return
    const before = previousLine === line - 1 ? Buffer.concat(previous).toString('utf8') : null
    runs.push({ offset: length, line, column: 1, previous: before })
  }

  function append(part: Buffer): void {
    for (let at = 0; at < part.length; ) {
      const taken = Math.min(part.length - at, size + overlap - length)
      reserve(length + taken)
      part.copy(bytes, length, at, at + taken)
      length += taken
      at += taken
      if (length === size + overlap) flush()
    }
  }

  function reserve(needed: number): void {
    if (needed <= bytes.length) return
    const larger = Buffer.allocUnsafe(Math.min(Math.max(needed, bytes.length * 4), size + overlap))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }

  /** Hands on what is there; the next excerpt begins with its last bytes again. */
  function flush(): void {
    const until = length - overlap
    emit({ ...place, bytes: bytes.subarray(0, length), runs, from, until })
    const start = characterStart(bytes, Math.max(0, until - margin))
    runs = runsFrom(runs, bytes, start)
    const kept = bytes.subarray(start, length)
    bytes = Buffer.allocUnsafe(size + overlap)
    kept.copy(bytes)
    length = kept.length
    from = until - start
  }

  function end(): void {
    if (runs.length > 0 && length > from)
      emit({ ...place, bytes: bytes.subarray(0, length), runs, from, until: length })
  }

  return {
    added,
    addedLines,
    context(line, part) {
      midLine = false
      if (previousLine !== line) {
        previous = []
        previousLength = 0
        previousLine = line
      }
      if (previousLength >= PREVIOUS_LINE) return
      const kept = Buffer.from(part.subarray(0, PREVIOUS_LINE - previousLength))
      previous.push(kept)
      previousLength += kept.length
    },
    end,
  }
}

/** The runs that describe `bytes` from `start` on, with offsets moved to it. */
function runsFrom(runs: readonly Run[], bytes: Buffer, start: number): Run[] {
  const later = runs.filter(run => run.offset > start)
  const holding = runs[runs.length - later.length - 1]
  if (holding === undefined) return later
  return [positionAt(holding, bytes, start), ...later.map(run => ({ ...run, offset: run.offset - start }))]
}

/** The run that begins at `start`, somewhere in one of `run`'s lines. */
function positionAt(run: Run, bytes: Buffer, start: number): Run {
  const lineStart = Math.max(run.offset, lineStartBefore(bytes, start))
  const lines = countLineFeeds(bytes, run.offset, start)
  const previousStart = Math.max(run.offset, lineStartBefore(bytes, lineStart - 1))
  const previousEnd = Math.min(lineStart - 1, previousStart + PREVIOUS_LINE)
  const columns = bytes.toString('utf8', lineStart, start).length
  return {
    offset: 0,
    line: run.line + lines,
    column: (lines === 0 ? run.column : 1) + columns,
    previous: lines === 0 ? run.previous : bytes.toString('utf8', previousStart, previousEnd),
  }
}

/** Where the line begins that what stands before `at` ends in. */
function lineStartBefore(bytes: Buffer, at: number): number {
  return at <= 0 ? 0 : bytes.lastIndexOf(NEWLINE, at - 1) + 1
}

/** The nearest place at or before `at` where a UTF-8 character begins. */
function characterStart(bytes: Buffer, at: number): number {
  let start = at
  while (start > at - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  return start
}
