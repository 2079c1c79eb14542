import { COMMIT_MESSAGE } from '../diff/change.ts'
import { trailers } from '../diff/commit-object.ts'
import { extractCommits } from '../extraction/commits.ts'
import type { Ids } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Policy } from '../policy.ts'
import { startScan, withoutTold } from '../scan.ts'
import type { Finding, Reveal, Stats, Suppressed } from '../types.ts'
import { createFold } from '../verdict/fold.ts'
import { applyOverride } from '../verdict/override.ts'
import { OVERRIDDEN_TRAILER, OVERRIDE_TRAILER } from './record-override.ts'

/** The part of a scan that one thread does. */
export interface Job {
  readonly policy: Policy
  readonly today: string
  /** Whether only the first finding of each key counts. */
  readonly folds: boolean
  /** For commands that work with the secrets themselves. */
  readonly reveal?: Reveal
  /** Whether what a commit overrides counts all the same. */
  readonly refusesOverrides: boolean
  /** In the order of the whole. */
  readonly commits: Ids
  /** The place of each in the whole. */
  positionOf(index: number): number
}

export type Shown = Finding | Suppressed

/** A finding, and the place of its commit in the whole. */
export interface Found {
  readonly position: number
  readonly finding: Shown
}

/** What became known since the batch before. */
export interface Batch {
  /** Commits of this job that are done. */
  readonly done: number
  /** In order of position; all of them are of commits that are done. */
  readonly found: readonly Found[]
  /** All that was looked at up to now. */
  readonly counted: Omit<Stats, 'ms'>
}

/** What is known once all commits are done. */
export interface JobEnd {
  readonly notes: readonly string[]
  readonly stats: Stats
  /** The place of the first commit that changes `.keyhook/`; null where none does. */
  readonly policyChanged: number | null
}

export interface RunningJob {
  readonly end: Promise<JobEnd>
  /** Which of these texts hold a part of a secret found. */
  holdParts(texts: readonly string[]): Promise<readonly boolean[]>
}

interface Held {
  readonly index: number
  readonly finding: Shown
}

interface Override {
  readonly reason: string
  readonly fingerprints: ReadonlySet<string>
}

/**
 * Scans commits in this thread. What a commit's own trailers name is suppressed in that commit, but never in its message, and not in a strict scan.
 *
 * @param onBatch is told of progress in the order of commits; git waits for its promise
 */
export function runJob(repository: Repository, job: Job, onBatch: (batch: Batch) => void | Promise<void>): RunningJob {
  const { policy, today, folds, refusesOverrides, reveal, commits, positionOf } = job
  const scan = startScan({ policy, today, ...(reveal && { reveal }) })
  const overrides = new Map<string, Override>()
  const indexes = new Map<string, number>()
  const notes = new Set<string>()
  const isFirst = folds ? createFold() : () => true
  let held: Held[] = []
  let changed: string | null = null

  function readOverride(commit: string, message: Buffer): void {
    const reason = trailers(message, OVERRIDE_TRAILER).at(-1)
    const fingerprints = trailers(message, OVERRIDDEN_TRAILER)
    if (reason !== undefined && fingerprints.length > 0)
      overrides.set(commit, { reason: scan.mask(reason), fingerprints: new Set(fingerprints) })
  }

  function reasonFor(finding: Finding): string | null {
    const override = finding.path === COMMIT_MESSAGE ? undefined : overrides.get(finding.commit ?? '')
    if (override?.fingerprints.has(finding.fingerprint) !== true) return null
    if (!refusesOverrides) return override.reason
    notes.add(`${OVERRIDE_TRAILER} of ${finding.commit?.slice(0, 12)} does not count here: ${override.reason}`)
    return null
  }

  async function collect(): Promise<void> {
    const drained = await scan.drain()
    for (const note of drained.notes) notes.add(note)
    for (const finding of [...drained.findings, ...drained.suppressed])
      held.push({ index: indexes.get(finding.commit ?? '') ?? 0, finding })
  }

  /** Takes out what is of commits before `index`; only then is it known whether their messages let it through. */
  function release(index: number): Found[] {
    const due = held.filter(one => one.index < index).sort(byPlace)
    held = held.filter(one => one.index >= index)
    for (const [commit, at] of indexes) if (at < index) indexes.delete(commit)
    // All that was found in these commits is here, so that one finding may speak for another.
    const found = due.flatMap(({ finding }) => ('by' in finding ? [] : [finding]))
    const told = new Set<Shown>(withoutTold(found))
    return due
      .filter(({ finding }) => 'by' in finding || told.has(finding))
      .map(one => ({ position: positionOf(one.index), finding: overridden(one.finding, reasonFor) }))
      .filter(({ finding }) => isFirst(finding))
  }

  async function run(): Promise<JobEnd> {
    const files = await extractCommits(
      repository,
      commits,
      (excerpt, index) => {
        if (scan.take(excerpt)) indexes.set(excerpt.commit ?? '', index)
      },
      {
        message: readOverride,
        policyFile: commit => {
          changed ??= commit
        },
        async reached(index, files) {
          if (indexes.size > 0) await collect()
          await onBatch({
            done: index,
            found: held.length === 0 ? [] : release(index),
            counted: { files, ...scan.counted() },
          })
        },
      },
    )
    await collect()
    const { stats } = await scan.verdict(files)
    return { notes: [...notes], stats, policyChanged: placeOf(changed) }
  }

  function placeOf(commit: string | null): number | null {
    if (commit === null) return null
    for (let index = 0; index < commits.length; index++) if (commits.at(index) === commit) return positionOf(index)
    return null
  }

  return { end: run(), holdParts: async texts => texts.map(scan.holdsPart) }
}

/** In order of commits, of each its message first: which of the two processes was ahead must not show. */
function byPlace(one: Held, other: Held): number {
  const inMessage = ({ finding }: Held): number => Number(finding.path === COMMIT_MESSAGE)
  return one.index - other.index || inMessage(other) - inMessage(one)
}

function overridden(finding: Shown, reasonFor: (finding: Finding) => string | null): Shown {
  if ('by' in finding) return finding
  const stats = { files: 0, lines: 0, bytes: 0, ms: 0 }
  const { findings, suppressed } = applyOverride({ findings: [finding], suppressed: [], notes: [], stats }, reasonFor)
  return findings[0] ?? suppressed[0] ?? finding
}
