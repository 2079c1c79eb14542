import { readTypes } from '../git/blobs.ts'
import type { Repository } from '../git/repository.ts'
import { BACKUP } from './backup.ts'
import type { Occurrence, Reference } from './exposure.ts'

/** More commits than these on one command line may be too many for the system; the newest ones lead to the same references. */
const MOST_COMMITS = 400

/** All references through which one of the places can be reached. */
export async function referencesTo({ git }: Repository, occurrences: readonly Occurrence[]): Promise<Reference[]> {
  const ids = (wanted: boolean): string[] => [
    ...new Set(
      occurrences.flatMap(({ kind, commit }) => (commit !== null && (kind === 'tag') === wanted ? [commit] : [])),
    ),
  ]
  const commits = ids(false).slice(0, MOST_COMMITS)
  const tags = new Set(ids(true))
  const found = new Map<string, Reference>()
  const list = async (options: readonly string[]): Promise<Reference[]> =>
    parse((await git.output(['for-each-ref', `--format=${FORMAT}`, ...options])).toString())
  if (commits.length > 0)
    for (const one of await list(commits.map(commit => `--contains=${commit}`))) found.set(one.name, one)
  if (tags.size > 0) for (const one of await list([])) if (tags.has(one.id)) found.set(one.name, one)
  return [...found.values()]
}

const FORMAT = '%(objecttype) %(objectname) %(refname)'

/** `commit <id> refs/heads/main`; a symbolic one such as origin/HEAD stands for another that is listed as well. */
function parse(listed: string): Reference[] {
  return [...listed.matchAll(/^(\w+) ([0-9a-f]+) (refs\/.+)$/gm)].flatMap(([, type = '', id = '', name = '']) =>
    /^refs\/remotes\/.*\/HEAD$/.test(name) ? [] : [{ name, id, kind: kindOf(name), isAnnotated: type === 'tag' }],
  )
}

function kindOf(name: string): Reference['kind'] {
  if (name.startsWith('refs/heads/')) return 'branch'
  if (name.startsWith('refs/tags/')) return 'tag'
  if (name.startsWith('refs/remotes/')) return 'remote'
  if (name.startsWith(BACKUP)) return 'backup'
  return name === 'refs/stash' ? 'stash' : 'other'
}

/** Which of these ids are annotated tags. */
export async function tagsAmong({ git }: Repository, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const types = await readTypes(git, ids)
  return new Set(ids.filter(id => types.get(id) === 'tag'))
}
