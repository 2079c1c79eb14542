import { listCommits } from '../extraction/commits.ts'
import { followTags } from '../extraction/tags.ts'
import { readTypes } from '../git/blobs.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Verdict } from '../types.ts'
import { type PolicySource, readCounting } from './policy-source.ts'
import { type CommitScan, scanCommits } from './scan-commits.ts'
import { commitsOf, groupByPolicy, newestFirst, type Publication, type Tip } from './tips.ts'

/** What is published already. */
export interface Known {
  /** Ids of commits and tags. */
  readonly ids: readonly string[]
  /** More of it, as options of `rev-list`. */
  readonly options: readonly string[]
}

/**
 * Scans the commits that publications bring, with their messages. Each tip brings its own `.keyhook/`; tips that agree on it are scanned together.
 * What several tips publish is scanned once, under the newest of them: an old release cannot be given an allowlist any more.
 */
export async function scanPublished(
  repository: Repository,
  today: string,
  publications: readonly Publication[],
  known: Known,
  more: Pick<CommitScan, 'refusesOverrides'> = {},
): Promise<Verdict> {
  const leftOut = [...known.ids]
  const list = (commits: readonly string[]): Promise<PackedIds> =>
    listCommits(repository, [...new Set([...commits, ...leftOut.map(id => `^${id}`)])], known.options)
  const verdicts: Verdict[] = []
  const tips = await readTips(repository, publications)
  for (const group of await newestFirst(await groupByPolicy(repository, tips), list)) {
    const tips = commitsOf(group)
    const commits = await list(tips)
    const tags = [...new Set(group.flatMap(tip => tip.tags))]
    const objects = group.filter(tip => tip.type !== 'commit')
    leftOut.push(...tips)
    if (commits.length + tags.length + objects.length === 0) continue
    const counting = await readCounting(repository, sourceOf(group))
    verdicts.push(await scanCommits(repository, today, { ...counting, ...more, commits, tags, objects }))
  }
  return joined(verdicts)
}

async function readTips(repository: Repository, publications: readonly Publication[]): Promise<Tip[]> {
  const types = await readTypes(
    repository.git,
    publications.map(({ id }) => id),
  )
  const tags = publications.map(({ id }) => id).filter(id => types.get(id) === 'tag')
  const followed = await followTags(repository, tags)
  return publications.map(publication => ({
    ...publication,
    ...(followed.get(publication.id) ?? { tags: [], id: publication.id, type: types.get(publication.id) ?? 'commit' }),
  }))
}

function sourceOf([tip]: readonly Tip[]): PolicySource {
  if (tip === undefined || tip.type === 'blob') return { tip: null }
  return { tip: `${tip.id}^{tree}`, ...(tip.base === undefined ? {} : { base: tip.base }) }
}

function joined(verdicts: readonly Verdict[]): Verdict {
  return {
    findings: verdicts.flatMap(verdict => verdict.findings),
    suppressed: verdicts.flatMap(verdict => verdict.suppressed),
    notes: [...new Set(verdicts.flatMap(verdict => verdict.notes))],
    stats: {
      files: sum(verdicts, verdict => verdict.stats.files),
      lines: sum(verdicts, verdict => verdict.stats.lines),
      bytes: sum(verdicts, verdict => verdict.stats.bytes),
      ms: sum(verdicts, verdict => verdict.stats.ms),
    },
  }
}

function sum(verdicts: readonly Verdict[], of: (verdict: Verdict) => number): number {
  return verdicts.reduce((total, verdict) => total + of(verdict), 0)
}
