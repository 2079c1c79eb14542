import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { constants, createInflate, inflateSync } from 'node:zlib'
import { unreadable } from './unreadable.ts'

/** The file of an object that is stored by itself; null for one that is not. */
export function looseFile(commonDirectory: string, id: string): string | null {
  const file = join(commonDirectory, 'objects', id.slice(0, 2), id.slice(2))
  return existsSync(file) ? file : null
}

/** `blob <size> NUL`, deflated, begins the file. */
const HEADER = /^blob (\d+)\0/
const LONGEST_HEADER = 32

/** The size that a loose blob says it has, in bytes. */
export function readLooseSize(file: string, id: string): number {
  const start = Buffer.alloc(256)
  const descriptor = openSync(file, 'r')
  try {
    const length = readSync(descriptor, start)
    const head = inflateSync(start.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH })
    const size = HEADER.exec(head.toString('latin1', 0, LONGEST_HEADER))?.[1]
    if (size === undefined) throw unreadable(id, null)
    return Number(size)
  } catch (error) {
    throw unreadable(id, error)
  } finally {
    closeSync(descriptor)
  }
}

/** Hands a loose blob over as it is read, and throws at the end where its id is not that of its content. */
export async function streamLoose(file: string, id: string, onPiece: (piece: Buffer) => void): Promise<void> {
  const hash = createHash('sha1')
  let head: Buffer | null = Buffer.alloc(0)
  try {
    const inflated: AsyncIterable<Buffer> = createReadStream(file).pipe(createInflate())
    for await (const chunk of inflated) {
      hash.update(chunk)
      if (head === null) {
        onPiece(chunk)
        continue
      }
      head = Buffer.concat([head, chunk])
      if (head.length < LONGEST_HEADER && !head.includes(0)) continue
      const length = HEADER.exec(head.toString('latin1', 0, LONGEST_HEADER))?.[0].length
      if (length === undefined) throw unreadable(id, null)
      onPiece(head.subarray(length))
      head = null
    }
  } catch (error) {
    throw unreadable(id, error)
  }
  if (hash.digest('hex') !== id) throw unreadable(id, null)
}
