import { openRepository } from '../git/repository.ts'
import { apply } from '../install/changes.ts'
import { locateHooks } from '../install/hooks-directory.ts'
import { refuseLinksOut } from '../install/links.ts'
import { findProject } from '../install/project.ts'
import { planRemoval } from '../install/removal.ts'
import { printable } from '../report/terminal.ts'
import { parseArguments } from './arguments.ts'
import { loadMask } from './mask.ts'
import type { World } from './world.ts'

/**
 * Takes keyhook out of the repository of the working directory.
 *
 * @returns the exit code: 0 also where it was not installed
 */
export async function uninstall(argv: readonly string[], world: World): Promise<number> {
  parseArguments('uninstall', argv)
  const repository = await openRepository(world.cwd, world.env)
  const hooks = await locateHooks(repository)
  const project = findProject(world.cwd, repository.topLevel)
  const { changes, notes } = planRemoval({ repository, hooks, project })
  refuseLinksOut(changes, repository)
  apply(changes)
  world.stdout.write(
    changes.length === 0
      ? 'keyhook is not installed in this repository: there is nothing to remove.\n'
      : 'keyhook is removed: the hooks of this repository are what they were.\n',
  )
  const mask = notes.length === 0 ? String : await loadMask()
  for (const note of notes) world.stdout.write(`${printable(mask(note))}\n`)
  return 0
}
