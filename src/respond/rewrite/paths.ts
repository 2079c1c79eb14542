import { isNameable } from '../../exposure/paths.ts'
import { pathspec } from '../../report/shell.ts'

/** Paths for git, as words of a command. */
export function pathsOf(paths: readonly string[], below: boolean): string {
  return paths.map(path => pathspec(path, below)).join(' ')
}

/** Has git take files as they are now; those that cannot be named are asked for. */
export function staging(paths: readonly string[], below: boolean): string {
  return paths.every(isNameable) ? `git add ${pathsOf(paths, below)}` : 'git add --patch'
}

/** Takes files out of git and leaves them where they are. */
export function untrack(paths: readonly string[], below: boolean): string {
  return `git rm --cached --quiet ${pathsOf(paths, below)}`
}

/** Paths for people. */
export function listed(paths: readonly string[]): string {
  return paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more files`
}
