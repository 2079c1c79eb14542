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

/** A part of a text in base64 that has no break in it; `end` is exclusive. */
interface Segment {
  readonly start: number
  readonly end: number
  /** How many characters of the text stand before it. */
  readonly before: number
}

/** A text in base64, perhaps on several lines. */
interface Stretch {
  readonly segments: readonly Segment[]
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

function beginning(bytes: Uint8Array, at: number, first: number, end: number): number {
  let start = at
  for (;;) {
    while (start > first && IN_BASE64[bytes[start - 1]!] === 1) start--
    const before = beyondBreak(bytes, start - 1, -1, first, end)
    if (before < 0) return start
    start = before
  }
}

function segmentsFrom(bytes: Uint8Array, from: number, first: number, end: number): Segment[] {
  const segments: Segment[] = []
  let before = 0
  for (let start = from; start >= 0; ) {
    let at = start
    while (at < end && IN_BASE64[bytes[at]!] === 1) at++
    segments.push({ start, end: at, before })
    before += at - start
    start = beyondBreak(bytes, at, 1, first, end)
  }
  return segments
}

/** The last of the segments that are due, which come first; undefined if none is. */
function lastSegment(segments: readonly Segment[], isDue: (segment: Segment) => boolean): Segment | undefined {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isDue(segments[middle]!)) low = middle + 1
    else high = middle
  }
  return segments[low - 1]
}

/** The place of the character at `at` among those of a text, or -1 if it is none of them. */
function positionIn(segments: readonly Segment[], at: number): number {
  const segment = lastSegment(segments, ({ start }) => start <= at)
  return segment === undefined || at >= segment.end ? -1 : segment.before + at - segment.start
}

function decode(bytes: Buffer, segments: readonly Segment[], phase: number): View {
  const text = segments.map(({ start, end }) => bytes.toString('latin1', start, end)).join('')
  const indexOf = (position: number): number => {
    const segment = lastSegment(segments, ({ before }) => before <= position)
    return segment === undefined ? 0 : Math.min(segment.start + position - segment.before, segment.end - 1)
  }
  return {
    bytes: Buffer.from(phase === 0 ? text : text.slice(phase), 'base64'),
    startOf: index => indexOf(phase + Math.floor((index * 8) / 6)),
    endOf: index => indexOf(phase + Math.ceil(((index + 1) * 8) / 6) - 1) + 1,
  }
}

/**
 * Tells, for the core at `at`, the text it stands in, decoded; null where that has been told already. Hits come in ascending order, so that each text is
 * decoded at most four times, once for each way to group its characters.
 */
export function createBase64(bytes: Buffer): (core: Core, at: number, first: number, end: number) => View | null {
  let last: Stretch = { segments: [], decoded: new Set() }
  return ({ offset }, at, first, end) => {
    if (positionIn(last.segments, at) < 0) {
      const start = beginning(bytes, at, first, end)
      last = { segments: segmentsFrom(bytes, start, first, end), decoded: new Set() }
    }
    const phase = (((positionIn(last.segments, at) - offset) % 4) + 4) % 4
    if (last.decoded.has(phase)) return null
    last.decoded.add(phase)
    return decode(bytes, last.segments, phase)
  }
}
