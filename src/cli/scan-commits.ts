import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createDescribe } from '../doors/commit-facts.ts'
import { readCounting } from '../doors/policy-source.ts'
import { type CommitScan, scanCommits } from '../doors/scan-commits.ts'
import { type AskedShard, deal } from '../doors/shard.ts'
import { KeyhookError } from '../errors.ts'
import { openRepository } from '../git/repository.ts'
import { shallowCommits } from '../git/shallow.ts'
import type { Shard, Verdict } from '../types.ts'
import type { Arguments } from './arguments.ts'
import { day } from './day.ts'
import { exitCode } from './exit.ts'
import { createLiveReport } from './live-report.ts'
import { historyOf, rangeOf, type Whole } from './whole.ts'
import type { World } from './world.ts'

/** Below this number of commits a thread costs more than it saves. */
const WORTH_A_THREAD = 4000
/** Each thread takes some 45 MB; with two, keyhook stays below 150 MB. */
const MOST_BY_DEFAULT = 2
const MOST_JOBS = 64
const MOST_SHARDS = 100_000
const SHALLOW = 'This clone is shallow: what comes before is not here. For all of it: git fetch --unshallow'

/** `keyhook scan --range A..B` and `--history`. */
export async function scanHistory(mode: 'range' | 'history', given: Arguments, world: World): Promise<number> {
  const asked = { shard: askedShard(given.values.get('shard')), jobs: askedJobs(given.values.get('jobs')) }
  const repository = await openRepository(world.cwd, world.env)
  const whole =
    mode === 'range' ? await rangeOf(repository, given.values.get('range') ?? '') : await historyOf(repository)
  const policySource = given.flags.has('strict') ? whole.policySource : { tip: whole.policySource.tip }
  const counting = await readCounting(repository, policySource)
  const { shard, ...part } = partOf(whole, asked.shard, mode === 'history')
  const total = part.places?.length ?? whole.commits.length
  const today = day(world.now)
  const scan: CommitScan = {
    ...part,
    commits: whole.commits,
    ...counting,
    folds: mode === 'history',
    describe: createDescribe(repository, counting.policy, today),
    threads: {
      jobs: asked.jobs ?? usualJobs(total),
      file: join(world.home, 'thread.cjs'),
      policySource,
    },
  }
  const remarks = mode === 'history' && shallowCommits(repository).size > 0 ? [SHALLOW] : []
  const complete = (verdict: Verdict): Verdict => ({
    ...verdict,
    notes: [...verdict.notes, ...remarks],
    ...(shard === null ? {} : { shard }),
  })
  const live = createLiveReport(given, world, total, complete)
  const verdict = complete(await scanCommits(repository, today, scan, live.watch))
  await live.end(verdict)
  return exitCode(verdict)
}

interface Part extends Pick<CommitScan, 'tags' | 'places' | 'tagPlaces'> {
  readonly shard: Shard | null
}

function partOf({ commits, tags }: Whole, asked: AskedShard | null, folds: boolean): Part {
  if (asked === null) return { tags, shard: null }
  const own = deal(commits, tags, asked)
  return {
    places: own.commits,
    tags: [...own.tags].map(place => tags[place] ?? ''),
    tagPlaces: own.tags,
    shard: { ...asked, commits: own.commits.length + own.tags.length, whole: own.whole, folds },
  }
}

function askedShard(text: string | undefined): AskedShard | null {
  if (text === undefined) return null
  const [, index = '', of = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []
  const shard = { index: Number(index), of: Number(of) }
  if (shard.index < 1 || shard.index > shard.of || shard.of > MOST_SHARDS)
    throw new KeyhookError(
      'usage',
      `--shard takes K/N with K from 1 to N, not ${text}.`,
      'keyhook scan --history --shard 1/4',
    )
  return shard
}

/** @throws KeyhookError 'usage' for what is no number of threads */
export function askedJobs(text: string | undefined): number | null {
  if (text === undefined) return null
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (jobs < 1 || jobs > MOST_JOBS)
    throw new KeyhookError('usage', `--jobs takes a number from 1 to ${MOST_JOBS}, not ${text}.`, 'keyhook scan --help')
  return jobs
}

/** How many threads pay for so many commits. */
export function usualJobs(commits: number): number {
  return commits < WORTH_A_THREAD ? 1 : Math.min(availableParallelism(), MOST_BY_DEFAULT)
}
