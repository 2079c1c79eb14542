/** Sums that tokens carry. Texts are Latin-1, one character a byte; sums are unsigned 32-bit numbers. */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** CRC-32 as in zlib, bit by bit: it is asked for a token at a time, and node 20.0 has none. */
export function crc32(text: string): number {
  let sum = ~0
  for (const byte of Buffer.from(text, 'latin1')) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

/** A number in the digits of `alphabet`, filled up with its first one. */
export function inDigits(number: number, alphabet: string, length: number): string {
  let digits = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    digits = alphabet[rest % alphabet.length] + digits
  }
  return digits.padStart(length, alphabet[0])
}

export function base62(number: number, length: number): string {
  return inDigits(number, BASE62, length)
}

export function hex(number: number): string {
  return number.toString(16).padStart(8, '0')
}

/** The four bytes of a sum, the lowest first. */
export function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/**
 * Marvin32, folded to 32 bits, as Microsoft's identifiable keys use it. The seed is eight ASCII characters, written as a number of 64 bits.
 * https://github.com/microsoft/security-utilities; the vectors in the test are those of https://github.com/microsoft/SymCrypt.
 */
export function marvin32(bytes: Buffer, seed: string): number {
  let [high, low] = [Buffer.from(seed, 'latin1').readInt32BE(0), Buffer.from(seed, 'latin1').readInt32BE(4)]
  const mix = (word: number): void => {
    low = (low + word) | 0
    high ^= low
    low = (rotated(low, 20) + high) | 0
    high = rotated(high, 9) ^ low
    low = (rotated(low, 27) + high) | 0
    high = rotated(high, 19)
  }
  const whole = bytes.length - (bytes.length % 4)
  for (let at = 0; at < whole; at += 4) mix(bytes.readInt32LE(at))
  const rest = Buffer.alloc(4)
  bytes.copy(rest, 0, whole)
  rest[bytes.length - whole] = 0x80
  mix(rest.readInt32LE(0))
  mix(0)
  return (low ^ high) >>> 0
}
