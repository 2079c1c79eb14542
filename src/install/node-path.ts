import { accessSync, constants } from 'node:fs'
import { basename, delimiter, isAbsolute, join } from 'node:path'
import { isInside, real } from './hooks-directory.ts'

/** Directories that version managers and package managers empty when they update. */
const VERSIONED = /[\\/](?:Cellar|versions|node-versions|fnm_multishells|installs|image|store)[\\/]/

/**
 * The path of node for the hooks to use: a stable link where one leads to the very node that runs now, for a path with a version in it
 * is gone after an update.
 *
 * @param running `process.execPath`
 * @returns null where it cannot be told: another runtime, or a program out of the work tree
 */
export function stableNode(running: string, env: NodeJS.ProcessEnv, topLevel: string | null): string | null {
  if (!/^node(?:js)?(?:\.exe)?$/.test(basename(running)) || running.includes('\n')) return null
  const forbidden = topLevel === null ? null : real(topLevel)
  const allowed = (path: string) => isAbsolute(path) && (forbidden === null || !isInside(real(path), forbidden))
  if (VERSIONED.test(running)) {
    const target = real(running)
    const stable = links(env, basename(running)).find(
      path => allowed(path) && !VERSIONED.test(path) && isExecutable(path) && real(path) === target,
    )
    if (stable !== undefined) return stable
  }
  return allowed(running) ? running : null
}

function links(env: NodeJS.ProcessEnv, name: string): string[] {
  const home = env['HOME'] ?? ''
  return [
    '/opt/homebrew/bin',
    '/usr/local/bin',
    '/home/linuxbrew/.linuxbrew/bin',
    join(env['NVM_DIR'] ?? join(home, '.nvm'), 'current/bin'),
    join(env['FNM_DIR'] ?? join(home, '.local/share/fnm'), 'aliases/default/bin'),
    join(home, '.nix-profile/bin'),
    '/run/current-system/sw/bin',
    ...(env['PATH'] ?? env['Path'] ?? '').split(delimiter),
  ].map(directory => join(directory, name))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
