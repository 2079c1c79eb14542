import { IN_BASE64, IS_BLANK } from './characters.ts'
import type { View } from './view.ts'

/** How a literal shows in base64, if what stands before it takes a multiple of three bytes, plus `shift`. */
export interface Core {
  /** Only those characters that no neighbour of the literal has a part in. */
  readonly text: string
  /** Index, in its group of four, of the first of them. */
  readonly offset: number
}

/** A shorter core stands in too much that is nothing. */
const SHORTEST_CORE = 4

/** The cores of a literal at each of the three alignments, in both alphabets; of a very short one only some. */
export function coresOf(literal: string): Core[] {
  const cores = [0, 1, 2].flatMap(shift => {
    const encoded = Buffer.from('\0'.repeat(shift) + literal, 'latin1').toString('base64')
    const from = Math.ceil((shift * 8) / 6)
    const to = Math.floor(((shift + literal.length) * 8) / 6)
    const text = encoded.slice(from, to)
    const urlText = text.replaceAll('+', '-').replaceAll('/', '_')
    return (urlText === text ? [text] : [text, urlText]).map(form => ({ text: form, offset: from % 4 }))
  })
  return cores.filter(({ text }) => text.length >= SHORTEST_CORE)
}

const LF = 0x0a
const CR = 0x0d

/** A text in base64, perhaps on several lines: the indexes of its characters, in order. */
interface Stretch {
  readonly indexes: readonly number[]
  /** Which of the four ways to group its characters have been looked at. */
  readonly decoded: Set<number>
}

/** The index, beyond a line break and the blanks around it, at which text may go on, or -1. `step` is 1 or -1. */
function beyondBreak(bytes: Uint8Array, at: number, step: 1 | -1, first: number, end: number): number {
  let index = at
  let breaks = 0
  for (; index >= first && index < end; index += step) {
    const byte = bytes[index] ?? 0
    if (byte === LF) breaks++
    else if (byte !== CR && IS_BLANK[byte] === 0) break
  }
  const goesOn = breaks === 1 && index >= first && index < end && IN_BASE64[bytes[index] ?? 0] === 1
  return goesOn ? index : -1
}

/** Indexes of base64 characters from `at` on in one direction, over line breaks, in the order met. */
function walk(bytes: Uint8Array, at: number, step: 1 | -1, first: number, end: number): number[] {
  const indexes: number[] = []
  let index = at
  while (index >= first && index < end) {
    if (IN_BASE64[bytes[index] ?? 0] === 1) {
      indexes.push(index)
      index += step
    } else {
      index = beyondBreak(bytes, index, step, first, end)
      if (index < 0) break
    }
  }
  return indexes
}

function positionIn(indexes: readonly number[], at: number): number {
  let low = 0
  let high = indexes.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const index = indexes[middle] ?? 0
    if (index === at) return middle
    if (index < at) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function decode(bytes: Uint8Array, indexes: readonly number[], phase: number): View {
  const characters = Buffer.from(indexes.slice(phase).map(index => bytes[index] ?? 0))
  return {
    bytes: Buffer.from(characters.toString('latin1'), 'base64'),
    startOf: index => indexes[phase + Math.floor((index * 8) / 6)] ?? 0,
    endOf: index => (indexes[phase + Math.ceil(((index + 1) * 8) / 6) - 1] ?? 0) + 1,
  }
}

/**
 * Tells, for the core at `at`, the text it stands in, decoded; null where that has been told already. Hits come in ascending order, so that each text is
 * decoded at most four times, once for each way to group its characters.
 */
export function createBase64(bytes: Uint8Array): (core: Core, at: number, first: number, end: number) => View | null {
  let last: Stretch = { indexes: [], decoded: new Set() }
  return ({ offset }, at, first, end) => {
    let position = positionIn(last.indexes, at)
    if (position < 0) {
      const before = walk(bytes, at - 1, -1, first, end).reverse()
      last = { indexes: before.concat(walk(bytes, at, 1, first, end)), decoded: new Set() }
      position = before.length
    }
    const phase = (((position - offset) % 4) + 4) % 4
    if (last.decoded.has(phase)) return null
    last.decoded.add(phase)
    return decode(bytes, last.indexes, phase)
  }
}
