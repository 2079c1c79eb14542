import { parseCommitObject } from '../diff/commit-object.ts'
import { extractObject } from '../extraction/objects.ts'
import { readObjects, resolveNames } from '../git/blobs.ts'
import { readIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, type Policy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Shown } from './commit-job.ts'

/** Adds to findings in history what their commit is: when it was written, whether the secret is still there, whether others may have it. */
export type Describe = (findings: readonly Shown[]) => Promise<Shown[]>

/** Nothing is looked up before there is a finding; then HEAD's files are scanned once, and what no remote has is listed once. */
export function createDescribe(repository: Repository, policy: Policy, today: string): Describe {
  let head: Promise<ReadonlySet<string>> | null = null
  let unpushed: Promise<((commit: string) => boolean) | null> | null = null
  return async findings => {
    if (findings.length === 0) return []
    head ??= fingerprintsInHead(repository, policy, today)
    unpushed ??= unpushedCommits(repository)
    const objects = await readHeaders(repository, findings)
    const [inHead, isUnpushed] = [await head, await unpushed]
    return findings.map(finding => {
      const object = objects.get(finding.commit ?? '')
      const pushed = isUnpushed !== null && !isUnpushed(finding.commit ?? '')
      return {
        ...finding,
        date: object?.date ?? null,
        inHead: inHead.has(finding.fingerprint),
        pushed: object?.isCommit === true ? pushed : null,
      }
    })
  }
}

/** The same findings, where there is no time to look anything up. */
export function undescribed(findings: readonly Shown[]): Shown[] {
  return findings.map(finding => ({ ...finding, date: null, inHead: null, pushed: null }))
}

/** What stands in HEAD's files, allowed or not; nothing before the first commit. */
async function fingerprintsInHead(
  repository: Repository,
  { rules }: Policy,
  today: string,
): Promise<ReadonlySet<string>> {
  const tree = (await resolveNames(repository.git, ['HEAD^{tree}'])).get('HEAD^{tree}')
  const scan = startScan({ policy: { ...NO_POLICY, rules }, today })
  if (tree !== undefined) await extractObject(repository, { id: tree, type: 'tree', name: 'HEAD' }, scan.take)
  const { findings, suppressed } = await scan.drain()
  return new Set([...findings, ...suppressed].map(({ fingerprint }) => fingerprint))
}

/** Tells whether no remote-tracking branch has a commit; null where there is none that could. */
async function unpushedCommits({ git }: Repository): Promise<((commit: string) => boolean) | null> {
  const remotes = await git.output(['for-each-ref', '--count=1', 'refs/remotes/'])
  if (remotes.length === 0) return null
  const ids = await readIds(git, ['rev-list', '--all', '--not', '--remotes'], '')
  const unpushed = new Set(ids)
  return commit => unpushed.has(commit)
}

interface Header {
  readonly isCommit: boolean
  readonly date: string | null
}

async function readHeaders(repository: Repository, findings: readonly Shown[]): Promise<Map<string, Header>> {
  const ids = [...new Set(findings.flatMap(({ commit }) => (commit === null ? [] : [commit])))]
  const headers = new Map<string, Header>()
  await readObjects(repository.git, ids, (id, content) => {
    const { header } = parseCommitObject(content)
    headers.set(id, { isCommit: header.startsWith('tree '), date: authorDate(header) })
  })
  return headers
}

/** `author A U Thor <author@example.com> 1767323045 +0100` -> `2026-01-02T04:04:05+01:00` */
export function authorDate(header: string): string | null {
  const [, seconds = '', sign = '+', hours = '00', minutes = '00'] =
    /^(?:author|tagger) .*> (\d{1,11}) ([-+])(\d\d)(\d\d)$/m.exec(header) ?? []
  if (seconds === '') return null
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const local = new Date((Number(seconds) + offset * 60) * 1000)
  return `${local.toISOString().slice(0, 19)}${sign}${hours}:${minutes}`
}
