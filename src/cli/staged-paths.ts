import { isAbsolute, relative, resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { throughLinks, withSlashes } from '../extraction/walk.ts'

/**
 * Which staged paths (bytes in latin1, from the top level) the paths of a command line stand for: a file is itself, a directory is all below it.
 *
 * @throws KeyhookError 'usage' for a path outside the repository
 */
export function stagedUnder(topLevel: string, cwd: string, paths: readonly string[]): (path: string) => boolean {
  const named = paths.map(path => Buffer.from(fromTopLevel(topLevel, cwd, path)).toString('latin1'))
  if (named.includes('')) return () => true
  const exact = new Set(named)
  const directories = [...exact].map(path => `${path}/`)
  return path => exact.has(path) || directories.some(directory => path.startsWith(directory))
}

/** '' for the top level itself. */
function fromTopLevel(topLevel: string, cwd: string, path: string): string {
  const absolute = resolve(cwd, path)
  for (const candidate of [absolute, throughLinks(absolute)]) {
    const inside = withSlashes(relative(topLevel, candidate))
    if (inside !== '..' && !inside.startsWith('../') && !isAbsolute(inside)) return inside
  }
  throw new KeyhookError('usage', `${path} lies outside this repository.`, 'keyhook scan --help')
}
