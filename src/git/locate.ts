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
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name]
  const forbidden = workTree === null ? null : real(workTree)
  for (const directory of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    if (!isAbsolute(directory) || isInside(real(directory), forbidden)) continue
    for (const candidate of names) {
      const path = join(directory, candidate)
      if (isExecutable(path) && !isInside(real(path), forbidden)) return path
    }
  }
  return null
}

/** As `locateProgram`, for git; throws `KeyhookError` 'git' where there is none. */
export function locateGit(env: NodeJS.ProcessEnv, workTree: string | null): string {
  const path = locateProgram('git', env, workTree)
  if (path !== null) return path
  throw new KeyhookError(
    'git',
    'git was not found in an absolute PATH entry outside this repository.',
    'Install git, or put the directory that holds it on PATH.',
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

function isInside(path: string, directory: string | null): boolean {
  return (
    directory !== null && (path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep))
  )
}

function real(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
