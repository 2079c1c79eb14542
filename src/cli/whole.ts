import type { PolicySource } from '../doors/policy-source.ts'
import { KeyhookError } from '../errors.ts'
import { listCommits } from '../extraction/commits.ts'
import { listTags } from '../extraction/tags.ts'
import { resolveNames } from '../git/blobs.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import { shallowCommits } from '../git/shallow.ts'

/** All that a command line asks to be scanned. */
export interface Whole {
  /** Oldest first. */
  readonly commits: PackedIds
  readonly tags: readonly string[]
  /** Its base counts only in a strict scan. */
  readonly policySource: Required<PolicySource>
}

/** @throws KeyhookError 'usage' for what is no range of commits, 'incomplete' where not all of it is here */
export async function rangeOf(repository: Repository, range: string): Promise<Whole> {
  const [, from, to] = /^(.*?[^.]|)\.\.([^.].*|)$/.exec(range) ?? []
  if (from === undefined || to === undefined || /^[-^]|[\r\n]/.test(range)) {
    throw new KeyhookError('usage', `${range} is no range A..B`, 'keyhook scan --range origin/main..HEAD')
  }
  const [base, tip] = [from === '' ? 'HEAD' : from, to === '' ? 'HEAD' : to]
  for (const end of [base, tip]) await refuseUnknown(end, repository)
  const commits = await listCommits(repository, [`${base}..${tip}`])
  refuseCutOff(commits, range, repository)
  return { commits, tags: [], policySource: { tip: `${tip}^{tree}`, base: `${base}^{tree}` } }
}

async function refuseUnknown(revision: string, { git }: Repository): Promise<void> {
  const { code } = await git.attempt(['rev-list', '--max-count=1', '--end-of-options', revision, '--'])
  if (code !== 0)
    throw new KeyhookError(
      'usage',
      `There is no commit ${revision} in this repository.`,
      'If the remote has it: git fetch --all',
    )
}

/** What lies behind the edge of a shallow clone would be missed, and what stands there would all count as added. */
function refuseCutOff(commits: PackedIds, range: string, repository: Repository): void {
  const edge = shallowCommits(repository)
  if (edge.size === 0) return
  for (const commit of commits)
    if (edge.has(commit))
      throw new KeyhookError(
        'incomplete',
        `This clone is shallow: what comes before ${commit.slice(0, 12)} is not here, so ${range} cannot be scanned.`,
        'Fetch the rest first: git fetch --unshallow',
      )
}

export async function historyOf(repository: Repository): Promise<Whole> {
  const head = 'HEAD^{tree}'
  // HEAD may lead nowhere, on a branch without commits or in a mirror.
  const tree = (await resolveNames(repository.git, [head])).get(head) ?? null
  return {
    commits: await listCommits(repository, [], ['--all']),
    tags: await listTags(repository),
    // All commits are scanned, so none was there before: a strict scan believes what HEAD has by now.
    policySource: { tip: tree, base: tree },
  }
}
