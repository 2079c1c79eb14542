import { resolveNames } from '../git/blobs.ts'
import type { Repository } from '../git/repository.ts'
import type { Verdict } from '../types.ts'
import { scanPublished } from './published.ts'
import { parseReceivedReferences, type ReceivedReference } from './received-references.ts'

/**
 * Scans, on a server, the commits of a push that no reference of the server leads to. While git asks its hook, they lie in a quarantine, which it names in the
 * environment. What a commit overrides counts all the same: its trailer is no proof of who wrote it.
 *
 * @param lines what git writes to the hook's standard input
 * @param strict whether only what was on the server before may allow anything
 * @throws KeyhookError 'git' for lines that git would not write
 */
export async function scanReceived(
  repository: Repository,
  today: string,
  lines: string,
  strict: boolean,
): Promise<Verdict> {
  const references = parseReceivedReferences(lines)
  const base = strict ? await basesOf(repository, references) : () => undefined
  return scanPublished(
    repository,
    today,
    references.map(reference => ({ id: reference.newId, name: reference.name, base: base(reference) })),
    { ids: [], options: ['--not', '--all'] },
    { refusesOverrides: true },
  )
}

/** What had a policy before the push: the old tip; of a new reference, the server's own HEAD. */
async function basesOf(
  { git }: Repository,
  references: readonly ReceivedReference[],
): Promise<(reference: ReceivedReference) => string | null> {
  const treeName = ({ oldId }: ReceivedReference): string => `${oldId ?? 'HEAD'}^{tree}`
  const trees = await resolveNames(git, [...new Set(references.map(treeName))])
  return reference => trees.get(treeName(reference)) ?? null
}
