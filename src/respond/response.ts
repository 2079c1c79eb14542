import type { Exposure } from '../exposure/exposure.ts'
import type { Facts } from './facts.ts'
import type { Step, StepName } from './step.ts'

/** All that is told of one key, or of none in particular. */
export interface Response {
  /** What ticks refer to: the fingerprint, or `provider:NAME`; null where nothing can be ticked. */
  readonly subject: string | null
  readonly provider: string | null
  /** Null where it is about no key in particular, or about one that is gone. */
  readonly exposure: Exposure | null
  readonly facts: Facts
  /** Said before the facts, where there is something to say. */
  readonly remark: string | null
  readonly steps: readonly Step[]
  /** Other keys that were found and are not told of here, each with the facts that name it. */
  readonly others: readonly Exposure[]
  /** Steps that are ticked off, with the day. */
  readonly done: ReadonlyMap<StepName, string>
}

/** What a person sees of how far they are: `3 of 9 done`. */
export function progressOf({ steps, done }: Response): string {
  return `${steps.filter(({ name }) => done.has(name)).length} of ${steps.length} done`
}
