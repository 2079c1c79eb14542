import { existsSync, lstatSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/**
 * Writes a report to the file that was named.
 *
 * In a work tree that file may be a link, or lie behind one, that came with a clone: what leads out of the repository, or into its git directory, is not followed.
 *
 * @throws Error also where the file cannot be written
 */
export function writeOutput(cwd: string, file: string, text: string): void {
  const path = resolve(cwd, file)
  const workTree = workTreeOf(path)
  if (workTree !== null && leadsOut(path, workTree))
    throw new Error('a symbolic link on the way leads out of this repository')
  writeFileSync(path, text)
}

/** The nearest directory above with a git directory in it; null where there is none. */
function workTreeOf(path: string): string | null {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) return directory
    if (dirname(directory) === directory) return null
  }
}

function leadsOut(path: string, workTree: string): boolean {
  const root = realpathSync(workTree)
  const real = realOf(path)
  if (real === join(root, relative(workTree, path))) return false // no link on the way
  return real === null || !real.startsWith(root + sep) || relative(root, real).split(sep)[0] === '.git'
}

/** Where writing would go; null where a link leads to nothing yet, or there is no such directory. */
function realOf(path: string): string | null {
  try {
    const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined
    return isThere ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
  } catch {
    return null
  }
}
