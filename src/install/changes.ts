import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { KeyhookError } from '../errors.ts'

/** One step of an installation. A plan is a list of them, made without touching anything; an empty one means that all is well. */
export type Change =
  | { readonly kind: 'directory'; readonly path: string }
  /** `mode` null: as the file has it, or as usual for a new one. */
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer; readonly mode: number | null }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  /** Removes a directory if it is empty. */
  | { readonly kind: 'prune'; readonly path: string }

/** A write, unless the file is already so. */
export function writing(path: string, content: Buffer | string, executable = false): Change[] {
  const bytes = Buffer.from(content)
  const old = statSync(path, { throwIfNoEntry: false })
  const runs = old !== undefined && (old.mode & 0o100) !== 0
  if (old?.isFile() === true && readFileSync(path).equals(bytes) && (!executable || runs)) return []
  // Whoever may read it may run it.
  const mode = executable ? modeOf(old?.mode ?? 0o644) : null
  return [{ kind: 'write', path, bytes, mode }]
}

function modeOf(mode: number): number {
  return (mode | 0o500 | ((mode & 0o444) >> 2)) & 0o7777
}

/** A line for people; `show` shortens a path. */
export function describeChange(change: Change, show: (path: string) => string): string {
  switch (change.kind) {
    case 'move':
      return `rename ${show(change.from)} to ${show(change.to)}`
    case 'directory':
      return `make ${show(change.path)}`
    case 'prune':
      return `remove ${show(change.path)} (if empty)`
    default:
      return `${change.kind} ${show(change.path)}`
  }
}

/**
 * Makes all changes, or none: what was done before a step that fails is undone.
 *
 * @throws KeyhookError 'install', with the system's error as its `cause`
 */
export function apply(changes: readonly Change[]): void {
  const undo: Array<() => void> = []
  for (const change of changes) {
    try {
      undo.push(make(change))
    } catch (error) {
      for (const step of undo.reverse()) step()
      throw notWritable(change, error)
    }
  }
}

/** Whether an error says that nothing may be written there. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof KeyhookError && ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error.cause))
}

function make(change: Change): () => void {
  switch (change.kind) {
    case 'directory':
      mkdirSync(change.path)
      return () => rmdirSync(change.path)
    case 'move':
      renameSync(change.from, change.to)
      return () => renameSync(change.to, change.from)
    case 'remove':
      return remove(change.path)
    case 'prune':
      return prune(change.path)
    case 'write':
      return write(change.path, change.bytes, change.mode)
  }
}

function write(path: string, bytes: Buffer, mode: number | null): () => void {
  const old = lstatSync(path, { throwIfNoEntry: false })
  const before = old === undefined ? null : readFileSync(path)
  const temporary = `${path}.keyhook-${process.pid}`
  try {
    // A new file's mode is left to the umask, as git's own are.
    writeFileSync(temporary, bytes, { flag: 'wx', mode: mode === null ? 0o666 : 0o777 })
    if (old !== undefined) chmodSync(temporary, mode ?? old.mode & 0o7777)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  if (before === null || old === undefined) return () => rmSync(path)
  return () => restore(path, before, old.mode)
}

function remove(path: string): () => void {
  const { mode } = lstatSync(path)
  const bytes = readFileSync(path)
  rmSync(path)
  return () => restore(path, bytes, mode)
}

function prune(path: string): () => void {
  try {
    rmdirSync(path)
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error))) return () => {}
    throw error
  }
  return () => mkdirSync(path)
}

function restore(path: string, bytes: Buffer, mode: number): void {
  writeFileSync(path, bytes)
  chmodSync(path, mode & 0o7777)
}

function notWritable(change: Change, error: unknown): KeyhookError {
  const path = change.kind === 'move' ? change.to : change.path
  const failure = new KeyhookError(
    'install',
    `Nothing was changed, because this could not be written (${codeOf(error) || 'unknown error'}): ${path}`,
    'Check the permissions and the free space of its directory, then run the same command again.',
  )
  failure.cause = error
  return failure
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
