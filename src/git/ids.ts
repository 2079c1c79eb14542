import type { Git } from './git.ts'
import { isObjectId } from './parents.ts'
import { misunderstood } from './records.ts'

/** Object ids in order: an array of them, or a packed list. */
export interface Ids {
  readonly length: number
  at(index: number): string | undefined
}

/** Ids as bytes, which take a fifth of the memory of strings and can be looked at from several threads. */
export interface PackedIds extends Ids, Iterable<string> {
  readonly bytes: SharedArrayBuffer
  /** Bytes of one id: 20, or 32 where the repository uses SHA-256. */
  readonly width: number
}

/** Ids written at once to git's input. */
const BATCH = 500

export function packedIds(bytes: SharedArrayBuffer, width: number): PackedIds {
  const view = Buffer.from(bytes)
  const length = bytes.byteLength / width
  const id = (index: number): string => view.toString('hex', index * width, (index + 1) * width)
  return {
    bytes,
    width,
    length,
    at: index => (index < length ? id(index) : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield id(index)
    },
  }
}

/** Some of a list's ids, in the order given. */
export function selected(ids: Ids, indexes: { readonly length: number; at(index: number): number | undefined }): Ids {
  return {
    length: indexes.length,
    at(index) {
      const place = indexes.at(index)
      return place === undefined ? undefined : ids.at(place)
    },
  }
}

/** A list's ids from one of them on. */
export function from(ids: Ids, first: number): Ids {
  return { length: ids.length - first, at: index => ids.at(first + index) }
}

/**
 * What a command such as `rev-list` prints, an id a line.
 *
 * @param input names of revisions for `--stdin`, a line each
 * @throws KeyhookError 'git' where a line is none, or the last one is cut off
 */
export async function readIds(
  git: Git,
  args: readonly string[],
  input: AsyncIterable<string> | string,
): Promise<PackedIds> {
  let bytes = Buffer.alloc(1 << 14)
  let length = 0
  let width = 20
  let rest = ''
  await git.stream(
    args,
    chunk => {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const id of lines) {
        if (!isObjectId(id)) throw misunderstood(args[0] ?? '')
        width = id.length / 2
        if (length + width > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2)
        length += bytes.write(id, length, 'hex')
      }
    },
    input,
  )
  if (rest !== '') throw misunderstood(args[0] ?? '')
  const shared = new SharedArrayBuffer(length)
  bytes.copy(Buffer.from(shared), 0, 0, length)
  return packedIds(shared, width)
}

/** Ids as lines, a few at a time: git reads as fast as it answers. */
export async function* linesOf(ids: Ids): AsyncGenerator<string> {
  for (let at = 0; at < ids.length; at += BATCH) {
    let lines = ''
    for (let index = at; index < Math.min(at + BATCH, ids.length); index++) lines += `${ids.at(index)}\n`
    yield lines
  }
}
