import type { Check } from './candidate.ts'
import { entropy } from './entropy.ts'
import { isEncodedText, isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

/** Whether a long token was drawn at random: letters and digits, many different ones, no words. */
export function isRandom(token: string): boolean {
  // A short token cannot have more different characters than it has characters.
  const most = Math.log2(token.length)
  const enough = token.length >= 40 ? 3.6 : Math.min(3, most - 1)
  const enoughHex = Math.min(2.7, most - 1.4)
  return (
    /[A-Za-z]/.test(token) &&
    /[0-9]/.test(token) &&
    entropy(token) >= (/^[0-9a-f-]+$/i.test(token) ? enoughHex : enough) &&
    wordShare(token) < 0.5 &&
    !isPlaceholder(token) &&
    !isEncodedText(token)
  )
}

export const random: Check = ({ value }) => (isRandom(value) ? 'keep' : 'drop')
