import { KeyhookError } from '../../src/errors.ts'
import type { Random } from '../support/random.ts'

/** Something that takes bytes or text from outside. */
export interface Target {
  readonly name: string
  /** How many cases the test command tries; they take about a second together. */
  readonly cases: number
  /** Makes one case and tries it; throws where something does not hold. */
  readonly attempt: (random: Random) => void | Promise<void>
}

/** What a reader made of its input; null where it refused. Anything but a `KeyhookError` goes on. */
export function orRefused<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof KeyhookError)) throw error
    holds(error.message !== '', 'a refusal says why')
    return null
  }
}

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`does not hold: ${what}`)
}
