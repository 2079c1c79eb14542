import {
  closeSync,
  type Dirent,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { createCollector, type Place } from '../diff/collector.ts'
import { emitWithUtf16, excerptsOfFile, excerptsOfText } from '../diff/text.ts'
import { KeyhookError } from '../errors.ts'
import { findRepository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'

/** Files larger than this are read piece by piece; UTF-16 text in them is found, at an approximate column. */
const LARGEST_LOADED = 64 * 1024 * 1024

export interface FoundFile {
  /** Absolute, in bytes: a name need not be UTF-8. */
  readonly file: Buffer
  /** As the user gave it, or as it continues the directory that the user gave. */
  readonly given: string
}

/**
 * The files that paths of the command line stand for.
 * Directories are walked: inside a repository what git does not ignore, elsewhere everything but `.git`.
 *
 * @throws KeyhookError 'usage' for a path that does not exist, 'incomplete' for a directory that cannot be read
 */
export async function* walk(paths: readonly string[], cwd: string, env: NodeJS.ProcessEnv): AsyncGenerator<FoundFile> {
  for (const path of paths) {
    const absolute = Buffer.from(resolve(cwd, path))
    const kind = kindOf(absolute)
    if (kind === null)
      throw new KeyhookError('usage', `There is no file or directory ${path}`, 'Check the path: keyhook scan --help')
    if (kind === 'other' || leadsToStream(absolute)) throw noFile(absolute)
    if (kind === 'file') yield { file: absolute, given: path }
    else
      for await (const file of walkDirectory(absolute, env))
        yield { file, given: beneath(path, file.subarray(absolute.length)) }
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
  const seen = new Set<string>()
  for (const path of splitAtNul(listed)) {
    const absolute = Buffer.concat([Buffer.from(topLevel + sep), path])
    const kind = kindOf(absolute)
    // A tracked file may be deleted; in a conflict one path is listed several times.
    if (kind === null || seen.has(absolute.toString('latin1'))) continue
    seen.add(absolute.toString('latin1'))
    // git had a file there; what stands there now could be read without end.
    if (kind === 'other') throw noFile(absolute)
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

function kindOf(path: Buffer): 'file' | 'directory' | 'other' | null {
  try {
    const found = lstatSync(path)
    if (found.isDirectory()) return 'directory'
    return found.isFile() || found.isSymbolicLink() ? 'file' : 'other'
  } catch {
    return null
  }
}

/** `/dev/stdin`, and what a shell makes of `<(command)`: links to pipes, whose name nobody wants to have scanned. */
function leadsToStream(path: Buffer): boolean {
  try {
    const found = statSync(path)
    return !found.isFile() && !found.isDirectory()
  } catch {
    return false
  }
}

function noFile(path: Buffer): KeyhookError {
  return new KeyhookError(
    'incomplete',
    `${path} is a pipe, a device or a socket and no file, so it was not scanned.`,
    'Hand over what comes out of it: … | keyhook scan --stdin',
  )
}

/** A file's name and content as excerpts; of a symbolic link the content is its target's name. Returns the size in bytes. */
export function extractFile(file: Buffer, shown: string, emit: (excerpt: Excerpt) => void): number {
  const place: Place = { kind: 'content', path: shown, commit: null }
  excerptsOfText(Buffer.from(shown), { ...place, kind: 'name' }, emit)
  try {
    const found = lstatSync(file)
    if (found.size > LARGEST_LOADED) return extractPieceByPiece(file, place, emit)
    const content = found.isSymbolicLink() ? readlinkSync(file, { encoding: 'buffer' }) : readFileSync(file)
    excerptsOfFile(content, place, emit)
    return content.length
  } catch (error) {
    throw unreadable(file, error)
  }
}

function extractPieceByPiece(file: Buffer, place: Place, emit: (excerpt: Excerpt) => void): number {
  const collector = createCollector(place, emitWithUtf16(emit))
  const piece = Buffer.allocUnsafe(1 << 20)
  const descriptor = openSync(file, 'r')
  let size = 0
  let line = 1
  try {
    for (let length = readSync(descriptor, piece); length > 0; length = readSync(descriptor, piece)) {
      size += length
      for (let at = 0; at < length; ) {
        const newline = piece.indexOf(0x0a, at)
        const ends = newline >= 0 && newline < length
        const end = ends ? newline : length
        collector.added(line, piece.subarray(at, end), ends)
        if (ends) line++
        at = end + 1
      }
    }
  } finally {
    closeSync(descriptor)
  }
  collector.end()
  return size
}

function unreadable(path: Buffer, error: unknown): Error {
  if (!(error instanceof Error) || !('code' in error)) return error instanceof Error ? error : new Error(String(error))
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
