import { existsSync, statSync } from 'node:fs'
import { basename, delimiter, dirname, join, relative, resolve } from 'node:path'
import { execPath } from 'node:process'
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
  // yarn without node_modules: its programs are on PATH only while it runs.
  if (/^yarn\//.test(world.env['npm_config_user_agent'] ?? '') && existsSync(join(here, '.pnp.cjs')))
    return 'yarn keyhook'
  if (locateProgram('keyhook', withoutPackages(world.env), here) !== null) return 'keyhook'
  const scanner = isFetched(world.home) ? copyAt(here) : join(world.home, 'keyhook.cjs')
  if (scanner === null) return 'npx keyhook'
  const fromHere = relative(here, scanner)
  return `${node(world.env, here)} ${quote(fromHere.startsWith('..') ? scanner : fromHere)}`
}

/** By its name, unless it was found elsewhere than on PATH. */
function node(env: NodeJS.ProcessEnv, here: string): string {
  return env['PATH'] === undefined || locateProgram('node', env, here) !== null ? 'node' : quote(execPath)
}

/** npm and npx put these directories on PATH, but only for as long as they run. */
function withoutPackages(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = (env['PATH'] ?? env['Path'] ?? '').split(delimiter)
  return { ...env, PATH: entries.filter(entry => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(entry)).join(delimiter) }
}

/** Whether npx runs it from its cache, whose paths nobody wants to type. */
function isFetched(home: string): boolean {
  return /[\\/]_npx[\\/]/.test(home)
}

/** The copy that init made, where it lies below the directory itself. */
function copyAt(directory: string): string | null {
  const copy = join(directory, '.git', 'keyhook', 'keyhook.cjs')
  return existsSync(copy) ? copy : null
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
