import type { Finding, Suppressed } from '../types.ts'
import { createFold } from '../verdict/fold.ts'
import { type Describe, undescribed } from './commit-facts.ts'
import type { Shown } from './commit-job.ts'

/** How long findings wait for each other before they are told, in milliseconds: looking up their commits costs a process each time. */
const PATIENCE = 300

/** What a scan of commits has found, in order. */
export interface Gathered {
  take(found: readonly Shown[]): Promise<void>
  /** Tells what still waits. */
  finish(): Promise<void>
  /** All that was found up to now, without waiting for anything. */
  soFar(): { readonly findings: Finding[]; readonly suppressed: Suppressed[] }
}

export interface GatherOptions {
  /** Whether only the first finding of each key counts. */
  readonly folds: boolean
  /** Null where nobody asks what the commits are. */
  readonly describe: Describe | null
  /** Told of findings as they come. */
  readonly tell: ((found: readonly Shown[]) => void) | null
}

export function gather({ folds, describe, tell }: GatherOptions): Gathered {
  const isFirst = folds ? createFold() : () => true
  const told: Shown[] = []
  let waiting: Shown[] = []
  let last = performance.now()
  let flushed: Promise<void> = Promise.resolve()

  /** One batch after another: several threads may hand over findings while a batch is looked up. */
  function flush(): Promise<void> {
    flushed = flushed.then(flushBatch)
    return flushed
  }

  async function flushBatch(): Promise<void> {
    const batch = waiting
    waiting = []
    const described = describe === null ? batch : await describe(batch)
    told.push(...described)
    if (described.length > 0) tell?.(described)
  }

  return {
    async take(found) {
      for (const one of found) if (isFirst(one)) waiting.push(one)
      if (tell !== null && waiting.length > 0 && performance.now() - last > PATIENCE) {
        last = performance.now()
        await flush()
      }
    },
    finish: flush,
    soFar() {
      const all = [...told, ...(describe === null ? waiting : undescribed(waiting))]
      return {
        findings: all.filter(one => !('by' in one)),
        suppressed: all.filter(one => 'by' in one),
      }
    },
  }
}
