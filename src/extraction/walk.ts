import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { misunderstood } from '../git/records.ts'
import { findRepository } from '../git/repository.ts'

export interface FoundFile {
  /** Absolute, in bytes: a name need not be UTF-8. */
  readonly file: Buffer
  /** As the user gave it, or as it continues the directory that the user gave. */
  readonly given: string
  /** Whoever names a link means what it leads to; one found while walking stands for its own text, as in git. */
  readonly follows: boolean
}

/**
 * The files that paths of the command line stand for.
 * Directories are walked: inside a repository what git does not ignore, elsewhere everything but `.git`.
 *
 * @param refuse is asked before a directory is walked, and throws where that cannot be done; given where there is no git, so that all files of the others are walked
 * @throws KeyhookError 'usage' for a path that does not exist, 'incomplete' for a directory that cannot be read
 */
export async function* walk(
  paths: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  refuse?: (directory: string) => Promise<void>,
): AsyncGenerator<FoundFile> {
  for (const path of paths) {
    const absolute = Buffer.from(throughLinks(resolve(cwd, path)))
    const kind = kindOf(absolute, true)
    if (kind === null)
      throw new KeyhookError(
        'usage',
        `There is no file or directory ${path}`,
        path === '-' ? 'For standard input: keyhook scan --stdin' : 'Check the path: keyhook scan --help',
      )
    if (kind === 'other' && !isOpenInput(resolve(cwd, path))) throw noFile(path)
    if (kind !== 'directory') yield { file: absolute, given: path, follows: true }
    else {
      const directory = realpathSync.native(absolute, { encoding: 'buffer' })
      await refuse?.(directory.toString())
      for await (const file of refuse === undefined ? walkDirectory(directory, env) : walkPlainly(directory))
        yield { file, given: beneath(path, file.subarray(directory.length)), follows: false }
    }
  }
}

/** The path of a file found in a directory, as it continues what the user typed. */
function beneath(path: string, rest: Buffer): string {
  const directory = withSlashes(path).replace(/\/+$/, '')
  const name = withSlashes(rest.toString()).replace(/^\/+/, '')
  return directory === '.' ? name : `${directory}/${name}`
}

async function* walkDirectory(directory: Buffer, env: NodeJS.ProcessEnv): AsyncGenerator<Buffer> {
  const repository = await findRepository(directory.toString(), env)
  if (repository?.topLevel == null) {
    yield* walkPlainly(directory)
    return
  }
  const { git, topLevel } = repository
  const under = relative(topLevel, directory.toString())
  const listed = await git.output([
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    ...(under === '' ? [] : [under]),
  ])
  if (listed.length > 0 && listed.at(-1) !== 0) throw misunderstood('ls-files')
  const seen = new Set<string>()
  for (const path of splitAtNul(listed)) {
    const absolute = Buffer.concat([Buffer.from(topLevel + sep), path])
    const kind = kindOf(absolute)
    // A tracked file may be deleted; in a conflict one path is listed several times.
    if (kind === null || seen.has(absolute.toString('latin1'))) continue
    seen.add(absolute.toString('latin1'))
    // git had a file there; what stands there now could be read without end.
    if (kind === 'other') throw noFile(absolute.toString())
    if (kind === 'file') yield absolute
    // A repository inside this one, or a submodule: its own rules say what is ignored.
    else if (!absolute.equals(directory)) yield* walkDirectory(absolute, env)
  }
}

function* walkPlainly(directory: Buffer): Generator<Buffer> {
  for (const entry of readDirectory(directory)) {
    const path = Buffer.concat([directory, Buffer.from(sep), entry.name])
    if (entry.name.toString() === '.git') continue
    if (entry.isDirectory()) yield* walkPlainly(path)
    else if (entry.isFile() || entry.isSymbolicLink()) yield path
  }
}

function readDirectory(directory: Buffer): Dirent<Buffer>[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true, encoding: 'buffer' })
    return entries.sort((one, other) => Buffer.compare(one.name, other.name))
  } catch (error) {
    throw unreadable(directory, error)
  }
}

/** A link is a file, unless it is to be followed and leads to a directory. */
function kindOf(path: Buffer, follows = false): 'file' | 'directory' | 'other' | null {
  try {
    const found = stateOf(path, follows)
    if (found.isDirectory()) return 'directory'
    return found.isFile() || found.isSymbolicLink() ? 'file' : 'other'
  } catch {
    return null
  }
}

/** What the shell has opened already, as with `<(command)`: it ends when its writer does. A pipe with a name waits for one, and a device may never end. */
function isOpenInput(path: string): boolean {
  return /^\/(?:dev\/(?:stdin|null|fd\/\d+)|proc\/self\/fd\/\d+)$/.test(path)
}

function noFile(path: string): KeyhookError {
  return new KeyhookError(
    'incomplete',
    `${path} is a pipe, a device or a socket and no file, so it was not scanned.`,
    'Hand over what comes out of it: … | keyhook scan --stdin',
  )
}

export function stateOf(path: Buffer, follows: boolean): Stats {
  return (follows ? statSync(path, { throwIfNoEntry: false }) : undefined) ?? lstatSync(path)
}

/** The path with links in its directory followed, as far as that is there; its last name may be a link itself. */
export function throughLinks(path: string): string {
  const directory = dirname(path)
  if (directory === path) return path
  try {
    return join(realpathSync.native(directory), basename(path))
  } catch {
    return join(throughLinks(directory), basename(path))
  }
}

/** The error for a file or directory that the system would not read; any other error as it is. */
export function unreadable(path: Buffer, error: unknown): Error {
  if (error instanceof KeyhookError || !(error instanceof Error) || !('code' in error))
    return error instanceof Error ? error : new Error(String(error))
  return new KeyhookError(
    'incomplete',
    `${path} could not be read (${error.code}), so the scan is not complete.`,
    'Make it readable, or name the other paths.',
  )
}

function splitAtNul(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0, end = bytes.indexOf(0); end >= 0; at = end + 1, end = bytes.indexOf(0, at))
    parts.push(bytes.subarray(at, end))
  return parts
}

/** Paths are shown with `/`, whatever the system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}
