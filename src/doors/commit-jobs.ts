import type { PackedIds } from '../git/ids.ts'
import { selected } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Policy } from '../policy.ts'
import type { Reveal, Stats } from '../types.ts'
import { type Batch, type Found, type JobEnd, type RunningJob, runJob } from './commit-job.ts'
import { startThread } from './commit-threads.ts'
import { type Places, placesOfJob } from './places.ts'
import type { PolicySource } from './policy-source.ts'

export interface CommitJobs {
  readonly policy: Policy
  /** What `policy` was read from, for threads that read it themselves. */
  readonly policySource: PolicySource | null
  readonly today: string
  readonly folds: boolean
  /** Whether what a commit overrides counts all the same. */
  readonly refusesOverrides: boolean
  readonly commits: PackedIds
  /** Those of `commits` that are to be scanned. */
  readonly places: Places
  /** How many threads scan them; 1 is this thread. */
  readonly jobs: number
  /** The file that a thread runs. */
  readonly threadFile: string | null
  /** A secret goes to no other thread: with this, there is one job. */
  readonly reveal?: Reveal
}

/**
 * Scans commits, in this thread or in several. However many there are, the same is found in the same order.
 *
 * @param onBatch takes what was found, in order, and how many commits are done in all; those before it are awaited only where there is one job
 */
export function runJobs(
  repository: Repository,
  asked: CommitJobs,
  onBatch: (batch: Batch) => void | Promise<void>,
): RunningJob & { stop(): void } {
  const { policy, policySource, today, folds, refusesOverrides, commits, places, threadFile, reveal } = asked
  const jobs = reveal === undefined ? asked.jobs : 1
  const parts = Array.from({ length: jobs }, (_, job) => (jobs === 1 ? places : placesOfJob(places, job, jobs)))
  const inOrder = createOrder(parts, onBatch)
  const stops: (() => void)[] = []
  const running = parts.map((part, job): RunningJob => {
    if (jobs === 1 || threadFile === null) {
      const own = {
        policy,
        today,
        folds,
        ...(reveal && { reveal }),
        refusesOverrides,
        commits: selected(commits, part),
        positionOf: (index: number) => part.at(index) ?? 0,
      }
      return runJob(repository, own, batch => inOrder(job, batch))
    }
    const thread = startThread(
      threadFile,
      { repository, policySource, today, folds, refusesOverrides, commits, places, job, jobs },
      batch => {
        void inOrder(job, batch)
      },
    )
    stops.push(thread.stop)
    return thread
  })
  return {
    end: Promise.all(running.map(({ end }) => end)).then(joined),
    async holdParts(texts) {
      const answers = await Promise.all(running.map(({ holdParts }) => holdParts(texts)))
      return texts.map((_, index) => answers.some(answer => answer[index] === true))
    },
    stop() {
      for (const stop of stops) stop()
    },
  }
}

/** Holds back what a fast job found until the slower ones have come as far. */
function createOrder(
  parts: readonly Places[],
  onBatch: (batch: Batch) => void | Promise<void>,
): (job: number, batch: Batch) => void | Promise<void> {
  const done = parts.map(() => 0)
  const counted = parts.map(() => ({ files: 0, lines: 0, bytes: 0 }))
  let held: Found[] = []
  return (job, batch) => {
    done[job] = batch.done
    counted[job] = batch.counted
    held.push(...batch.found)
    const known = Math.min(...parts.map((part, index) => part.at(done[index] ?? 0) ?? Number.POSITIVE_INFINITY))
    const found = held.filter(({ position }) => position < known).sort((one, other) => one.position - other.position)
    if (found.length > 0) held = held.filter(({ position }) => position >= known)
    return onBatch({ done: total(done), found, counted: totalOf(counted) })
  }
}

function joined(ends: readonly JobEnd[]): JobEnd {
  const changes = ends.flatMap(({ policyChanged }) => (policyChanged === null ? [] : [policyChanged]))
  return {
    // In an order that does not tell how the work was spread.
    notes: [...new Set(ends.flatMap(({ notes }) => notes))].sort(),
    stats: { ...totalOf(ends.map(({ stats }) => stats)), ms: Math.max(...ends.map(({ stats }) => stats.ms)) },
    policyChanged: changes.length === 0 ? null : Math.min(...changes),
  }
}

type Counted = Omit<Stats, 'ms'>

function totalOf(parts: readonly Counted[]): Counted {
  return {
    files: total(parts.map(({ files }) => files)),
    lines: total(parts.map(({ lines }) => lines)),
    bytes: total(parts.map(({ bytes }) => bytes)),
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
