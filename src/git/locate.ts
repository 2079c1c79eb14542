import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { delimiter, isAbsolute, join, sep } from 'node:path'
import { KeyhookError } from '../errors.ts'

/**
 * The absolute path of a program, from the absolute entries of PATH that lie outside `workTree`.
 * A relative entry, or one inside the repository, would let whoever wrote the repository choose the program.
 *
 * @returns null where no such entry holds an executable of that name
 */
export function locateProgram(name: string, env: NodeJS.ProcessEnv, workTree: string | null): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  for (const directory of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const path = join(directory, file)
    if (isAbsolute(directory) && isExecutable(path) && !liesIn(workTree, directory, path)) return path
  }
  return null
}

/** Whether a directory of PATH, or the program in it once links are followed, belongs to the work tree. */
function liesIn(workTree: string | null, directory: string, path: string): boolean {
  if (workTree === null) return false
  const forbidden = real(workTree)
  return isInside(real(directory), forbidden) || isInside(real(path), forbidden)
}

/** As `locateProgram`, for git; throws `KeyhookError` 'git' where there is none. */
export function locateGit(env: NodeJS.ProcessEnv, workTree: string | null): string {
  const path = locateProgram('git', env, workTree)
  if (path !== null) return path
  throw new KeyhookError(
    'git',
    'git was not found in an absolute PATH entry outside this repository.',
    'Install git, or put the directory that holds it on PATH. Without it what is staged can be scanned: keyhook scan --engine isomorphic',
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep)
}

function real(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
