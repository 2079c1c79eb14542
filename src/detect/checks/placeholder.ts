import type { Check } from './candidate.ts'
import { isMadeUp } from './entropy.ts'

/** Words that no random token of a usual length holds by chance. */
const STANDS_FOR_A_SECRET =
  /example|placeholder|change[_-]?me|replace[_-]?(?:me|with|this)|redacted|insert[_-]|dummy|sample|xxxxx|your[_-]|your(?:api|key|token|secret)|tokenhere|keyhere|goes[_-]?here|\.{3}|\*{3}|[<>{}]|\$\(/i

/** Public openings such as `sk-ant-api03-`: they say nothing about whether the rest was made up. */
const OPENING = /^(?:[A-Za-z0-9]{1,10}[-_.]){1,3}(?=.{10})|^(?:AKIA|ASIA|ABIA|ACCA|AIza)/

/** Whether a token was typed to stand for a secret. */
export function isPlaceholder(token: string): boolean {
  return STANDS_FOR_A_SECRET.test(token) || isMadeUp(token.replace(OPENING, ''))
}

export const notPlaceholder: Check = ({ value }) => (isPlaceholder(value) ? 'drop' : 'keep')
