import type { Answer } from './exchange.ts'

const FIRST_PAUSE = 400
const LEAST_PAUSE = 100

/**
 * Milliseconds to wait before the next attempt: what the host asks for with Retry-After, or twice as long each time, and a little by chance, so that
 * several keyhooks do not come back at once.
 *
 * @param number of the attempt that was made, from 1
 */
export function pauseBefore(number: number, answer: Answer | null): number {
  const asked = answer === null ? null : retryAfter(answer, Date.now())
  if (asked !== null) return Math.max(LEAST_PAUSE, asked)
  return FIRST_PAUSE * 2 ** (number - 1) * (1 + Math.random() / 2)
}

/**
 * What the Retry-After header asks for, in milliseconds: a number of seconds or a date (RFC 9110, 10.2.3); null where it is absent or malformed.
 *
 * @param now milliseconds since 1970
 */
export function retryAfter({ headers }: Pick<Answer, 'headers'>, now: number): number | null {
  const said = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000
  const date = /^[A-Za-z]{3}, /.test(said) ? Date.parse(said) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
