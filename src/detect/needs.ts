import type { Search } from './searches.ts'

/** What the patterns of searches need, as bits: one a set of characters. */
export interface Needs {
  /** Of each byte, the bits of the sets that it is in. */
  readonly marks: Int32Array
  /** Of each search, its bit; 0 where it needs nothing that is known. */
  readonly of: readonly number[]
}

const BITS = 31

/** Throws where searches have more different sets than there are bits. */
export function needsOf(searches: readonly Pick<Search, 'needs'>[]): Needs {
  const sets = [...new Set(searches.flatMap(({ needs }) => needs ?? []))]
  if (sets.length > BITS)
    throw new RangeError(`rules may need ${BITS} different sets of characters, not ${sets.length}`)
  const marks = new Int32Array(256)
  for (const [bit, characters] of sets.entries())
    for (const byte of Buffer.from(characters, 'latin1')) marks[byte]! |= 1 << bit
  return { marks, of: searches.map(({ needs }) => (needs === undefined ? 0 : 1 << sets.indexOf(needs))) }
}
