import { readTypes } from '../git/blobs.ts'
import type { Repository } from '../git/repository.ts'
import type { DoorOutcome, DoorWorld } from './outcome.ts'
import { scanPublished } from './published.ts'
import { parsePushedReferences } from './pushed-references.ts'
import { remoteBranches } from './remote-branches.ts'

/**
 * Scans the commits that the remote lacks, with their messages.
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
  const remoteIds = references.map(({ remoteId }) => remoteId)
  const types = await readTypes(repository.git, remoteIds)
  const ids = remoteIds.filter(id => ['commit', 'tag'].includes(types.get(id) ?? ''))
  const verdict = await scanPublished(
    repository,
    world.today,
    references.map(({ localId, localName }) => ({ id: localId, name: localName })),
    { ids, options: remoteBranches(remote, references, new Set(ids)) },
  )
  return { what: 'push', verdict, override: null, refused: null }
}
