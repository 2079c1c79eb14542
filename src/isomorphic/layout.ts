import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { type ConfigFile, isTrue, parseConfigFile } from './config-file.ts'

/** Where a repository keeps what, all absolute, found without git. */
export interface Layout {
  readonly topLevel: string | null
  readonly gitDirectory: string
  readonly commonDirectory: string
  readonly indexFile: string
  readonly config: ConfigFile
}

/**
 * The repository that `cwd` lies in, by the rules of git: `GIT_DIR`, else the nearest `.git` upwards, be it a directory or a file that names one, else a bare repository.
 *
 * @returns null outside a repository
 * @throws KeyhookError 'git' where something stands there that is no repository
 */
export function findLayout(cwd: string, env: NodeJS.ProcessEnv): Layout | null {
  const found = env['GIT_DIR'] === undefined ? discovered(cwd) : named(resolve(cwd, env['GIT_DIR']), cwd)
  if (found === null) return null
  const { gitDirectory } = found
  const commonDirectory =
    env['GIT_COMMON_DIR'] === undefined ? commonOf(gitDirectory) : resolve(cwd, env['GIT_COMMON_DIR'])
  const config = configOf(gitDirectory, commonDirectory)
  return {
    topLevel: topLevelOf(found, config, cwd, env),
    gitDirectory,
    commonDirectory,
    indexFile: env['GIT_INDEX_FILE'] === undefined ? join(gitDirectory, 'index') : resolve(cwd, env['GIT_INDEX_FILE']),
    config,
  }
}

interface Found {
  readonly gitDirectory: string
  /** Where the working tree is, unless the configuration says otherwise. */
  readonly around: string | null
}

function discovered(cwd: string): Found | null {
  for (let directory = resolve(cwd); ; directory = dirname(directory)) {
    const inside = join(directory, '.git')
    const state = statSync(inside, { throwIfNoEntry: false })
    if (state?.isFile() === true) return { gitDirectory: followed(inside), around: directory }
    if (state?.isDirectory() === true && isGitDirectory(inside)) return { gitDirectory: inside, around: directory }
    if (isGitDirectory(directory)) return { gitDirectory: directory, around: null }
    if (dirname(directory) === directory) return null
  }
}

function named(path: string, cwd: string): Found {
  const gitDirectory = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? followed(path) : path
  if (!isGitDirectory(gitDirectory)) throw noRepository(path)
  return { gitDirectory, around: cwd }
}

/** What a `.git` file of a linked worktree or a submodule leads to. */
function followed(file: string): string {
  const target = /^gitdir: (.+?)[\r\n]*$/s.exec(readFileSync(file, 'utf8'))?.[1]
  const directory = target === undefined ? null : resolve(dirname(file), target)
  if (directory === null || !isGitDirectory(directory)) throw noRepository(file)
  return directory
}

function isGitDirectory(path: string): boolean {
  // In old repositories HEAD may be a link, which leads nowhere before the first commit.
  if (lstatSync(join(path, 'HEAD'), { throwIfNoEntry: false }) === undefined) return false
  const common = commonOf(path)
  return ['objects', 'refs'].every(name => statSync(join(common, name), { throwIfNoEntry: false })?.isDirectory())
}

function commonOf(gitDirectory: string): string {
  const file = join(gitDirectory, 'commondir')
  if (!existsSync(file)) return gitDirectory
  return resolve(gitDirectory, readFileSync(file, 'utf8').replace(/[\r\n]+$/, ''))
}

function configOf(gitDirectory: string, commonDirectory: string): ConfigFile {
  const shared = readConfig(join(commonDirectory, 'config'))
  if (!isTrue(shared.get('extensions.worktreeconfig')?.at(-1))) return shared
  return new Map([...shared, ...readConfig(join(gitDirectory, 'config.worktree'))])
}

function readConfig(file: string): ConfigFile {
  return existsSync(file) ? parseConfigFile(readFileSync(file, 'utf8')) : new Map()
}

/** As git tells it: null where there is no working tree, or where `cwd` is not in it. */
function topLevelOf(found: Found, config: ConfigFile, cwd: string, env: NodeJS.ProcessEnv): string | null {
  const workTree = workTreeOf(found, config, cwd, env)
  if (workTree === null) return null
  return isIn(workTree, cwd) && !isIn(found.gitDirectory, cwd) ? workTree : null
}

function isIn(directory: string, cwd: string): boolean {
  const inside = relative(realpathSync(directory), realpathSync(cwd))
  return !isAbsolute(inside) && inside.split(sep, 1)[0] !== '..'
}

function workTreeOf(
  { gitDirectory, around }: Found,
  config: ConfigFile,
  cwd: string,
  env: NodeJS.ProcessEnv,
): string | null {
  if (env['GIT_WORK_TREE'] !== undefined) return resolve(cwd, env['GIT_WORK_TREE'])
  const configured = config.get('core.worktree')?.at(-1)
  if (configured !== undefined) return resolve(gitDirectory, configured)
  // In a linked worktree that a bare repository has, the shared configuration says `bare`.
  const linked = commonOf(gitDirectory) !== gitDirectory
  return isTrue(config.get('core.bare')?.at(-1)) && !linked ? null : around
}

function noRepository(path: string): KeyhookError {
  return new KeyhookError(
    'git',
    `${path} leads to no git repository.`,
    'Run "git status" here and follow what it says.',
  )
}
