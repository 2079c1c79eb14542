import { createHash } from 'node:crypto'
import { type PromiseFsClient, readObject } from 'isomorphic-git'
import type { ObjectReader } from '../engine/engine.ts'
import { looseFile, readLooseSize, streamLoose } from './loose.ts'
import { readOnly } from './read-only.ts'
import { unreadable } from './unreadable.ts'

/** In bytes: of a file's own lines nothing need be kept, so a larger loose one is read as it comes. */
export const LARGEST_WHOLE = 16 * 1024 * 1024

/** Larger ones are compared by the count of each line, without being loaded. */
export const LARGEST_COMPARED = 96 * 1024 * 1024

export type ObjectType = 'blob' | 'tree' | 'commit'

export interface Objects extends ObjectReader {
  /** The content of an object, its id verified. */
  whole(id: string, type: ObjectType): Promise<Buffer>
  /** The same for a blob that may be large: null where it is larger than `limit` bytes and can be streamed, as loose ones can. */
  loadable(id: string, limit: number): Promise<Buffer | null>
  /** Hands a blob over in pieces; throws at the end where its id is not that of its content. */
  stream(id: string, onPiece: (piece: Buffer) => void): Promise<void>
}

/**
 * Reads objects, loose and packed, through isomorphic-git. What it answers is taken for nothing until it has been hashed: an object that is damaged, or misread, ends in an error.
 *
 * @param commonDirectory the git directory that holds `objects/`
 */
export function createObjects(commonDirectory: string): Objects {
  const fs: PromiseFsClient = readOnly
  const cache = {}

  async function whole(id: string, type: ObjectType): Promise<Buffer> {
    let read: { object: unknown; type: unknown }
    try {
      read = await readObject({ fs, gitdir: commonDirectory, oid: id, format: 'content', cache })
    } catch (error) {
      throw unreadable(id, error)
    }
    if (read.type !== type || !(read.object instanceof Uint8Array)) throw unreadable(id, null)
    const content = Buffer.from(read.object.buffer, read.object.byteOffset, read.object.byteLength)
    const hash = createHash('sha1').update(`${type} ${content.length}\0`).update(content)
    if (hash.digest('hex') !== id) throw unreadable(id, null)
    return content
  }

  async function looseSize(id: string): Promise<number | null> {
    const file = looseFile(commonDirectory, id)
    return file === null ? null : readLooseSize(file, id)
  }

  async function loadable(id: string, limit: number): Promise<Buffer | null> {
    const size = await looseSize(id)
    return size !== null && size > limit ? null : whole(id, 'blob')
  }

  return {
    whole,
    loadable,
    async stream(id, onPiece) {
      const file = looseFile(commonDirectory, id)
      if (file === null) onPiece(await whole(id, 'blob'))
      else await streamLoose(file, id, onPiece)
    },
    async sizes(ids) {
      const sizes: number[] = []
      for (const id of ids) sizes.push((await looseSize(id)) ?? (await whole(id, 'blob')).length)
      return sizes
    },
    async read(ids, onObject) {
      for (const id of ids) onObject(id, await whole(id, 'blob'))
    },
  }
}
