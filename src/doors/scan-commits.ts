import { extractObject, type LooseObject } from '../extraction/objects.ts'
import { extractTags } from '../extraction/tags.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import { policyChanges } from '../policy.ts'
import { type Scan, startScan, WITHHELD } from '../scan.ts'
import type { Reveal, Verdict } from '../types.ts'
import type { Describe } from './commit-facts.ts'
import type { Shown } from './commit-job.ts'
import { runJobs } from './commit-jobs.ts'
import { type Gathered, gather } from './gathered.ts'
import { allPlaces } from './places.ts'
import type { CountingPolicy, PolicySource } from './policy-source.ts'
import { policyOf } from './widening.ts'

export interface CommitScan extends CountingPolicy {
  /** Whether what a commit overrides counts all the same, as it does in a strict scan; not so if not given. */
  readonly refusesOverrides?: boolean
  /** The whole, oldest first. */
  readonly commits: PackedIds
  /** The places of those to be scanned; all if not given. */
  readonly places?: Uint32Array
  /** Annotated tags whose messages are scanned as well. */
  readonly tags: readonly string[]
  /** Where those tags stand among all tags; all of them if not given. */
  readonly tagPlaces?: Uint32Array
  /** Trees and files that stand in no commit. */
  readonly objects?: readonly LooseObject[]
  /** Whether only the first finding of each key counts; not so if not given. */
  readonly folds?: boolean
  /** Which findings are asked for; all if not given. What a long history holds besides is not kept then. */
  readonly only?: (finding: Shown) => boolean
  /** Looks up what the commits of findings are; not done if not given. */
  readonly describe?: Describe
  /** For commands that work with the secrets themselves; then there is one thread. */
  readonly reveal?: Reveal
  /** More than one: threads, which read the policy themselves. */
  readonly threads?: { readonly jobs: number; readonly file: string; readonly policySource: PolicySource }
}

/** Who wants to know of a scan while it runs. */
export interface Watch {
  /** What was found, in order, as it comes. */
  found?(findings: readonly Shown[]): void
  /** How many commits are done. */
  done?(commits: number): void
  /** Takes the way to what is known at any moment, before the first commit is read. */
  started?(known: () => Verdict): void
}

/** Scans commits; what a commit's own trailers name is suppressed in that commit, but never in its message, and not in a strict scan. */
export async function scanCommits(
  repository: Repository,
  today: string,
  scan: CommitScan,
  watch: Watch = {},
): Promise<Verdict> {
  const { policy, strict, commits, threads, only = () => true, folds = false, describe = null, reveal } = scan
  const started = performance.now()
  const stats = { files: 0, lines: 0, bytes: 0, ms: 0 }
  const elapsed = (): number => Math.round(performance.now() - started)
  const gathered = gather({ folds, describe, tell: watch.found ?? null })
  watch.started?.(() => ({ ...gathered.soFar(), notes: [], stats: { ...stats, ms: elapsed() } }))
  const jobs = runJobs(
    repository,
    {
      policy,
      policySource: threads?.policySource ?? null,
      today,
      folds,
      refusesOverrides: scan.refusesOverrides === true || strict !== null,
      commits,
      places: scan.places ?? allPlaces(commits.length),
      jobs: threads?.jobs ?? 1,
      threadFile: threads?.file ?? null,
      ...(reveal && { reveal }),
    },
    ({ done, found: all, counted }) => {
      Object.assign(stats, counted)
      watch.done?.(done)
      const found = all.filter(({ finding }) => only(finding))
      if (found.length > 0) return gathered.take(found.map(({ position, finding }) => ({ ...finding, position })))
    },
  )
  try {
    const end = await jobs.end
    const rest = await scanRest(repository, today, scan, gathered)
    await gathered.finish()
    const { findings, suppressed } = gathered.soFar()
    const changes = await changesOfPolicy(repository, commits.at(end.policyChanged ?? commits.length), scan)
    const notes = [...new Set([...end.notes, ...rest.notes, ...changes.map(rest.mask)])]
    const held = await jobs.holdParts([...suppressed.map(({ reason }) => reason), ...notes])
    const isShown = (text: string, index: number): boolean => held[index] !== true && !rest.holdsPart(text)
    return {
      findings,
      suppressed: suppressed.map((one, index) => (isShown(one.reason, index) ? one : { ...one, reason: WITHHELD })),
      notes: notes.map((note, index) => (isShown(note, suppressed.length + index) ? note : `A remark is ${WITHHELD}`)),
      stats: {
        files: end.stats.files + rest.stats.files,
        lines: end.stats.lines + rest.stats.lines,
        bytes: end.stats.bytes + rest.stats.bytes,
        ms: elapsed(),
      },
    }
  } finally {
    jobs.stop()
  }
}

type Rest = Pick<Scan, 'mask' | 'holdsPart'> & Pick<Verdict, 'notes' | 'stats'>

/** The messages of tags, and what references name without a commit. */
async function scanRest(
  repository: Repository,
  today: string,
  { policy, commits, tags, tagPlaces, objects = [], only = () => true, reveal }: CommitScan,
  gathered: Gathered,
): Promise<Rest> {
  const scan = startScan({ policy, today, ...(reveal && { reveal }) })
  await extractTags(repository, tags, scan.take)
  let files = 0
  for (const object of objects) files += await extractObject(repository, object, scan.take)
  const { findings, suppressed, notes, stats } = await scan.verdict(files)
  const places = new Map(tags.map((tag, index) => [tag, commits.length + (tagPlaces?.[index] ?? index)]))
  const after = commits.length + tags.length
  const placed = [...findings, ...suppressed]
    .filter(only)
    .map(one => ({ ...one, position: places.get(one.commit ?? '') ?? after }))
  await gathered.take(placed.sort((one, other) => one.position - other.position))
  return { mask: scan.mask, holdsPart: scan.holdsPart, notes, stats }
}

/** What the scanned commits themselves add to `.keyhook/`: from before the first that touches it to the newest. */
async function changesOfPolicy(
  repository: Repository,
  first: string | undefined,
  { policy, strict }: CountingPolicy,
): Promise<string[]> {
  if (first === undefined) return []
  const changes = await policyChanges(await policyOf(repository, `${first}^`), strict?.tip ?? policy)
  return strict === null ? changes : changes.map(change => `${change}. It does not count yet`)
}
