import type { Shown } from '../doors/commit-job.ts'
import type { Watch } from '../doors/scan-commits.ts'
import type { Verdict } from '../types.ts'
import type { Arguments } from './arguments.ts'
import { formatOf } from './formats.ts'
import { createProgress } from './progress.ts'
import { report, showFindings } from './report.ts'
import type { World } from './world.ts'

/** A report that grows while commits are scanned. */
export interface LiveReport {
  readonly watch: Watch
  /** What is left to say once all is known. */
  end(verdict: Verdict): Promise<void>
}

/**
 * On a terminal, findings are shown as they come, and a line tells how far the scan is. Elsewhere there is one report at the end. ^C reports what was found
 * up to then, and that it is not all.
 *
 * @param complete adds what is known of the scan as a whole
 */
export function createLiveReport(
  given: Arguments,
  world: World,
  total: number,
  complete: (verdict: Verdict) => Verdict,
): LiveReport {
  const quiet = given.flags.has('quiet')
  const file = given.values.get('output') ?? null
  const format = formatOf(given.values)
  const progress = createProgress(world, total, quiet)
  const options = {
    what: 'scan',
    override: null,
    format,
    color: !given.flags.has('no-color'),
    quiet,
    file,
    staged: false,
    below: false,
    allowable: true,
  } as const
  let done = 0
  let told = 0
  let showing: Promise<void> = Promise.resolve()

  function show(found: readonly Shown[]): void {
    const blocking = found.filter(one => !('by' in one) && one.blocking)
    if (blocking.length === 0) return
    const before = told
    told += blocking.length
    showing = showing.then(async () => {
      progress.clear()
      await showFindings(blocking, before, options, world, world.stdout)
    })
  }

  async function finish(verdict: Verdict): Promise<void> {
    await showing
    progress.clear()
    await report(verdict, { ...options, told }, world, world.stdout)
  }

  return {
    watch: {
      ...(format === 'text' && file === null && world.stdout.isTTY === true ? { found: show } : {}),
      done(commits) {
        done = commits
        progress.update(commits)
      },
      started(known) {
        world.onInterrupt?.(async () => {
          await finish({ ...complete(known()), complete: false })
          world.stderr.write(
            `keyhook: stopped by ^C after ${done} of ${total} commits, so the scan is not complete. Run it again to scan the rest.\n`,
          )
        })
      },
    },
    async end(verdict) {
      world.onInterrupt?.(null)
      await finish(verdict)
    },
  }
}
