/**
 * Finds all keywords of all rules in one pass over raw bytes, ignoring ASCII case.
 * Each byte is mapped to one of 32 classes; three of them in a row index a table that is empty nearly everywhere.
 */

/** Told of each keyword that occurs: its index in the list given, and the index of its first byte. */
export type OnKeyword = (keyword: number, start: number) => void

export type KeywordSearch = (bytes: Uint8Array, onKeyword: OnKeyword) => void

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

function slotAt(folded: Uint8Array, end: number): number {
  let slot = 0
  for (let index = end - 2; index <= end; index++) slot = (slot << CLASS_BITS) | CLASSES[folded[index]!]!
  return slot
}

/** Where the trigram ends by which a keyword is found: a rare one, that few keywords before it are found by: at each, all of its keywords are compared. */
function bestAnchor(folded: Uint8Array, taken: Uint16Array): number {
  let best = 2
  let bestScore = -1
  for (let end = 2; end < folded.length; end++) {
    const rarity = RARITIES[folded[end - 2]!]! * RARITIES[folded[end - 1]!]! * RARITIES[folded[end]!]!
    const score = rarity / (1 + taken[slotAt(folded, end)]! / 3)
    if (score > bestScore) {
      best = end
      bestScore = score
    }
  }
  return best
}

/** Of a keyword without a byte before or behind its trigram: anything may stand there. */
const ANY = -1

/** All keywords of one table slot, in flat arrays: an object a keyword would cost more than the comparison. */
interface Buckets {
  /** Of each slot, its bucket; 0 where no keyword has that trigram. */
  readonly ofSlot: Uint16Array
  /** Of each bucket, one bit a class: which bytes may stand before the trigram, and which behind it. */
  readonly before: Int32Array
  readonly behind: Int32Array
  /** Of each bucket, its first entry; the next bucket's is the end. */
  readonly first: Uint32Array
  /** Of each entry, its keyword, and how far before the trigram's last byte the keyword begins. */
  readonly keyword: Uint16Array
  readonly anchor: Uint8Array
}

interface Folded {
  readonly bytes: Uint8Array
  readonly anchor: number
  readonly slot: number
}

function foldedText(text: string): Uint8Array {
  if (text.length < 3) throw new RangeError(`a keyword needs 3 characters: ${text}`)
  return Buffer.from(text.toLowerCase(), 'latin1')
}

function foldedAll(keywords: readonly string[]): Folded[] {
  const taken = new Uint16Array(TABLE_SIZE)
  return keywords.map(keyword => {
    const bytes = foldedText(keyword)
    const anchor = bestAnchor(bytes, taken)
    const slot = slotAt(bytes, anchor)
    taken[slot]!++
    return { bytes, anchor, slot }
  })
}

/** The bit of a byte's class; all bits where there is no byte. */
function bitOf(byte: number | undefined): number {
  return byte === undefined ? ANY : 1 << CLASSES[byte]!
}

function bucketsOf(all: readonly Folded[]): Buckets {
  const ofSlot = new Uint16Array(TABLE_SIZE)
  const before = new Int32Array(all.length + 1)
  const behind = new Int32Array(all.length + 1)
  const bucketOf = new Uint16Array(all.length)
  const sizes = new Uint16Array(all.length + 2)
  let buckets = 0
  for (let index = 0; index < all.length; index++) {
    const { bytes, anchor, slot } = all[index]!
    if (ofSlot[slot] === 0) ofSlot[slot] = ++buckets
    const bucket = ofSlot[slot]!
    bucketOf[index] = bucket
    sizes[bucket]!++
    before[bucket]! |= bitOf(bytes[anchor - 3])
    behind[bucket]! |= bitOf(bytes[anchor + 1])
  }

  const first = new Uint32Array(all.length + 2)
  for (let bucket = 1; bucket <= buckets; bucket++) first[bucket + 1] = first[bucket]! + sizes[bucket]!
  const next = first.slice()
  const keyword = new Uint16Array(all.length)
  const anchor = new Uint8Array(all.length)
  for (let index = 0; index < all.length; index++) {
    const entry = next[bucketOf[index]!]!++
    keyword[entry] = index
    anchor[entry] = all[index]!.anchor
  }
  return { ofSlot, before, behind, first, keyword, anchor }
}

function standsAt(keyword: Uint8Array, bytes: Uint8Array, start: number): boolean {
  if (start < 0 || start + keyword.length > bytes.length) return false
  for (let index = 0; index < keyword.length; index++) {
    if (FOLDED[bytes[start + index]!] !== keyword[index]) return false
  }
  return true
}

/**
 * Keywords are ASCII, 3 to 255 characters long, and at most 65,535.
 * Hits are reported in order of the place they were found at, which differs from the order of their starts by at most a keyword's length.
 */
export function createKeywordSearch(keywords: readonly string[]): KeywordSearch {
  const all = foldedAll(keywords)
  const texts = all.map(({ bytes }) => bytes)
  const { ofSlot, before, behind, first, keyword, anchor } = bucketsOf(all)

  function compare(bucket: number, bytes: Uint8Array, index: number, onKeyword: OnKeyword): void {
    const end = first[bucket + 1]!
    for (let entry = first[bucket]!; entry < end; entry++) {
      const start = index - anchor[entry]!
      if (standsAt(texts[keyword[entry]!]!, bytes, start)) onKeyword(keyword[entry]!, start)
    }
  }

  return (bytes, onKeyword) => {
    let slot = 0
    const { length } = bytes
    for (let index = 0; index < length; index++) {
      slot = ((slot << CLASS_BITS) | CLASSES[bytes[index]!]!) & (TABLE_SIZE - 1)
      const bucket = ofSlot[slot]!
      if (bucket === 0) continue
      // At an edge of the text there is no byte: what needs one there is refused by the comparison.
      const isBefore = index < 3 || (before[bucket]! >>> CLASSES[bytes[index - 3]!]!) & 1
      if (isBefore && (index + 1 === length || (behind[bucket]! >>> CLASSES[bytes[index + 1]!]!) & 1))
        compare(bucket, bytes, index, onKeyword)
    }
  }
}
