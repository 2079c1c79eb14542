/** A new file with nothing in it has no hunk. */
export const EMPTY_BLOBS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
])

/** Lines that stand between `diff --git` and the first hunk, besides the object ids. */
export const KNOWN_HEADERS =
  /^(?:old mode|new mode|deleted file mode|new file mode|mode|copy from|copy to|rename from|rename to|similarity index|dissimilarity index|--- |\+\+\+ )/

/** What a combined diff says in place of lines. */
export const UNSHOWN = 'Binary files differ'

/** Whether a NUL-terminated object id stands at `at`; null where more bytes are needed to tell. */
export function startsWithCommitId(data: Buffer, at: number): boolean | null {
  let end = at
  while (end < data.length && isHexDigit(data[end] ?? 0)) end++
  if (end === data.length) return end - at > 64 ? false : null
  return data[end] === 0 && (end - at === 40 || end - at === 64)
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66)
}
