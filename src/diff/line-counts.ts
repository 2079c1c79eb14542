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

/** Long enough that no two lines are taken for one, even if someone tries. */
const KEY_BYTES = 16

function createLineReader(onLine: (line: number, key: string) => void): LineReader {
  let hash: Hash | null = null
  let open = 0
  const finish = (line: number): void => {
    if (hash !== null) onLine(line, hash.digest().toString('latin1', 0, KEY_BYTES))
    hash = null
  }
  const cutter = createLineCutter((line, part, ends) => {
    hash ??= createHash('sha256')
    hash.update(part)
    open = line
    if (ends) finish(line)
  })
  return { push: cutter.push, end: () => finish(open) }
}
