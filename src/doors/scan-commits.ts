import { trailers } from '../diff/commit-object.ts'
import { COMMIT_MESSAGE, extractCommits } from '../extraction/commits.ts'
import { extractObject, type LooseObject } from '../extraction/objects.ts'
import { extractTags } from '../extraction/tags.ts'
import type { Repository } from '../git/repository.ts'
import { type Policy, policyChanges } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Finding, Verdict } from '../types.ts'
import { applyOverride } from '../verdict/override.ts'
import { OVERRIDDEN_TRAILER, OVERRIDE_TRAILER } from './record-override.ts'
import { policyOf } from './widening.ts'

export interface CommitScan {
  readonly policy: Policy
  /** Oldest first. */
  readonly commits: readonly string[]
  /** Annotated tags whose messages are scanned as well. */
  readonly tags: readonly string[]
  /** Trees and files that stand in no commit. */
  readonly objects?: readonly LooseObject[]
}

/** Scans commits; what a commit's own trailers name is suppressed in that commit, but never in its message. */
export async function scanCommits(
  repository: Repository,
  today: string,
  { policy, commits, tags, objects = [] }: CommitScan,
): Promise<Verdict> {
  const scan = startScan({ policy, today })
  const overrides = new Map<string, { reason: string; fingerprints: ReadonlySet<string> }>()
  const changed = new Set<string>()
  let files = await extractCommits(repository, commits, scan.take, {
    message(commit, message) {
      const reason = trailers(message, OVERRIDE_TRAILER).at(-1)
      const fingerprints = trailers(message, OVERRIDDEN_TRAILER)
      if (reason !== undefined && fingerprints.length > 0)
        overrides.set(commit, { reason: scan.mask(reason), fingerprints: new Set(fingerprints) })
    },
    policyFile: commit => changed.add(commit),
  })
  await extractTags(repository, tags, scan.take)
  for (const object of objects) files += await extractObject(repository, object, scan.take)
  const verdict = await scan.verdict(files)
  const covers = (finding: Finding): string | null => {
    const override =
      finding.commit === null || finding.path === COMMIT_MESSAGE ? undefined : overrides.get(finding.commit)
    return override?.fingerprints.has(finding.fingerprint) === true ? override.reason : null
  }
  const overridden = applyOverride(verdict, covers)
  const notes = await changesOfPolicy(repository, commits, changed, policy)
  return { ...overridden, notes: [...overridden.notes, ...notes.map(scan.mask)] }
}

/** What the scanned commits themselves add to `.keyhook/`: from before the first that touches it to the newest. */
async function changesOfPolicy(
  repository: Repository,
  commits: readonly string[],
  changed: ReadonlySet<string>,
  policy: Policy,
): Promise<string[]> {
  const first = commits.find(commit => changed.has(commit))
  if (first === undefined) return []
  return policyChanges(await policyOf(repository, `${first}^`), policy)
}
