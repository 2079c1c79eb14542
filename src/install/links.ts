import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import type { Change } from './changes.ts'
import { isInside } from './hooks-directory.ts'

/**
 * A link in the work tree may have come with a clone: a file of a manager's that lies behind one that leads out of the repository is not written.
 *
 * @throws KeyhookError 'install'
 */
export function refuseLinksOut(changes: readonly Change[], { topLevel, commonDirectory }: Repository): void {
  if (topLevel === null) return
  for (const change of changes) {
    const path = change.kind === 'move' ? change.to : change.path
    if (!isInside(path, topLevel) || isInside(path, join(topLevel, '.git'))) continue
    const place = realpathSync(existing(dirname(path)))
    if (isInside(place, realpathSync(topLevel)) || isInside(place, realpathSync(commonDirectory))) continue
    throw new KeyhookError(
      'install',
      `A symbolic link on the way leads out of this repository, so nothing was changed: ${path}`,
      'Put a directory in its place, or run the command where it leads to.',
    )
  }
}

function existing(directory: string): string {
  return existsSync(directory) ? directory : existing(dirname(directory))
}
