import { locateProgram } from '../git/locate.ts'
import type { Repository } from '../git/repository.ts'
import { commitsOf, type Exposure, type Reference, referencesOf } from './exposure.ts'
import { findKeySource } from './key-source.ts'
import { isEnvironmentFile, isNameable } from './paths.ts'
import { areRemade, commitBefore, followersOf, isAncestor, isMerge, isUntouchedSince, mergesSince } from './range.ts'
import type { Amendment, Follower, Removal } from './removal.ts'
import { changedAmong, type Surroundings, surroundingsOf } from './surroundings.ts'

/** Finds the plainest way to take a key out that is sure to work in this repository. Nothing is changed. */
export async function planRemoval(repository: Repository, exposure: Exposure, today: string): Promise<Removal> {
  const { staged, finding } = exposure
  const isStaged = staged.length > 0
  if (exposure.reach === 'staged') return { way: 'unstage', isStaged, paths: pathsOf(isStaged ? staged : [finding]) }
  if (exposure.reach === 'backup') return { way: 'drop-backup', backups: referencesOf(exposure, 'backup') }
  const around = await surroundingsOf(repository)
  if (around.operation !== null) return { way: 'wait', operation: around.operation }
  const rewritten = rewrittenOf(exposure, around)
  if (rewritten.length === 0 && exposure.references.some(({ kind }) => kind === 'stash')) return { way: 'drop-stash' }
  if (rewritten.length === 0) return { way: 'elsewhere' }
  if (exposure.history.every(({ kind }) => kind === 'tag')) return { way: 'retag', rewritten }
  return (
    (await onThisBranch(repository, exposure, around, rewritten)) ??
    filter(repository, exposure, around, rewritten, today)
  )
}

/** Local branches and tags; HEAD itself where it is on none. */
function rewrittenOf(exposure: Exposure, { branch, head }: Surroundings): Reference[] {
  const named = [...referencesOf(exposure, 'branch'), ...referencesOf(exposure, 'tag')]
  if (branch !== null || head === null) return named
  return [{ name: 'HEAD', kind: 'other', id: head, isAnnotated: false }, ...named]
}

/** By commits that are made again from here, without another program: where what has to be changed is the current branch alone, and no commit in between gets in the way. */
async function onThisBranch(
  repository: Repository,
  exposure: Exposure,
  around: Surroundings,
  rewritten: readonly Reference[],
): Promise<Removal | null> {
  const { head, branch, isBare } = around
  const commits = commitsOf(exposure)
  const [first, ...more] = commits
  const hasOthers = exposure.references.some(({ kind }) => kind === 'stash' || kind === 'other')
  if (head === null || first === undefined || isBare || hasOthers) return null
  if (exposure.history.some(({ kind }) => kind === 'tag') || !(await isAncestor(repository, first, head))) return null
  for (const commit of more)
    if (!(await isAncestor(repository, first, commit)) || !(await isAncestor(repository, commit, head))) return null
  const own = branch ?? 'HEAD'
  const followers = await followersOf(
    repository,
    rewritten.filter(({ name }) => name !== own),
    head,
  )
  if (followers === null) return null
  const amendments = amendmentsOf(exposure)
  const changed = await changedAmong(
    repository,
    amendments.flatMap(({ paths }) => paths),
  )
  const [only] = amendments
  if (amendments.length === 1 && only?.commit === head)
    return { way: 'amend', amendment: only, rewritten, followers, changed }
  return onOlderCommits(repository, { amendments, head, first, rewritten, followers, changed, inHead: exposure.inHead })
}

interface Older {
  readonly amendments: readonly Amendment[]
  readonly head: string
  readonly first: string
  readonly rewritten: readonly Reference[]
  readonly followers: readonly Follower[]
  readonly changed: readonly string[]
  readonly inHead: boolean
}

async function onOlderCommits(
  repository: Repository,
  { amendments, head, first, rewritten, followers, changed, inHead }: Older,
): Promise<Removal | null> {
  if (amendments.some(({ inName }) => inName)) return null
  const merges = await mergesSince(repository, first, head)
  if (!(await areRemade(repository, merges))) return null
  const base = await commitBefore(repository, first)
  const common = { base, hasMerges: merges.length > 0, rewritten, followers, changed }
  const [only] = amendments
  if (amendments.length === 1 && only?.inMessage === true && only.paths.length === 0)
    return (await isMerge(repository, only.commit)) ? null : { way: 'reword', commit: only.commit, ...common }
  if (!inHead || amendments.some(({ inMessage }) => inMessage)) return null
  const paths = amendments.flatMap(amendment => amendment.paths)
  if (new Set(paths).size !== paths.length || !paths.every(isNameable)) return null
  // Without its file nothing may be left of a commit, at which rebase stops.
  if (paths.some(isEnvironmentFile)) return null
  for (const { commit, paths } of amendments) {
    if (await isMerge(repository, commit)) return null
    if (!(await isUntouchedSince(repository, commit, head, paths))) return null
  }
  return { way: 'fixup', amendments, ...common }
}

async function filter(
  repository: Repository,
  exposure: Exposure,
  { isChanged }: Surroundings,
  rewritten: readonly Reference[],
  today: string,
): Promise<Removal> {
  const [first, ...more] = commitsOf(exposure)
  let kept: readonly string[] = []
  if (first !== undefined) {
    const follow = await Promise.all(more.slice(0, 50).map(commit => isAncestor(repository, first, commit)))
    const isFirst = more.length <= 50 && follow.every(Boolean) && rewritten.every(({ kind }) => kind !== 'other')
    if (isFirst) kept = await parentsOf(repository, first)
  }
  const stands = (wanted: readonly string[]): boolean => exposure.history.some(({ kind }) => wanted.includes(kind))
  const { env, topLevel } = { env: repository.git.env, topLevel: repository.topLevel }
  return {
    way: 'filter',
    rewritten,
    kept,
    key: await findKeySource(repository, exposure, today),
    paths: pathsOf(exposure.history.filter(({ kind }) => kind === 'content' || kind === 'name')),
    inContent: stands(['content']),
    inMessage: stands(['message', 'tag']),
    inName: stands(['name']),
    isChanged,
    isInstalled: locateProgram('git-filter-repo', env, topLevel) !== null,
  }
}

async function parentsOf({ git }: Repository, commit: string): Promise<string[]> {
  const listed = await git.output(['rev-list', '--parents', '--max-count=1', commit, '--'])
  return listed.toString().trim().split(' ').slice(1)
}

/** What has to be changed, commit by commit. */
function amendmentsOf(exposure: Exposure): Amendment[] {
  return commitsOf(exposure).map(commit => {
    const here = exposure.history.filter(occurrence => occurrence.commit === commit)
    return {
      commit,
      paths: pathsOf(here.filter(({ kind }) => kind === 'content')),
      inMessage: here.some(({ kind }) => kind === 'message'),
      inName: here.some(({ kind }) => kind === 'name'),
    }
  })
}

function pathsOf(occurrences: readonly { readonly path: string }[]): string[] {
  return [...new Set(occurrences.map(({ path }) => path))]
}
