import { IN_TOKEN, IS_BLANK, IS_QUOTE } from './characters.ts'
import { createViewBuilder, type View } from './view.ts'

const LF = 0x0a
const CR = 0x0d
const BACKSLASH = 0x5c
/** What joins two texts: `+`, `.` and `..`, `&`, `<>`, `||`, `_` at the end of a line of Basic. */
const OPERATOR = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[+.&<>|_]/.test(String.fromCharCode(byte))))
/** Letters that open a text in Python, Rust and C: r"", b"", f"", u"", L"". */
const OPENING_LETTER = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(/[rbufRBUFL]/.test(String.fromCharCode(byte))),
)

const MOST_BLANKS = 200
const MOST_OPERATORS = 3
const MOST_BREAKS = 2
/** A line that is folded shows at least so much of the token on either side of the break. */
const SHORTEST_FOLDED = 6
const MOST_PIECES = 32
/** The longest token that is put together, in bytes. */
const LONGEST = 1024

function tokenEnd(bytes: Uint8Array, at: number, end: number): number {
  let index = at
  while (index < end && IN_TOKEN[bytes[index] ?? 0] === 1) index++
  return index
}

function blankEnd(bytes: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + MOST_BLANKS)
  let index = at
  while (index < most && IS_BLANK[bytes[index] ?? 0] === 1) index++
  return index
}

/** Behind a line break at `at`, or `at`. */
function breakEnd(bytes: Uint8Array, at: number): number {
  const lineFeed = bytes[at] === CR ? at + 1 : at
  return bytes[lineFeed] === LF ? lineFeed + 1 : at
}

/** Where a token goes on. */
export interface Continuation {
  readonly next: number
  /** What says so: an operator, two quoted texts side by side, or only the break of a line that is folded. */
  readonly by: 'operator' | 'quotes' | 'fold'
}

/** Where the text goes on behind a closing quote at `at`: `" + "`, `" "`, `" \`, a line break; null if it does not. */
function beyondQuotes(bytes: Uint8Array, at: number, end: number): Continuation | null {
  const quote = bytes[at]
  let index = at + 1
  let operators = 0
  let breaks = 0
  while (index < end) {
    const byte = bytes[index] ?? 0
    const behindBreak = breakEnd(bytes, index)
    if (IS_BLANK[byte] === 1) index = blankEnd(bytes, index, end)
    else if (behindBreak > index && breaks < MOST_BREAKS) {
      index = behindBreak
      breaks++
    } else if (OPERATOR[byte] === 1 && operators < MOST_OPERATORS) {
      index++
      operators++
    } else if (byte === BACKSLASH && breakEnd(bytes, index + 1) > index + 1) index++
    else break
  }
  // Two texts without anything in between are an escaped quote, as in SQL.
  if (index === at + 1) return null
  if (OPENING_LETTER[bytes[index] ?? 0] === 1 && IS_QUOTE[bytes[index + 1] ?? 0] === 1) index++
  const opens = index < end && IS_QUOTE[bytes[index] ?? 0] === 1 && (operators > 0 || bytes[index] === quote)
  return opens ? { next: index + 1, by: operators > 0 ? 'operator' : 'quotes' } : null
}

/** Where a folded line goes on: behind the indent of the next line, if a token is all that stands there; else -1. */
function beyondFold(bytes: Uint8Array, at: number, end: number): number {
  const next = breakEnd(bytes, at)
  if (next === at) return -1
  const start = blankEnd(bytes, next, end)
  const stop = tokenEnd(bytes, start, Math.min(end, start + LONGEST))
  const rest = /^["'`]?[,;)]?[ \t\r]*(?:\n|$)/
  const isAlone = rest.test(Buffer.from(bytes.subarray(stop, Math.min(end, stop + 16))).toString('latin1'))
  return stop - start >= SHORTEST_FOLDED && isAlone ? start : -1
}

/** Where the token goes on that breaks off at `at`, or null. */
function continuation(bytes: Uint8Array, pieceLength: number, at: number, end: number): Continuation | null {
  const byte = bytes[at] ?? 0
  if (IS_QUOTE[byte] === 1) return beyondQuotes(bytes, at, end)
  if (byte === BACKSLASH) {
    const next = breakEnd(bytes, at + 1)
    return next > at + 1 ? { next: blankEnd(bytes, next, end), by: 'operator' } : null
  }
  const next = pieceLength >= SHORTEST_FOLDED ? beyondFold(bytes, at, end) : -1
  return next < 0 ? null : { next, by: 'fold' }
}

/** A token's end, and where it goes on, if it does. */
export interface Break {
  /** Index behind the first piece. */
  readonly at: number
  readonly goesOn: Continuation | null
}

/** Looks where the token that a literal opens breaks off. `start` and `length` are the literal's. */
export function breakBehind(bytes: Uint8Array, start: number, length: number, end: number): Break {
  const at = tokenEnd(bytes, start + length, Math.min(end, start + LONGEST))
  return { at, goesOn: continuation(bytes, at - start - length, at, end) }
}

/** What a token's look-behind may look at. */
const MARGIN = 4

/** A token put together from its pieces, with what stands right before and behind it. */
export function joined(bytes: Uint8Array, start: number, first: Break, from: number, end: number): View {
  const builder = createViewBuilder()
  const copy = (low: number, high: number): void => {
    for (let index = low; index < high; index++) builder.add(bytes[index] ?? 0, index, index + 1)
  }
  copy(Math.max(from, start - MARGIN), first.at)
  let length = first.at - start
  let { at, goesOn } = first
  for (let pieces = 1; goesOn !== null && pieces < MOST_PIECES && length < LONGEST; pieces++) {
    const { next } = goesOn
    at = tokenEnd(bytes, next, Math.min(end, next + LONGEST))
    copy(next, at)
    length += at - next
    goesOn = continuation(bytes, at - next, at, end)
  }
  copy(at, Math.min(end, at + 1))
  return builder.build()
}
