import { KeyhookError } from '../errors.ts'
import type { Git } from './git.ts'
import { type Ids, linesOf } from './ids.ts'

const NEWLINE = 0x0a

/**
 * Reads objects, one after another, each whole; the caller bounds their sizes.
 *
 *     <id> SP <type> SP <size> LF <content> LF
 *
 * @throws KeyhookError 'incomplete' where one is missing
 */
export async function readObjects(git: Git, ids: Ids, onObject: (id: string, content: Buffer) => void): Promise<void> {
  if (ids.length === 0) return
  let rest: Buffer[] = []
  let length = 0
  let needed = 0
  let next = 0
  const take = (): void => {
    let data = Buffer.concat(rest)
    for (;;) {
      const end = data.indexOf(NEWLINE)
      if (end < 0) break
      const size = sizeOf(data.toString('latin1', 0, end), ids.at(next) ?? '')
      needed = end + 1 + size + 1
      if (data.length < needed) break
      onObject(ids.at(next) ?? '', data.subarray(end + 1, end + 1 + size))
      data = data.subarray(needed)
      needed = 0
      next++
    }
    rest = [data]
    length = data.length
  }
  await git.stream(
    ['cat-file', '--batch'],
    chunk => {
      rest.push(chunk)
      length += chunk.length
      if (length >= needed) take()
    },
    linesOf(ids),
  )
  if (next !== ids.length) throw missing(ids.at(next) ?? '')
}

/** The sizes of objects in bytes, in the same order. */
export async function readSizes(git: Git, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return []
  const answer = await git.output(['cat-file', '--batch-check'], { input: `${ids.join('\n')}\n` })
  const lines = answer.toString('latin1').trimEnd().split('\n')
  return ids.map((id, index) => sizeOf(lines[index] ?? '', id))
}

/** The type of each object that is there; an id without an entry is not known here. */
export async function readTypes(git: Git, ids: readonly string[]): Promise<Map<string, string>> {
  const types = new Map<string, string>()
  if (ids.length === 0) return types
  const answer = await git.output(['cat-file', '--batch-check'], { input: `${ids.join('\n')}\n` })
  for (const line of answer.toString('latin1').split('\n')) {
    const [id = '', type = '', size] = line.split(' ')
    if (size !== undefined) types.set(id, type)
  }
  return types
}

/** The ids that names such as `<commit>^{tree}:path` stand for; a name that leads nowhere is not in the answer. */
export async function resolveNames(git: Git, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const answer = await git.output(['cat-file', '--batch-check'], { input: `${names.join('\n')}\n` })
  const lines = answer.toString('latin1').split('\n')
  if (lines.length !== names.length + 1) throw missing(names[lines.length - 1] ?? '')
  return new Map(
    names.flatMap((name, index): [string, string][] => {
      const id = /^([0-9a-f]{40,64}) \w+ \d+$/.exec(lines[index] ?? '')?.[1]
      return id === undefined ? [] : [[name, id]]
    }),
  )
}

function sizeOf(header: string, id: string): number {
  const size = /^[0-9a-f]+ \w+ (\d+)$/.exec(header)?.[1]
  if (size === undefined) throw missing(id)
  return Number(size)
}

function missing(id: string): KeyhookError {
  return new KeyhookError(
    'incomplete',
    `The object ${id} could not be read, so the scan is not complete.`,
    'Run "git fsck"; in a partial clone, "git fetch" first.',
  )
}
