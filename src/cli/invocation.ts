import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { quote } from '../report/shell.ts'
import type { World } from './world.ts'

/**
 * How the user can call keyhook where they stand: by npx where a package of theirs holds it, by its name where it is installed
 * for all, else by the path of the running copy.
 */
export function commandHere({ cwd, home, env }: Pick<World, 'cwd' | 'home' | 'env'>): string {
  if (upwards(cwd).some(directory => existsSync(join(directory, 'node_modules', 'keyhook', 'package.json'))))
    return 'npx keyhook'
  const folders = home.split(sep)
  if (folders.includes('_npx')) return 'npx keyhook'
  if (folders.includes('node_modules')) return 'keyhook'
  const inside = relative(cwd, home)
  // git starts hooks at the top level; someone who stands below it needs a path that holds from there.
  const isNear = !inside.startsWith('..') && (env['GIT_PREFIX'] ?? '') === ''
  return `node ${quote(join(isNear ? inside : home, 'keyhook.cjs').replaceAll('\\', '/'))}`
}

function upwards(directory: string): string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...upwards(parent)]
}
