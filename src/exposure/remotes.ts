import type { Repository } from '../git/repository.ts'
import type { Reference, RemoteCopy } from './exposure.ts'

/** Entries of one branch's log that are looked at; each takes a process. */
const MOST_ENTRIES = 100

/** Which remotes have one of the commits, by the branches that git remembers of them, and since when. */
export async function remoteCopies(
  repository: Repository,
  references: readonly Reference[],
  commits: readonly string[],
): Promise<RemoteCopy[]> {
  const names = await remoteNames(repository)
  const copies = new Map<string, RemoteCopy>()
  for (const { name, kind } of references) {
    if (kind !== 'remote') continue
    const [remote, branch] = split(name.slice('refs/remotes/'.length), names)
    const first = await firstSeen(repository, name, commits)
    const known = copies.get(remote)
    const earlier = known?.since != null && (first.since === null || known.since <= first.since) ? known : first
    copies.set(remote, {
      remote,
      branches: [...(known?.branches ?? []), branch],
      since: earlier.since,
      isPushedFromHere: earlier.isPushedFromHere,
    })
  }
  return [...copies.values()]
}

/** The longest first: a remote's name may have a slash in it. */
async function remoteNames({ git }: Repository): Promise<string[]> {
  const listed = (await git.output(['remote'])).toString().split('\n').filter(Boolean)
  return listed.sort((one, other) => other.length - one.length)
}

function split(name: string, remotes: readonly string[]): [string, string] {
  const remote = remotes.find(candidate => name.startsWith(`${candidate}/`)) ?? name.split('/')[0] ?? name
  return [remote, name.slice(remote.length + 1)]
}

/** The oldest entry of the branch's log that holds one of the commits. */
async function firstSeen(
  { git }: Repository,
  reference: string,
  commits: readonly string[],
): Promise<Pick<RemoteCopy, 'since' | 'isPushedFromHere'>> {
  const { code, stdout } = await git.attempt([
    'log',
    '--walk-reflogs',
    '--date=iso-strict',
    '--format=%H%x09%gd%x09%gs',
    reference,
    '--',
  ])
  const entries = code === 0 ? stdout.toString().trimEnd().split('\n').filter(Boolean) : []
  for (const entry of entries.slice(-MOST_ENTRIES).reverse()) {
    const [id = '', selector = '', subject = ''] = entry.split('\t')
    for (const commit of commits.slice(0, 8)) {
      if ((await git.attempt(['merge-base', '--is-ancestor', commit, id])).code !== 0) continue
      return { since: /@\{(.+)\}$/.exec(selector)?.[1] ?? null, isPushedFromHere: subject === 'update by push' }
    }
  }
  return { since: null, isPushedFromHere: false }
}
