import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMIT_MESSAGE } from '../diff/change.ts'
import { excerptsOfText } from '../diff/text.ts'
import { extractStaged } from '../extraction/staged.ts'
import type { Repository } from '../git/repository.ts'
import { readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { DoorOutcome, DoorWorld } from './outcome.ts'

/**
 * Scans what `git am` and `git rebase --apply` are about to commit: the index, and the message, for which these commands have no other door.
 * The override does not open it, since nothing would record it.
 */
export async function openPatchDoor(repository: Repository, world: DoorWorld): Promise<DoorOutcome> {
  const scan = startScan({ policy: readPolicy(repository, null), today: world.today })
  const message = join(repository.gitDirectory, 'rebase-apply', 'final-commit')
  if (existsSync(message))
    excerptsOfText(readFileSync(message), { kind: 'message', path: COMMIT_MESSAGE, commit: null }, scan.take)
  const files = await extractStaged(repository, { only: null, mergeAnnounced: false }, scan.take)
  return { what: 'patch', verdict: await scan.verdict(files), override: null, refused: null }
}
