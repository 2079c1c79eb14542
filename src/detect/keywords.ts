/**
 * Finds all keywords of all rules in one pass over raw bytes, ignoring ASCII case.
 * Each byte is mapped to one of 32 classes; three of them in a row index a table that is empty nearly everywhere.
 */

/** Told of each keyword that occurs: its index in the list given, and the index of its first byte. */
export type OnKeyword = (keyword: number, start: number) => void

export type KeywordSearch = (bytes: Uint8Array, onKeyword: OnKeyword) => void

interface Anchored {
  readonly keyword: number
  /** The folded bytes of the keyword. */
  readonly folded: Uint8Array
  /** Index, within the keyword, of the last byte of the trigram that it is found by. */
  readonly anchor: number
}

const CLASS_BITS = 5
const TABLE_SIZE = 1 << (3 * CLASS_BITS)

/** From common to rare in source code: a keyword is best found by its rarest trigram. */
const COMMON = ' -.etaoinsrlcdpumfgh_yb1vkw/:xjqz'

function foldedByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
}

const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => foldedByte(byte))

function byteClass(byte: number): number {
  const folded = foldedByte(byte)
  if (folded >= 0x61 && folded <= 0x7a) return folded - 0x60
  if (folded === 0x5f) return 27
  if (folded === 0x2d) return 28
  if (folded >= 0x30 && folded <= 0x39) return 29 + (folded & 1)
  // Without a class of their own, `://` would look like any three spaces.
  if (folded === 0x3a || folded === 0x2f) return 31
  return 0
}

const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => byteClass(byte))

function rarity(byte: number): number {
  if (byteClass(byte) === 0) return 1
  const rank = COMMON.indexOf(String.fromCharCode(byte))
  return rank < 0 ? COMMON.indexOf('1') : rank + 1
}

const RARITIES = Uint8Array.from({ length: 256 }, (_, byte) => rarity(byte))

function rarestAnchor(folded: Uint8Array): number {
  let best = 2
  let bestScore = -1
  for (let end = 2; end < folded.length; end++) {
    const score = RARITIES[folded[end - 2]!]! * RARITIES[folded[end - 1]!]! * RARITIES[folded[end]!]!
    if (score > bestScore) {
      best = end
      bestScore = score
    }
  }
  return best
}

function standsAt(folded: Uint8Array, bytes: Uint8Array, start: number): boolean {
  if (start < 0 || start + folded.length > bytes.length) return false
  for (let index = 0; index < folded.length; index++) {
    if (FOLDED[bytes[start + index]!] !== folded[index]) return false
  }
  return true
}

/**
 * Keywords are ASCII and at least 3 characters long.
 * Hits are reported in order of the place they were found at, which differs from the order of their starts by at most a keyword's length.
 */
export function createKeywordSearch(keywords: readonly string[]): KeywordSearch {
  const buckets: Anchored[][] = [[]]
  const table = new Uint16Array(TABLE_SIZE)
  for (const [keyword, text] of keywords.entries()) {
    if (text.length < 3) throw new RangeError(`a keyword needs 3 characters: ${text}`)
    const folded = Buffer.from(text, 'latin1')
    for (let index = 0; index < folded.length; index++) folded[index] = FOLDED[folded[index]!]!
    const anchor = rarestAnchor(folded)
    let slot = 0
    for (let index = anchor - 2; index <= anchor; index++) slot = (slot << CLASS_BITS) | CLASSES[folded[index]!]!
    if (table[slot] === 0) table[slot] = buckets.push([]) - 1
    buckets[table[slot]!]!.push({ keyword, folded, anchor })
  }
  return (bytes, onKeyword) => {
    let slot = 0
    for (let index = 0; index < bytes.length; index++) {
      slot = ((slot << CLASS_BITS) | CLASSES[bytes[index]!]!) & (TABLE_SIZE - 1)
      const bucket = table[slot]!
      if (bucket === 0) continue
      for (const { keyword, folded, anchor } of buckets[bucket]!) {
        if (standsAt(folded, bytes, index - anchor)) onKeyword(keyword, index - anchor)
      }
    }
  }
}
