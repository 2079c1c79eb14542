import { checksum } from './checksum.ts'

/** The digits of Bech32, by value. */
const DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const PREFIX = 'age-secret-key-'

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, generator] of GENERATORS.entries()) if ((top >>> bit) & 1) sum ^= generator
  }
  return sum >>> 0
}

/** Bech32: prefix and digits together, of which the last six are the sum, leave the remainder 1. https://age-encryption.org/v1, BIP 173. The sum is made to find typing errors: a key with one in it is
 * soon put right. */
export const ageChecksum = checksum(token => {
  const characters = [...PREFIX].map(character => character.charCodeAt(0))
  const digits = [...token.toLowerCase().slice(PREFIX.length + 1)].map(digit => DIGITS.indexOf(digit))
  return polymod([...characters.map(code => code >> 5), 0, ...characters.map(code => code & 31), ...digits]) === 1
}, 'learned')
