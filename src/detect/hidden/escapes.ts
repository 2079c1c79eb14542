import { hexAt } from './characters.ts'
import { createViewBuilder, type View } from './view.ts'

/** How characters may be written that have another meaning where they stand: `%2D` in addresses, `\u002d`, `\x2d` and `\n` in programs and JSON. */
export type EscapeKind = 'percent' | 'backslash'

/** What an escape stands for: a byte, and how many bytes the escape takes. */
interface Unescaped {
  readonly byte: number
  readonly length: number
}

const PERCENT = 0x25
const BACKSLASH = 0x5c
const X = 0x78
const U = 0x75
/** Stands for what is no byte of its own. */
const OTHER = 0x3f

const NAMED: ReadonlyMap<number, number> = new Map(
  Object.entries({
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f',
    v: '\v',
    0: '\0',
    '/': '/',
    '\\': '\\',
    '"': '"',
    "'": "'",
    '`': '`',
  }).map(([letter, meaning]) => [letter.charCodeAt(0), meaning.charCodeAt(0)]),
)

function unescapePercent(bytes: Uint8Array, at: number): Unescaped | null {
  const byte = hexAt(bytes, at + 1, 2)
  return byte < 0 ? null : { byte, length: 3 }
}

function unescapeBackslash(bytes: Uint8Array, at: number): Unescaped | null {
  const letter = bytes[at + 1] ?? 0
  if (letter === X || letter === U) {
    const digits = letter === X ? 2 : 4
    const value = hexAt(bytes, at + 2, digits)
    return value < 0 ? null : { byte: value < 0x80 ? value : OTHER, length: 2 + digits }
  }
  const byte = NAMED.get(letter)
  return byte === undefined ? null : { byte, length: 2 }
}

/** The kind of escape that ends right before `at`, or null. */
export function escapeBefore(bytes: Uint8Array, at: number): EscapeKind | null {
  if (bytes[at - 3] === PERCENT && hexAt(bytes, at - 2, 2) >= 0) return 'percent'
  if (bytes[at - 2] === BACKSLASH && NAMED.has(bytes[at - 1] ?? 0)) return 'backslash'
  if (bytes[at - 4] === BACKSLASH && bytes[at - 3] === X && hexAt(bytes, at - 2, 2) >= 0) return 'backslash'
  return bytes[at - 6] === BACKSLASH && bytes[at - 5] === U && hexAt(bytes, at - 4, 4) >= 0 ? 'backslash' : null
}

/** The kind of escape that begins at `at`, or null. */
export function escapeAt(bytes: Uint8Array, at: number): EscapeKind | null {
  if (bytes[at] === PERCENT) return unescapePercent(bytes, at) === null ? null : 'percent'
  if (bytes[at] === BACKSLASH) return unescapeBackslash(bytes, at) === null ? null : 'backslash'
  return null
}

/** A part of a line with its escapes of one kind resolved. */
export function unescaped(bytes: Uint8Array, kind: EscapeKind, from: number, to: number): View {
  const sign = kind === 'percent' ? PERCENT : BACKSLASH
  const resolve = kind === 'percent' ? unescapePercent : unescapeBackslash
  const builder = createViewBuilder()
  for (let at = from; at < to; ) {
    const byte = bytes[at] ?? 0
    const resolved = byte === sign ? resolve(bytes, at) : null
    const length = resolved?.length ?? 1
    builder.add(resolved?.byte ?? byte, at, at + length)
    at += length
  }
  return builder.build()
}

/** Before a sign, and behind it: an escaped token takes up to six times its length. */
const BEFORE = 2048
const BEHIND = 8192

/** Tells the surroundings of a sign with their escapes resolved; null where they have been told already. Asked in ascending order of `at`. */
export function createEscapes(
  bytes: Uint8Array,
): (kind: EscapeKind, at: number, first: number, end: number) => View | null {
  const told: Record<EscapeKind, number> = { percent: -1, backslash: -1 }
  return (kind, at, first, end) => {
    if (at < told[kind]) return null
    const to = Math.min(end, at + BEHIND)
    // What begins in the last part may go on behind it, so that it is looked at again.
    told[kind] = to === end ? end : to - BEFORE
    return unescaped(bytes, kind, Math.max(first, at - BEFORE), to)
  }
}
