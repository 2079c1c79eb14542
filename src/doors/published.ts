import { listCommits } from '../extraction/commits.ts'
import { followTags, type Tagged } from '../extraction/tags.ts'
import { readTypes, resolveNames } from '../git/blobs.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Verdict } from '../types.ts'
import { type PolicySource, readCounting } from './policy-source.ts'
import { type CommitScan, scanCommits } from './scan-commits.ts'

/** A reference that is about to lead somewhere else, or to exist at all. */
export interface Publication {
  /** Where it will lead: a commit, an annotated tag, or in rare cases a tree or a file. */
  readonly id: string
  /** What it is called, for what is in no commit. */
  readonly name: string
  /** In a strict scan: the tree whose policy was there before, or null; not given where the tip's own counts. */
  readonly base?: string | null | undefined
}

/** What is published already. */
export interface Known {
  /** Ids of commits and tags. */
  readonly ids: readonly string[]
  /** More of it, as options of `rev-list`. */
  readonly options: readonly string[]
}

/** What a reference publishes. */
type Tip = Tagged & Omit<Publication, 'id'>

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

async function groupByPolicy(repository: Repository, tips: readonly Tip[]): Promise<Tip[][]> {
  const names = tips.map(({ id, type }) => (type === 'blob' ? null : `${id}^{tree}:.keyhook`))
  const resolved = await resolveNames(
    repository.git,
    names.filter(name => name !== null),
  )
  const groups = new Map<string, Tip[]>()
  tips.forEach((tip, index) => {
    const key = `${tip.base} ${resolved.get(names[index] ?? '')}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [tip])
    else group.push(tip)
  })
  return [...groups.values()]
}

function commitsOf(group: readonly Tip[]): string[] {
  return group.filter(tip => tip.type === 'commit').map(tip => tip.id)
}

/** Orders groups by where in the history their newest commit stands. */
async function newestFirst(
  groups: Tip[][],
  list: (commits: readonly string[]) => Promise<PackedIds>,
): Promise<Tip[][]> {
  if (groups.length < 2) return groups
  const listed = await list(groups.flatMap(commitsOf))
  const places = new Map(Array.from(listed, (commit, index) => [commit, index]))
  const newest = (group: readonly Tip[]): number => Math.max(-1, ...commitsOf(group).map(id => places.get(id) ?? -1))
  return groups
    .map(group => ({ group, place: newest(group) }))
    .sort((one, other) => other.place - one.place)
    .map(({ group }) => group)
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
