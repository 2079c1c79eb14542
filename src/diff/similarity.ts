/** How often each piece of a file occurs, in bytes: what two files are compared by when a rename is looked for. */
export interface Pieces {
  readonly size: number
  readonly bytes: ReadonlyMap<string, number>
}

const NEWLINE = 0x0a
const RETURN = 0x0d

/** A longer line is taken in pieces of this many bytes. */
const LONGEST_PIECE = 64

/** Where git looks for a NUL to tell binary files. */
const SAMPLE = 8000

/** Cuts a file as git does for `-M`: into lines, long ones into pieces; in a text the CR of a CRLF does not count. */
export function cutPieces(file: Buffer): Pieces {
  const bytes = new Map<string, number>()
  const isText = !file.subarray(0, SAMPLE).includes(0)
  for (let at = 0; at < file.length; ) {
    const newline = file.subarray(at, at + LONGEST_PIECE).indexOf(NEWLINE)
    const end = newline < 0 ? Math.min(at + LONGEST_PIECE, file.length) : at + newline + 1
    const endsInCrlf = isText && newline > 0 && file[end - 2] === RETURN
    const piece = endsInCrlf ? `${file.toString('latin1', at, end - 2)}\n` : file.toString('latin1', at, end)
    bytes.set(piece, (bytes.get(piece) ?? 0) + piece.length)
    at = end
  }
  return { size: file.length, bytes }
}

/** The share of the larger file that is in the smaller one too, from 0 to 1. */
export function similarity(one: Pieces, other: Pieces): number {
  let shared = 0
  for (const [piece, size] of one.bytes) shared += Math.min(size, other.bytes.get(piece) ?? 0)
  const larger = Math.max(one.size, other.size)
  return larger === 0 ? 0 : shared / larger
}
