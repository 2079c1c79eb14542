import type { Tagged } from '../extraction/tags.ts'
import { resolveNames } from '../git/blobs.ts'
import type { PackedIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'

/** A reference that is about to lead somewhere else, or to exist at all. */
export interface Publication {
  /** Where it will lead: a commit, an annotated tag, or in rare cases a tree or a file. */
  readonly id: string
  /** What it is called, for what is in no commit. */
  readonly name: string
  /** In a strict scan: the tree whose policy was there before, or null; not given where the tip's own counts. */
  readonly base?: string | null | undefined
}

/** What a reference publishes. */
export type Tip = Tagged & Omit<Publication, 'id'>

/** Tips that bring the same `.keyhook/`, and of a strict scan had the same before, are scanned together. */
export async function groupByPolicy(repository: Repository, tips: readonly Tip[]): Promise<Tip[][]> {
  const names = tips.map(({ id, type, base }) => [type === 'blob' ? null : `${id}^{tree}`, base ?? null])
  const folder = (tree: string | null | undefined): string => (tree == null ? '' : `${tree}:.keyhook`)
  const asked = new Set(names.flat().map(folder))
  const resolved = await resolveNames(
    repository.git,
    [...asked].filter(name => name !== ''),
  )
  const groups = new Map<string, Tip[]>()
  tips.forEach((tip, index) => {
    const key = JSON.stringify(names[index]?.map(tree => resolved.get(folder(tree)) ?? null))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [tip])
    else group.push(tip)
  })
  return [...groups.values()]
}

export function commitsOf(group: readonly Tip[]): string[] {
  return group.filter(tip => tip.type === 'commit').map(tip => tip.id)
}

/** Orders groups by where in the history their newest commit stands. */
export async function newestFirst(
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
