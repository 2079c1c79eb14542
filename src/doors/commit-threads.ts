import { Worker } from 'node:worker_threads'
import { type ErrorCode, KeyhookError } from '../errors.ts'
import { endingSignal } from '../git/ending.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Batch, JobEnd, RunningJob } from './commit-job.ts'
import type { Places } from './places.ts'
import type { PolicySource } from './policy-source.ts'

/** What a thread is told when it starts: only what can be copied or shared. */
export interface ThreadTask {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly policySource: PolicySource | null
  readonly today: string
  readonly folds: boolean
  readonly refusesOverrides: boolean
  readonly bytes: SharedArrayBuffer
  readonly width: number
  /** The places to be dealt among the jobs; null for all. */
  readonly places: Uint32Array | null
  readonly job: number
  readonly jobs: number
}

/** What a thread says. */
export type ThreadAnswer =
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'end'; readonly end: JobEnd }
  | { readonly kind: 'held'; readonly answers: readonly boolean[] }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly hint: string }

interface Task {
  readonly repository: Repository
  readonly policySource: PolicySource | null
  readonly today: string
  readonly folds: boolean
  readonly refusesOverrides: boolean
  readonly commits: PackedIds
  readonly places: Places
  readonly job: number
  readonly jobs: number
}

/** Young objects are most of what a scan makes; more room for them only raises the memory that is held. */
const LIMITS = { maxYoungGenerationSizeMb: 4 }

/** Starts a thread that scans one job's commits with git processes of its own. */
export function startThread(
  file: string,
  { repository, places, commits, ...rest }: Task,
  onBatch: (batch: Batch) => void,
): RunningJob & { stop(): void } {
  const task: ThreadTask = {
    cwd: repository.git.cwd,
    env: { ...repository.git.env },
    policySource: rest.policySource,
    today: rest.today,
    folds: rest.folds,
    refusesOverrides: rest.refusesOverrides,
    bytes: commits.bytes,
    width: commits.width,
    places: places.length === commits.length ? null : listed(places),
    job: rest.job,
    jobs: rest.jobs,
  }
  const worker = new Worker(file, { workerData: task, resourceLimits: LIMITS })
  const stop = (): void => void worker.terminate()
  const signal = endingSignal()
  signal?.addEventListener('abort', stop)
  worker.on('exit', () => signal?.removeEventListener('abort', stop))
  let answered: (answers: readonly boolean[]) => void = () => {}
  const end = new Promise<JobEnd>((settle, reject) => {
    worker.on('message', (answer: ThreadAnswer) => {
      if (answer.kind === 'batch') onBatch(answer.batch)
      else if (answer.kind === 'end') settle(answer.end)
      else if (answer.kind === 'held') answered(answer.answers)
      else reject(new KeyhookError(answer.code, answer.message, answer.hint))
    })
    worker.on('error', reject)
    // After its end was told this changes nothing.
    worker.on('exit', () =>
      reject(new KeyhookError('incomplete', 'A thread of the scan ended early.', 'Try --jobs 1.')),
    )
  })
  end.catch(() => {}) // told where all jobs are awaited together
  return {
    end,
    holdParts: texts =>
      new Promise(settle => {
        answered = settle
        worker.postMessage(texts)
      }),
    stop,
  }
}

function listed(places: Places): Uint32Array {
  return Uint32Array.from({ length: places.length }, (_, index) => places.at(index) ?? 0)
}
