/** The part of an excerpt that was looked at last: the searches of a line ask for the same, one after another. Ends are exclusive. */
export interface Part {
  /** Its bytes, one character each. */
  text(from: number, to: number): string
  /** The marks of all its bytes together. */
  marked(from: number, to: number): number
}

/** @param marks bits of each byte, as in `Needs` */
export function createPart(bytes: Buffer, marks: Int32Array): Part {
  const none = { from: -1, to: -1 }
  let read = { ...none, text: '' }
  let looked = { ...none, bits: 0 }

  return {
    text(from, to) {
      if (from !== read.from || to !== read.to) read = { from, to, text: bytes.toString('latin1', from, to) }
      return read.text
    },
    marked(from, to) {
      if (from === looked.from && to === looked.to) return looked.bits
      let bits = 0
      for (let at = from; at < to; at++) bits |= marks[bytes[at]!]!
      looked = { from, to, bits }
      return bits
    },
  }
}
