import type { MessagePort } from 'node:worker_threads'
import { KeyhookError } from '../errors.ts'
import { packedIds, selected } from '../git/ids.ts'
import { openRepository } from '../git/repository.ts'
import { NO_POLICY } from '../policy.ts'
import { runJob } from './commit-job.ts'
import type { ThreadAnswer, ThreadTask } from './commit-threads.ts'
import { allPlaces, placesOfJob } from './places.ts'
import { readCounting } from './policy-source.ts'

/** Commits between two words about progress. */
const SILENCE = 100

/** What one thread of a scan does, from its first line to its last. */
export async function serveJob(task: ThreadTask, port: MessagePort): Promise<void> {
  const say = (answer: ThreadAnswer): void => port.postMessage(answer)
  try {
    const repository = await openRepository(task.cwd, task.env)
    const commits = packedIds(task.bytes, task.width)
    const part = placesOfJob(task.places ?? allPlaces(commits.length), task.job, task.jobs)
    const job = {
      policy: task.policySource === null ? NO_POLICY : (await readCounting(repository, task.policySource)).policy,
      today: task.today,
      folds: task.folds,
      refusesOverrides: task.refusesOverrides,
      commits: selected(commits, part),
      positionOf: (index: number) => part.at(index) ?? 0,
    }
    let said = 0
    const running = runJob(repository, job, batch => {
      if (batch.found.length === 0 && batch.done < said + SILENCE && batch.done < part.length) return
      said = batch.done
      say({ kind: 'batch', batch })
    })
    port.on('message', async (texts: readonly string[]) => {
      say({ kind: 'held', answers: await running.holdParts(texts) })
    })
    say({ kind: 'end', end: await running.end })
  } catch (error) {
    if (!(error instanceof KeyhookError)) throw error
    const { code, message, hint } = error
    say({ kind: 'failed', code, message, hint })
  }
}
