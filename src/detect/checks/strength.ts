import { entropy, kindsOf } from './entropy.ts'
import { wordShare } from './words.ts'

const HEX = /^(?:0x)?[0-9a-f]+$/i

/** The share of neighbours that are of different kinds (lower case, upper case, digit, other): high where nobody wrote words. */
export function jumble(value: string): number {
  const kinds = value
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/[0-9]/g, '0')
    .replace(/[^aA0]/g, '-')
  return (kinds.match(/(.)(?!\1|$)/g)?.length ?? 0) / (value.length - 1)
}

/** Whether a value was drawn at random, as keys are. */
export function isDrawn(value: string): boolean {
  if (value.length < 16 || entropy(value) < (HEX.test(value) ? 2.8 : 3.2)) return false
  const words = wordShare(value)
  if (/[0-9]/.test(value) && /[A-Za-z]/.test(value)) return words < 0.4 || (words < 0.65 && jumble(value) > 0.45)
  return (
    value.length >= 16 && /^[A-Za-z]+$/.test(value) && entropy(value) >= 3.5 && words < 0.35 && jumble(value) > 0.36
  )
}

/** Whether a person made it up as a password, and a good one; or a machine drew a short one. */
export function isChosen(value: string): boolean {
  if (value.length < 8 || !/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false
  const words = wordShare(value)
  if (kindsOf(value) >= 3) return entropy(value) >= 2.75 && words < 0.6
  return value.length >= 10 && entropy(value) >= 3 && words < 0.3 && jumble(value) > 0.4
}
