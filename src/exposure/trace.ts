import { COMMIT_MESSAGE } from '../diff/change.ts'
import { createDescribe } from '../doors/commit-facts.ts'
import type { Shown } from '../doors/commit-job.ts'
import { type CommitScan, scanCommits } from '../doors/scan-commits.ts'
import { extractStaged } from '../extraction/staged.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, type Policy, readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Finding } from '../types.ts'
import { commitsOf, type Exposure, type Occurrence, type Reach } from './exposure.ts'
import { referencesTo, tagsAmong } from './references.ts'
import { remoteCopies } from './remotes.ts'

/** What is looked through, and for what. */
export interface Search {
  readonly repository: Repository
  /** YYYY-MM-DD, UTC. */
  readonly today: string
  /** Which findings are asked for; told of those that the allowlist suppresses as well. */
  readonly wanted: (finding: Shown) => boolean
}

/** The whole history, and how it is to be read. */
export interface HistorySearch extends Search {
  /** Oldest first. */
  readonly commits: PackedIds
  readonly tags: readonly string[]
  /** The tree whose `.keyhook/` counts; null where there is none. */
  readonly policyTree: string | null
  readonly jobs: number
  /** The file that a thread runs. */
  readonly threadFile: string
  /** Told how many commits are done. */
  readonly done: (commits: number) => void
}

/** What the index holds of it; nothing while a merge waits to be resolved, for then nobody knows what would be committed. */
export async function searchStaged({ repository, today, wanted }: Search): Promise<Finding[]> {
  if (repository.topLevel === null) return []
  if ((await repository.git.output(['ls-files', '--unmerged'])).length > 0) return []
  const scan = startScan({ policy: readPolicy(repository, null), today })
  await extractStaged(repository, { only: null, mergeAnnounced: false }, scan.take)
  const { findings, suppressed } = await scan.verdict(0)
  return [...findings, ...suppressed].filter(wanted)
}

/** Every place in which history adds it, not only the first: each of them has to be known, to take it out or to say who has it. */
export async function searchHistory(search: HistorySearch): Promise<Finding[]> {
  const { repository, today, commits, tags, policyTree, jobs, threadFile } = search
  const policy: Policy = policyTree === null ? NO_POLICY : await readPolicy(repository, policyTree)
  const scan: CommitScan = {
    policy,
    strict: null,
    commits,
    tags,
    only: search.wanted,
    describe: createDescribe(repository, policy, today),
    threads: { jobs, file: threadFile, policySource: { tip: policyTree } },
  }
  const { findings, suppressed } = await scanCommits(repository, today, scan, { done: search.done })
  return [...findings, ...suppressed]
}

/**
 * Joins what was found into one exposure a key, in the order in which they were found.
 *
 * @param files what stands in files alone, and is not staged
 */
export async function exposuresOf(
  repository: Repository,
  staged: readonly Finding[],
  history: readonly Finding[],
  files: readonly Finding[] = [],
): Promise<Exposure[]> {
  const tags = await tagsAmong(repository, [...new Set(history.flatMap(({ commit }) => commit ?? []))])
  const keys = new Map<string, Found>()
  const of = ({ fingerprint }: Finding): Found => {
    const known = keys.get(fingerprint) ?? { staged: [], history: [], files: [] }
    keys.set(fingerprint, known)
    return known
  }
  for (const finding of history) of(finding).history.push(finding)
  for (const finding of staged) of(finding).staged.push(finding)
  for (const finding of files) of(finding).files.push(finding)
  const exposures: Exposure[] = []
  for (const found of keys.values()) exposures.push(await exposureOf(repository, found, tags))
  return exposures
}

interface Found {
  readonly staged: Finding[]
  readonly history: Finding[]
  readonly files: Finding[]
}

async function exposureOf(repository: Repository, found: Found, tags: ReadonlySet<string>): Promise<Exposure> {
  const [finding] = [...found.history, ...found.staged, ...found.files]
  if (finding === undefined) throw new Error('an exposure of nothing')
  const history = found.history.map(one => occurrence(one, tags))
  const references = await referencesTo(repository, history)
  const known = {
    finding,
    staged: found.staged.map(one => occurrence(one, tags)),
    history,
    inHead: found.history.some(({ inHead }) => inHead === true),
    references,
    remotes: await remoteCopies(repository, references, commitsOf({ history })),
  }
  return { ...known, reach: reachOf(known) }
}

function reachOf({ history, references, remotes }: Omit<Exposure, 'reach'>): Reach {
  if (history.length === 0) return 'staged'
  if (remotes.length > 0) return 'pushed'
  return references.length > 0 && references.every(({ kind }) => kind === 'backup') ? 'backup' : 'local'
}

function occurrence({ path, line, commit, date = null }: Finding, tags: ReadonlySet<string>): Occurrence {
  const isMessage = path === COMMIT_MESSAGE
  const kind = isMessage ? (tags.has(commit ?? '') ? 'tag' : 'message') : line === 0 ? 'name' : 'content'
  return { kind, commit, path, line, date }
}
