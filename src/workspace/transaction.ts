import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'

/** A file as it is to be. */
export interface FileWrite {
  readonly file: string
  /** null for a file that is to be no more. */
  readonly content: Buffer | null
  readonly mode: number
}

interface Before {
  readonly file: string
  readonly content: Buffer | null
  readonly mode: number
}

/**
 * Writes files so that either all are written and `then` was done, or everything is as it was.
 *
 * @param scratch a directory in which new content waits: not in the working tree, where git could take it up
 * @throws KeyhookError 'output', or what `then` throws, with everything put back
 */
export function writeAll(writes: readonly FileWrite[], scratch: string, then: () => void): void {
  const done: Before[] = []
  try {
    for (const write of writes) {
      const before = current(write.file)
      done.push(before)
      put(write, scratch)
    }
    then()
  } catch (error) {
    const lost = done.reverse().filter(before => !putBack(before, scratch))
    if (lost.length > 0) throw failure(`${lost.map(({ file }) => file).join(', ')} could not be put back.`, error)
    if (error instanceof KeyhookError) throw error
    throw failure('A file could not be written. Everything is as it was.', error)
  }
}

function current(file: string): Before {
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found === undefined) return { file, content: null, mode: 0 }
  return { file, content: readFileSync(file), mode: found.mode & 0o7777 }
}

let counter = 0

/** Written elsewhere, then renamed, so that nobody ever sees half of it. */
function put({ file, content, mode }: FileWrite, scratch: string): void {
  if (content === null) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(dirname(file), { recursive: true })
  const waiting = join(scratch, `${basename(file)}.${counter++}`)
  write(waiting, content, mode)
  try {
    renameSync(waiting, file)
  } catch (error) {
    rmSync(waiting, { force: true })
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    // The git directory lies on another device.
    const beside = `${file}.keyhook-${counter++}`
    try {
      write(beside, content, mode)
      renameSync(beside, file)
    } catch (failed) {
      rmSync(beside, { force: true })
      throw failed
    }
  }
}

function write(file: string, content: Buffer, mode: number): void {
  writeFileSync(file, content, { mode: 0o600, flag: 'wx', flush: true })
  chmodSync(file, mode)
}

function putBack({ file, content, mode }: Before, scratch: string): boolean {
  try {
    put({ file, content, mode }, scratch)
    return true
  } catch {
    return false
  }
}

function failure(message: string, cause: unknown): KeyhookError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new KeyhookError(
    'output',
    message.replace(/\.$/, `${code}.`),
    'See that the disk and the directory can be written to, and run it again.',
  )
}
