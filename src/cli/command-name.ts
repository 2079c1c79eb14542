import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { locateProgram } from '../git/locate.ts'
import { quote } from '../report/shell.ts'
import type { World } from './world.ts'

/**
 * How whoever reads a message can call keyhook here and now: a command that is sure to be there, needs no network, and can be copied.
 * A hook runs from a copy in the git directory, so that is what is named unless the project or the system has keyhook installed.
 */
export function commandName(world: Pick<World, 'cwd' | 'env' | 'home'>): string {
  const here = userDirectory(world)
  if (installedAbove(here)) return 'npx keyhook'
  if (locateProgram('keyhook', world.env, here) !== null) return 'keyhook'
  const scanner = join(world.home, 'keyhook.cjs')
  const fromHere = relative(here, scanner)
  return `node ${quote(fromHere.startsWith('..') ? scanner : fromHere)}`
}

/** Where the user typed the command: git starts hooks at the top level and tells the rest in GIT_PREFIX. */
function userDirectory(world: Pick<World, 'cwd' | 'env'>): string {
  return resolve(world.cwd, world.env['GIT_PREFIX'] ?? '')
}

function installedAbove(directory: string): boolean {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', 'keyhook', 'package.json'))) return true
    if (at === dirname(at) || (basename(at) !== '' && isRepository(at))) return false
  }
}

function isRepository(directory: string): boolean {
  return statSync(join(directory, '.git'), { throwIfNoEntry: false }) !== undefined
}
