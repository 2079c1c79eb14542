import type { Check } from './candidate.ts'
import { isPlaceholder, withoutTestEnd } from './placeholder.ts'
import { isRandom } from './random.ts'

/** "OpenAI" in base64, which stands in the middle of the keys. Built so that this source is no key. */
const MARKER = Buffer.from('OpenAI').toString('base64')
/** The shortest half seen is 20; some room below it. */
const SHORTEST_HALF = 16

/** Keys with the marker between two halves, or, where newer ones lack it, long random ones. */
export const openaiBody: Check = ({ value }) => {
  const body = value.replace(/^sk-(?:(?:proj|svcacct|service|admin|None)-)?/, '')
  const at = body.indexOf(MARKER, SHORTEST_HALF)
  // Where the marker stands, a word at the end makes no placeholder: nobody makes up the rest.
  if (at >= 0 && body.length - at - MARKER.length >= SHORTEST_HALF)
    return isPlaceholder(withoutTestEnd(body)) ? 'drop' : 'keep'
  if (isPlaceholder(body)) return 'drop'
  return body.length >= 40 && /[a-z]/.test(body) && /[A-Z]/.test(body) && isRandom(body) ? 'keep' : 'drop'
}

/** Several providers have keys of this form: only the text around says whose it is. */
export const openaiNearby: Check = ({ nearby }) => (/openai|chatgpt|\bgpt-?[345o]/.test(nearby()) ? 'keep' : 'drop')
