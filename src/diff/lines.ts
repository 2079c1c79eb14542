import type { LineSink } from './change.ts'

/** A text that comes in pieces, cut anywhere; all of its lines count as added. */
export interface Pieces {
  push(piece: Buffer): void
  end(): void
}

const NEWLINE = 0x0a

export function addedPieces(sink: LineSink): Pieces {
  let line = 1
  return {
    push(piece) {
      for (let at = 0; at < piece.length; ) {
        const newline = piece.indexOf(NEWLINE, at)
        const end = newline < 0 ? piece.length : newline
        sink.added(line, piece.subarray(at, end), newline >= 0)
        if (newline >= 0) line++
        at = end + 1
      }
    },
    end: sink.end,
  }
}
