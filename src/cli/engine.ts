import type { Engine } from '../engine/engine.ts'
import { gitEngine } from '../engine/git-engine.ts'
import { KeyhookError } from '../errors.ts'
import { findRepository, outsideRepository } from '../git/repository.ts'
import type { Arguments } from './arguments.ts'
import type { World } from './world.ts'

/** Whether the command line asks for the engine that needs no git. */
export function isWithoutGit(given: Arguments): boolean {
  return given.values.get('engine') === 'isomorphic'
}

/** What reads the repository that the command runs in; null outside of one. */
export async function findEngine(given: Arguments, { cwd, env }: World): Promise<Engine | null> {
  if (isWithoutGit(given)) {
    const { findIsomorphicEngine } = await import('../isomorphic/engine.ts')
    return findIsomorphicEngine(cwd, env)
  }
  const repository = await findRepository(cwd, env)
  return repository === null ? null : gitEngine(repository)
}

/** As `findEngine`, where being outside of a repository is an error. */
export async function openEngine(given: Arguments, world: World): Promise<Engine> {
  const engine = await findEngine(given, world)
  if (engine === null) throw outsideRepository(world.cwd)
  return engine
}

/** @throws KeyhookError 'usage' where only git can do what is asked */
export function refuseWithoutGit(given: Arguments, option: string): void {
  if (!isWithoutGit(given)) return
  throw new KeyhookError(
    'usage',
    `--engine isomorphic reads what is staged; ${option} needs git.`,
    'Leave --engine out where git is installed; else scan what is staged: keyhook scan --engine isomorphic',
  )
}

/** Which files of a repository are ignored only git can say, and to scan them all would be no answer to what was asked. */
export async function refuseIgnoreRules(directory: string, { env }: World): Promise<void> {
  const { findLayout } = await import('../isomorphic/layout.ts')
  if (findLayout(directory, env) === null) return
  throw new KeyhookError(
    'usage',
    `--engine isomorphic does not know which files of ${directory} git ignores, so it scans no directory of a repository.`,
    'Name the files, or scan what is staged: keyhook scan --engine isomorphic',
  )
}
