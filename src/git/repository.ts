import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { type Git, openGit, shortened } from './git.ts'

/** Where a repository keeps what, all absolute. */
export interface Repository {
  /** git, started at the top level (in the git directory where there is no working tree). */
  readonly git: Git
  /**
   * git with its own directory for a working tree. Where an index entry looks unchanged, git may read the working tree's file to save itself the blob, and be fooled by one
   * that was changed within the second; here it finds no such file.
   */
  readonly objects: Git
  /** The working tree's top level; null in a bare repository. */
  readonly topLevel: string | null
  /** This working tree's own git directory. */
  readonly gitDirectory: string
  /** The git directory that linked worktrees share. */
  readonly commonDirectory: string
  readonly objectFormat: 'sha1' | 'sha256'
  /** The file that holds what would be committed. */
  readonly indexFile: string
}

const FACTS = [
  '--show-object-format',
  '--is-inside-work-tree',
  '--show-cdup',
  '--absolute-git-dir',
  '--git-common-dir',
] as const

/**
 * The repository that `cwd` lies in.
 *
 * @returns null outside a repository
 * @throws KeyhookError 'git' where git itself fails, for example over the ownership of the directory
 */
export async function findRepository(cwd: string, env: NodeJS.ProcessEnv): Promise<Repository | null> {
  const asked = openGit(cwd, env, workTreeAround(cwd))
  const { code, stdout, stderr } = await asked.attempt(['rev-parse', ...FACTS])
  if (code !== 0) {
    if (/not a git repository/i.test(stderr)) return null
    throw notOpened(stderr.trim().split('\n'))
  }
  const lines = stdout.toString().split('\n')
  // Six, the last of them empty, unless a directory's name holds a line feed.
  const [objectFormat, insideWorkTree, up = '', gitDirectory = '', common = ''] =
    lines.length === 6 ? lines : await askOneByOne(asked)
  const topLevel = insideWorkTree === 'true' ? resolve(cwd, up === '' ? '.' : up) : null
  const git = openGit(topLevel ?? gitDirectory, asked.env, topLevel)
  const indexFile = git.env['GIT_INDEX_FILE'] ?? join(gitDirectory, 'index')
  return {
    git,
    objects: git.with({ GIT_DIR: gitDirectory, GIT_WORK_TREE: gitDirectory, GIT_INDEX_FILE: indexFile }, gitDirectory),
    topLevel,
    gitDirectory,
    commonDirectory: resolve(cwd, common),
    indexFile,
    objectFormat: objectFormat === 'sha256' ? 'sha256' : 'sha1',
  }
}

async function askOneByOne(git: Git): Promise<string[]> {
  const answers: string[] = []
  for (const fact of FACTS) answers.push((await git.output(['rev-parse', fact])).toString().replace(/\n$/, ''))
  return answers
}

/** git says what is wrong in its first line, and may name the command that helps in its last. */
function notOpened(said: readonly string[]): KeyhookError {
  const command = said.at(-1)?.trim() ?? ''
  return new KeyhookError(
    'git',
    `git could not open the repository: ${shortened(said[0] ?? '')}`,
    command.startsWith('git config --global --add safe.directory ')
      ? `If you trust whoever owns it, run: ${command}`
      : 'Run "git status" here and follow what it says.',
  )
}

/** As `findRepository`, where being outside of one is an error. */
export async function openRepository(cwd: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const repository = await findRepository(cwd, env)
  if (repository !== null) return repository
  const around = workTreeAround(cwd)
  throw around === null ? outsideRepository(cwd) : damagedRepository(around)
}

function damagedRepository(workTree: string): KeyhookError {
  return new KeyhookError(
    'git',
    `git does not take this for a repository, though .git is there: ${workTree}`,
    'Its HEAD, refs or objects are missing or damaged. Run "git fsck" there and follow what it says.',
  )
}

export function outsideRepository(cwd: string): KeyhookError {
  return new KeyhookError(
    'usage',
    `This directory is not in a git repository: ${cwd}`,
    'Run "git init" first, or change into a repository.',
  )
}

/** The directory whose programs must not be run, found without git: the nearest one upwards that holds `.git`; null where none does. */
function workTreeAround(cwd: string): string | null {
  for (let directory = resolve(cwd); ; directory = dirname(directory)) {
    if (exists(join(directory, '.git'))) return directory
    if (dirname(directory) === directory) return null
  }
}

function exists(path: string): boolean {
  try {
    statSync(path)
    return true
  } catch {
    return false
  }
}
