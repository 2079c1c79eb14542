import type { Check } from './candidate.ts'
import { isMadeUp } from './entropy.ts'
import { wordShare } from './words.ts'

/** Words that no random token of a usual length holds by chance. */
const STANDS_FOR_A_SECRET =
  /example|placeholder|change[_-]?me|replace[_-]?(?:me|with|this)|redacted|insert[_-]|dummy|sample|xxxxx|your[_-]|your(?:api|key|token|secret)|tokenhere|keyhere|goes[_-]?here|\.{3}|\*{3}|[<>{}]|\$\(/i

/** Public openings such as `sk-ant-api03-`: they say nothing about whether the rest was made up. */
const OPENING = /^(?:[A-Za-z0-9]{1,10}[-_.]){1,3}(?=.{10})|^(?:AKIA|ASIA|ABIA|ACCA|AIza|GR1348941)/

/** Whether there are words in it that say so: for short passwords, of whose letters nothing can be told. */
export function saysPlaceholder(token: string): boolean {
  return STANDS_FOR_A_SECRET.test(token)
}

/** Whether a token was typed to stand for a secret. */
export function isPlaceholder(token: string): boolean {
  return saysPlaceholder(token) || isMadeUp(token.replace(OPENING, ''))
}

/** Whether it is base64 of a sentence, or of data with names: nobody draws that at random. */
export function isEncodedText(token: string): boolean {
  if (!/^[A-Za-z0-9+/_-]{12,}={0,2}$/.test(token)) return false
  const text = Buffer.from(token, 'base64').toString('latin1')
  return /^[\x20-\x7e\t\r\n]+$/.test(text) && (/[ {}]/.test(text) || wordShare(text) > 0.5)
}

/** Base64 of words with spaces in between, as documentation has it. */
export const notSentence: Check = ({ value }) => {
  const text = Buffer.from(value, 'base64').toString('latin1')
  return /^[\x20-\x7e]+$/.test(text) && text.includes(' ') ? 'drop' : 'keep'
}

/** `glpat-my-tokens-are-here`: the opening of a token, then words. */
export const notWords: Check = ({ value }) => (wordShare(value.replace(OPENING, '')) > 0.7 ? 'drop' : 'keep')

export const notPlaceholder: Check = ({ value }) => (isPlaceholder(value) ? 'drop' : 'keep')
