import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Place } from '../diff/collector.ts'
import { excerptsOfFile, excerptsOfText } from '../diff/text.ts'
import { KeyhookError } from '../errors.ts'
import { findRepository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'

/** Where a file lies, and how it is called in a report. */
export interface NamedFile {
  readonly file: string
  readonly shown: string
}

/**
 * The files that paths of the command line stand for. Directories are walked: inside a repository what git does not ignore, elsewhere everything but `.git`.
 *
 * @param name how a file given or found is shown
 * @throws KeyhookError 'usage' for a path that does not exist, 'incomplete' for a directory that cannot be read
 */
export async function* walk(paths: readonly string[], cwd: string, env: NodeJS.ProcessEnv): AsyncGenerator<string> {
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    const kind = kindOf(absolute, path)
    if (kind === 'file') yield absolute
    else yield* walkDirectory(absolute, env)
  }
}

async function* walkDirectory(directory: string, env: NodeJS.ProcessEnv): AsyncGenerator<string> {
  const repository = await findRepository(directory, env)
  if (repository?.topLevel == null) {
    yield* walkPlainly(directory)
    return
  }
  const { git, topLevel } = repository
  const under = relative(topLevel, directory)
  const listed = await git.output([
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
    '--',
    ...(under === '' ? [] : [under]),
  ])
  for (const path of listed.toString('utf8').split('\0')) {
    if (path === '') continue
    const absolute = join(topLevel, path)
    const kind = kindOf(absolute, null)
    if (kind === 'file') yield absolute
    // A repository inside this one, or a submodule: its own rules say what is ignored.
    else if (kind === 'directory') yield* walkDirectory(absolute, env)
  }
}

function* walkPlainly(directory: string): Generator<string> {
  for (const entry of readDirectory(directory)) {
    if (entry.name === '.git') continue
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* walkPlainly(path)
    else if (entry.isFile() || entry.isSymbolicLink()) yield path
  }
}

function readDirectory(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch (error) {
    throw unreadable(directory, error)
  }
}

/** What lies at a path; null where nothing does and `asked` is null (a tracked file that was deleted). */
function kindOf(path: string, asked: string | null): 'file' | 'directory' | null {
  try {
    return lstatSync(path).isDirectory() ? 'directory' : 'file'
  } catch {
    if (asked === null) return null
    throw new KeyhookError(
      'usage',
      `There is no file or directory ${asked}`,
      'Check the path; "keyhook scan --help" shows what scan takes.',
    )
  }
}

/** A file's content as excerpts; of a symbolic link its target's name. Returns its size in bytes. */
export function extractFile({ file, shown }: NamedFile, emit: (excerpt: Excerpt) => void): number {
  const place: Place = { kind: 'content', path: shown, commit: null }
  excerptsOfText(Buffer.from(shown), { ...place, kind: 'name' }, emit)
  const content = readContent(file)
  excerptsOfFile(content, place, emit)
  return content.length
}

function readContent(file: string): Buffer {
  try {
    return lstatSync(file).isSymbolicLink() ? readlinkSync(file, { encoding: 'buffer' }) : readFileSync(file)
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(path: string, error: unknown): KeyhookError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return new KeyhookError(
    'incomplete',
    `${path} could not be read (${code}), so the scan is not complete.`,
    'Make it readable, or name the other paths.',
  )
}

/** Paths are shown with `/`, whatever the system. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}
