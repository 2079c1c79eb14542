import { createHash, type Hash } from 'node:crypto'
import { createLineRanges, type LineRanges } from './line-ranges.ts'
import { createLineCutter } from './lines.ts'

/** Takes a text in pieces; `end` has to be called for its last line. */
export interface LineReader {
  push(piece: Buffer): void
  end(): void
}

/**
 * Tells the lines of a new text that an old one has less often, wherever they stand, from texts too large to be held: of each line of the old one
 * only a hash is kept. First the old text is read, then the new one.
 */
export interface LineCounts {
  readonly old: LineReader
  readonly now: LineReader
  /** The lines found so far. */
  readonly added: LineRanges
}

export function createLineCounts(): LineCounts {
  const counts = new Map<string, number>()
  const added = createLineRanges()
  return {
    old: createLineReader((_, key) => counts.set(key, (counts.get(key) ?? 0) + 1)),
    now: createLineReader((line, key) => {
      const left = counts.get(key) ?? 0
      if (left === 0) added.add(line)
      else counts.set(key, left - 1)
    }),
    added,
  }
}

/** Lines up to this many bytes are remembered as they are: to hash millions of them would take long. */
const SHORT = 48

/** Long enough that no two lines are taken for one, even if someone tries. */
const HASH_BYTES = 16

function createLineReader(onLine: (line: number, key: string) => void): LineReader {
  let start = ''
  let hash: Hash | null = null
  let open = 0
  const finish = (): void => {
    if (open > 0) onLine(open, hash === null ? start : `${start}\0${hash.digest().toString('latin1', 0, HASH_BYTES)}`)
    start = ''
    hash = null
    open = 0
  }
  const cutter = createLineCutter((line, part, ends) => {
    open = line
    const room = hash === null ? SHORT - start.length : 0
    if (room > 0) start += part.toString('latin1', 0, Math.min(room, part.length))
    if (part.length > room) {
      hash ??= createHash('sha256')
      hash.update(part.subarray(room))
    }
    if (ends) finish()
  })
  return { push: cutter.push, end: finish }
}
