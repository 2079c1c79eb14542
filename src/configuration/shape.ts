import { createHash } from 'node:crypto'
import { perhaps } from '../yaml/shape.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'

const ALPHABETS: Readonly<Record<string, string>> = {
  alnum: LOWER + UPPER + DIGITS,
  lower: LOWER,
  upper: UPPER,
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  HEX: `${DIGITS}ABCDEF`,
  b64: `${LOWER + UPPER + DIGITS}+/`,
  b64url: `${LOWER + UPPER + DIGITS}-_`,
  base32: `${UPPER}234567`,
}

/** Which letters fill a hole whose alphabet has both. */
export type LetterCase = 'both' | 'lower' | 'upper'

const HOLE = /<([A-Za-z0-9]{2,20}|[\x20-\x7e]):(\d{1,4})>/g
const LONGEST = 4_000

/** What is wrong with a shape; null where it can be filled. */
export function shapeFault(shape: string): string | null {
  let length = shape.length
  for (const [, alphabet = '', count] of shape.matchAll(HOLE)) {
    length += Number(count)
    if (alphabet.length > 1 && !Object.hasOwn(ALPHABETS, alphabet)) {
      const known = Object.keys(ALPHABETS)
      return `unknown alphabet${perhaps(alphabet, known)} Known are ${known.join(', ')}, and any one character`
    }
  }
  return length > LONGEST ? `a shape has at most ${LONGEST} characters` : null
}

/**
 * Fills the holes of a shape, `<alphabet:length>`: always the same way for the same seed.
 * A one-character alphabet is that character, repeated. Alphabets with letters of both cases are cut down to one, if asked for.
 */
export function fillShape(shape: string, seed: string, letterCase: LetterCase = 'both'): string {
  let hole = 0
  return shape.replace(HOLE, (_, alphabet: string, count: string) => {
    const letters = inCase(ALPHABETS[alphabet] ?? alphabet, letterCase)
    return letters.length === 1
      ? letters.repeat(Number(count))
      : letterSalad(letters, Number(count), `${seed} ${hole++}`)
  })
}

function inCase(letters: string, letterCase: LetterCase): string {
  const isMixed = /[a-z]/.test(letters) && /[A-Z]/.test(letters)
  if (!isMixed || letterCase === 'both') return letters
  return letters.replace(letterCase === 'lower' ? /[A-Z]/g : /[a-z]/g, '')
}

function letterSalad(letters: string, length: number, seed: string): string {
  let salad = ''
  for (let block = 0; salad.length < length; block++) {
    const bytes = createHash('sha512').update(`${seed} ${block}`).digest()
    for (const byte of bytes) salad += letters[byte % letters.length]
  }
  return salad.slice(0, length)
}
