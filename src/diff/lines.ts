import type { LineSink } from './change.ts'

const NEWLINE = 0x0a

/** A text cut into lines at 0x0A only; the last line may lack its line feed. */
export interface Lines {
  readonly count: number
  /** The bytes of a line, counted from 0, without its line feed. */
  text(line: number): Buffer
  /** The same with its line feed, as a key to compare lines by: one character a byte. A last line without one differs from the same line with one, as it does for git. */
  key(line: number): string
  /** Whether a line is the same as one of another text, line feed and all. */
  equals(line: number, other: Lines, otherLine: number): boolean
  readonly bytes: Buffer
  /** Where a line begins in `bytes`; for the line after the last one, where they end. */
  start(line: number): number
}

export function cutLines(bytes: Buffer): Lines {
  const starts: number[] = []
  for (let at = 0; at < bytes.length; ) {
    starts.push(at)
    const newline = bytes.indexOf(NEWLINE, at)
    at = newline < 0 ? bytes.length : newline + 1
  }
  const start = (line: number): number => starts[line] ?? bytes.length
  return {
    count: starts.length,
    bytes,
    start,
    text(line) {
      const end = start(line + 1)
      return bytes.subarray(start(line), bytes[end - 1] === NEWLINE ? end - 1 : end)
    },
    key: line => bytes.toString('latin1', start(line), start(line + 1)),
    equals: (line, other, otherLine) =>
      bytes.compare(other.bytes, other.start(otherLine), other.start(otherLine + 1), start(line), start(line + 1)) ===
      0,
  }
}

/** How many line feeds stand in `bytes` from `from` to `to`, exclusive. Most lines are so short that looking at each byte takes less than asking for the next one. */
export function countLineFeeds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (bytes[at] === NEWLINE) count++
  return count
}

/** Takes a text in pieces that are cut anywhere, and hands on the lines in parts: `ends` is true on a line's last. Lines count from 1. */
export interface LineCutter {
  push(piece: Buffer): void
}

export function createLineCutter(onPart: (line: number, part: Buffer, ends: boolean) => void): LineCutter {
  let line = 1
  return {
    push(piece) {
      for (let at = 0; at < piece.length; ) {
        const newline = piece.indexOf(NEWLINE, at)
        const end = newline < 0 ? piece.length : newline
        onPart(line, piece.subarray(at, end), newline >= 0)
        if (newline >= 0) line++
        at = end + 1
      }
    },
  }
}

/** A text that comes in pieces, cut anywhere; all of its lines count as added. */
export interface Pieces extends LineCutter {
  end(): void
}

export function addedPieces(sink: LineSink): Pieces {
  return { ...createLineCutter(sink.added), end: sink.end }
}
