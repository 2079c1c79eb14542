import { listCommits } from '../extraction/commits.ts'
import { followTags, type Tagged } from '../extraction/tags.ts'
import { readTypes, resolveNames } from '../git/blobs.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, readPolicy } from '../policy.ts'
import type { Verdict } from '../types.ts'
import type { DoorOutcome, DoorWorld } from './outcome.ts'
import { type PushedReference, parsePushedReferences } from './pushed-references.ts'
import { remoteBranches } from './remote-branches.ts'
import { scanCommits } from './scan-commits.ts'

/** What a reference publishes. */
interface Tip extends Tagged {
  readonly name: string
}

/**
 * Scans the commits that the remote lacks, with their messages. Each pushed tip brings its own `.keyhook/`; tips that agree on it are scanned together.
 * What several tips publish is scanned once, under the newest of them: an old release cannot be given an allowlist any more.
 *
 * @param lines what git writes to the hook's standard input
 */
export async function scanPush(
  repository: Repository,
  world: DoorWorld,
  remote: string,
  lines: string,
): Promise<DoorOutcome> {
  const references = parsePushedReferences(lines)
  const { tips, had } = await readTips(repository, references)
  const options = remoteBranches(remote, references, new Set(had))
  const leftOut = [...had]
  const list = (commits: readonly string[]): Promise<PackedIds> =>
    listCommits(repository, [...new Set([...commits, ...leftOut.map(id => `^${id}`)])], options)
  const verdicts: Verdict[] = []
  for (const group of await newestFirst(await groupByPolicy(repository, tips), list)) {
    const commits = commitsOf(group)
    const scan = {
      policy: await policyOfTip(repository, group[0]),
      commits: await list(commits),
      tags: [...new Set(group.flatMap(tip => tip.tags))],
      objects: group.filter(tip => tip.type !== 'commit'),
    }
    verdicts.push(await scanCommits(repository, world.today, scan))
    leftOut.push(...commits)
  }
  return { what: 'push', verdict: joined(verdicts), override: null, refused: null }
}

async function readTips(
  repository: Repository,
  references: readonly PushedReference[],
): Promise<{ tips: Tip[]; had: string[] }> {
  const types = await readTypes(
    repository.git,
    references.flatMap(({ localId, remoteId }) => [localId, remoteId]),
  )
  const tags = references.map(({ localId }) => localId).filter(id => types.get(id) === 'tag')
  const followed = await followTags(repository, tags)
  return {
    tips: references.map(({ localName, localId }) => ({
      name: localName,
      ...(followed.get(localId) ?? { tags: [], id: localId, type: types.get(localId) ?? 'commit' }),
    })),
    had: references.map(({ remoteId }) => remoteId).filter(id => ['commit', 'tag'].includes(types.get(id) ?? '')),
  }
}

async function groupByPolicy(repository: Repository, tips: readonly Tip[]): Promise<Tip[][]> {
  const names = tips.map(({ id, type }) => (type === 'blob' ? null : `${id}^{tree}:.keyhook`))
  const resolved = await resolveNames(
    repository.git,
    names.filter(name => name !== null),
  )
  const groups = new Map<string, Tip[]>()
  tips.forEach((tip, index) => {
    const key = resolved.get(names[index] ?? '') ?? ''
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

function policyOfTip(repository: Repository, tip: Tip | undefined): ReturnType<typeof readPolicy> {
  return tip === undefined || tip.type === 'blob'
    ? Promise.resolve(NO_POLICY)
    : readPolicy(repository, `${tip.id}^{tree}`)
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
