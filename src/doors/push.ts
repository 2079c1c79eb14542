import { trailers } from '../diff/commit-object.ts'
import { COMMIT_MESSAGE, extractCommits, extractTags, listCommits, noCommit } from '../extraction/commits.ts'
import { readTypes } from '../git/blobs.ts'
import type { Repository } from '../git/repository.ts'
import { type Policy, policyChanges, readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Finding, Verdict } from '../types.ts'
import { applyOverride } from '../verdict/override.ts'
import type { DoorOutcome, DoorWorld } from './outcome.ts'
import { type PushedReference, parsePushedReferences } from './pushed-references.ts'
import { OVERRIDDEN_TRAILER, OVERRIDE_TRAILER } from './record-override.ts'
import { policyOf } from './widening.ts'

/** Scans the commits that the remote lacks, with their messages. `lines` is what git writes to the hook's standard input. */
export async function scanPush(
  repository: Repository,
  world: DoorWorld,
  remote: string,
  lines: string,
): Promise<DoorOutcome> {
  const references = parsePushedReferences(lines).filter(reference => !reference.deletes)
  const types = await readTypes(
    repository.git,
    references.flatMap(({ localId, remoteId }) => [localId, remoteId]),
  )
  refuseOthers(references, types)
  const had = references.map(reference => reference.remoteId).filter(id => types.has(id))
  const verdicts: Verdict[] = []
  for (const group of await groupByPolicy(repository, references)) {
    const tips = group.references.map(reference => reference.localId)
    const commits = await listCommits(repository, [...tips, '--not', ...had, ...remoteBranches(remote)])
    const tags = tips.filter(id => types.get(id) === 'tag')
    verdicts.push(await scanCommits(repository, world, { policy: group.policy, commits, tags }))
  }
  return { what: 'push', verdict: joined(verdicts), override: null, refused: null }
}

/** A tree or a file can be pushed without any commit; nothing below would look into it. */
function refuseOthers(references: readonly PushedReference[], types: ReadonlyMap<string, string>): void {
  for (const { localId } of references) {
    const type = types.get(localId)
    if (type === 'tree' || type === 'blob') throw noCommit(localId, type)
  }
}

export interface CommitScan {
  readonly policy: Policy
  /** Oldest first. */
  readonly commits: readonly string[]
  /** Annotated tags whose messages are scanned as well. */
  readonly tags: readonly string[]
}

/** Scans commits; what a commit's own trailers name is suppressed in that commit, but never in its message. */
export async function scanCommits(
  repository: Repository,
  world: DoorWorld,
  { policy, commits, tags }: CommitScan,
): Promise<Verdict> {
  const scan = startScan({ policy, today: world.today })
  const overrides = new Map<string, { reason: string; fingerprints: ReadonlySet<string> }>()
  const changed = new Set<string>()
  const files = await extractCommits(repository, commits, scan.take, {
    message(commit, message) {
      const reason = trailers(message, OVERRIDE_TRAILER).at(-1)
      const fingerprints = trailers(message, OVERRIDDEN_TRAILER)
      if (reason !== undefined && fingerprints.length > 0)
        overrides.set(commit, { reason: scan.mask(reason), fingerprints: new Set(fingerprints) })
    },
    policyFile: commit => changed.add(commit),
  })
  await extractTags(repository, tags, scan.take)
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

interface Group {
  readonly policy: Policy
  readonly references: PushedReference[]
}

/** Each pushed tip brings its own `.keyhook/`; tips that agree on it are scanned together. */
async function groupByPolicy(repository: Repository, references: readonly PushedReference[]): Promise<Group[]> {
  const groups = new Map<string, Group>()
  for (const reference of references) {
    const tree = await repository.git.attempt([
      'rev-parse',
      '--verify',
      '--quiet',
      `${reference.localId}^{tree}:.keyhook`,
    ])
    const key = tree.stdout.toString().trim()
    const group = groups.get(key) ?? {
      policy: await readPolicy(repository, `${reference.localId}^{tree}`),
      references: [],
    }
    group.references.push(reference)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** A push to an address without a name has no remote branches to leave out. */
function remoteBranches(remote: string): string[] {
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(remote) ? [`--remotes=${remote}`] : []
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
