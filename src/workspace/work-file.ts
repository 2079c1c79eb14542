import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'

/** A file of the working tree as it lies there. */
export interface WorkFile {
  readonly path: string
  readonly file: string
  /** One character a byte; null where there is no file. */
  readonly text: string | null
  /** Permission bits; those of a new file where there is none. */
  readonly mode: number
}

/** What a new file is created with, before the user's mask. */
const NEW_FILE = 0o644

/**
 * Reads a file of the working tree, following no link.
 *
 * @throws KeyhookError 'output' where it is, or lies behind, something that must not be written to
 */
export function readWorkFile(topLevel: string, path: string): WorkFile {
  const parts = path.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const directory = parts.slice(0, depth).join('/')
    const found = stat(join(topLevel, directory))
    if (found !== null && !found.isDirectory()) throw refused(directory, 'is not a directory')
  }
  const file = join(topLevel, path)
  const found = stat(file)
  if (found === null) return { path, file, text: null, mode: NEW_FILE }
  if (found.isSymbolicLink()) throw refused(path, 'is a symbolic link')
  if (!found.isFile()) throw refused(path, 'is not a regular file')
  if ((found.mode & 0o222) === 0) throw refused(path, 'is read-only')
  try {
    return { path, file, text: readFileSync(file, 'latin1'), mode: found.mode & 0o7777 }
  } catch {
    throw refused(path, 'cannot be read')
  }
}

function stat(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null
}

function refused(path: string, what: string): KeyhookError {
  return new KeyhookError(
    'output',
    `${path} ${what}, so it was not changed, and nothing else was.`,
    'Put that right, and run it again.',
  )
}
