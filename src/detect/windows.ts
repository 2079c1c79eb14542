import type { Excerpt } from '../types.ts'
import type { Search } from './searches.ts'

/** The parts of an excerpt in which a search's pattern has to be tried; both are byte indexes, `to` exclusive. */
export type OnWindow = (rule: number, from: number, to: number) => void

/** The bounds of what belongs together at a place; `end` is exclusive. */
export interface Bounds {
  readonly start: number
  readonly end: number
}

/** The longest match of a rule in bytes, where the rule says nothing. */
const REACH = 512
/** What look-arounds may look at beyond a match. */
const MARGIN = 4

/** Where each rule's open window begins and ends; -1 where none is open. */
interface Table {
  readonly from: Int32Array
  readonly to: Int32Array
}

/** A table in which nothing is open, for the next excerpt: a history has hundreds of thousands of them. */
let spare: Table | null = null

function takeTable(rules: number): Table {
  const table = spare
  spare = null
  if (table !== null && table.from.length >= rules) return table
  return { from: new Int32Array(rules).fill(-1), to: new Int32Array(rules) }
}

const LF = 0x0a
const CR = 0x0d

/** The bounds of lines, asked for in ascending order: each byte is looked at a constant number of times. */
function createLines(bytes: Buffer): (position: number) => Bounds {
  let current = { start: 0, end: -1 }
  let lineFeed = -1
  return position => {
    if (lineFeed >= position && position >= current.start) return current
    const next = bytes.indexOf(LF, position)
    lineFeed = next < 0 ? bytes.length : next
    const start = position === 0 ? 0 : bytes.lastIndexOf(LF, position - 1) + 1
    current = { start, end: lineFeed > start && bytes[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed }
    return current
  }
}

/** The bounds of runs, asked for in ascending order. A match never spans two runs: lines that are not neighbours say nothing together. */
function createRuns({ bytes, runs }: Excerpt): (position: number) => Bounds {
  let index = 0
  return position => {
    while (index + 1 < runs.length && runs[index + 1]!.offset <= position) index++
    return { start: runs[index]?.offset ?? 0, end: runs[index + 1]?.offset ?? bytes.length }
  }
}

/** Where lines, and runs of neighbouring lines, begin and end. */
export interface Layout {
  lineAt(position: number): Bounds
  runAt(position: number): Bounds
}

export function createLayout(excerpt: Excerpt): Layout {
  return { lineAt: createLines(excerpt.bytes), runAt: createRuns(excerpt) }
}

/** How far around a keyword each search looks; in arrays of numbers, for they are asked for at each hit. */
export interface Extents {
  readonly reach: Int32Array
  readonly multiline: Uint8Array
}

export function extentsOf(searches: readonly Pick<Search, 'reach' | 'multiline'>[]): Extents {
  return {
    reach: Int32Array.from(searches, ({ reach = REACH }) => reach),
    multiline: Uint8Array.from(searches, ({ multiline = false }) => Number(multiline)),
  }
}

/** Collects keyword hits into windows, per rule, so that overlapping ones are looked at once. */
export function createWindows({ lineAt, runAt }: Layout, { reach, multiline }: Extents, onWindow: OnWindow) {
  const table = takeTable(reach.length)
  const { from, to } = table
  /** Those that were opened; what is closed at a hit is open again at once. */
  const opened: number[] = []

  function close(rule: number): void {
    onWindow(rule, from[rule]!, to[rule]!)
    from[rule] = -1
  }

  return {
    /** A keyword of a rule stands at `start`. */
    hit(rule: number, start: number, length: number): void {
      const bounds = multiline[rule] === 1 ? runAt(start) : lineAt(start)
      const around = reach[rule]! + MARGIN
      const first = Math.max(bounds.start, start - around)
      const end = Math.min(bounds.end, start + length + around)
      if (from[rule]! < 0) opened.push(rule)
      else {
        const sameBounds = from[rule]! >= bounds.start && first <= to[rule]!
        if (sameBounds) {
          if (first < from[rule]!) from[rule] = first
          if (end > to[rule]!) to[rule] = end
          return
        }
        close(rule)
      }
      from[rule] = first
      to[rule] = end
    },
    /** No more hits come, and none may. */
    finish(): void {
      for (const rule of opened) close(rule)
      spare = table
    },
  }
}
