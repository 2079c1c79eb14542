import { COMMIT_MESSAGE } from '../diff/change.ts'
import { parseCommitObject } from '../diff/commit-object.ts'
import { excerptsOfFile, excerptsOfText } from '../diff/text.ts'
import { readObjects, readSizes, resolveNames } from '../git/blobs.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Excerpt } from '../types.ts'
import type { Exposure, Occurrence } from './exposure.ts'

/** Where git itself can be asked for the bytes of a key, so that a command can name them without holding them. */
export interface KeySource {
  readonly type: 'blob' | 'commit' | 'tag'
  readonly id: string
  /** Of the first byte, from 1, as `tail -c +N` counts. */
  readonly start: number
  /** In bytes. */
  readonly length: number
}

/** Larger files are not read for this. */
const LARGEST = 64 * 1024 * 1024

/** Looks for an object in which the key stands as it is; null where every one of them spells it in another way, or splits it. */
export async function findKeySource(
  repository: Repository,
  { finding, history }: Exposure,
  today: string,
): Promise<KeySource | null> {
  for (const occurrence of history.slice(0, 20)) {
    const object = await objectOf(repository, occurrence)
    if (object === null) continue
    const place = await placeIn(repository, object, occurrence, finding.fingerprint, today)
    if (place !== null) return { ...object, ...place }
  }
  return null
}

type StoredObject = Pick<KeySource, 'type' | 'id'>

async function objectOf({ git }: Repository, { kind, commit, path }: Occurrence): Promise<StoredObject | null> {
  if (commit === null || kind === 'name') return null
  if (kind === 'message') return { type: 'commit', id: commit }
  if (kind === 'tag') return { type: 'tag', id: commit }
  if (/\n/.test(path)) return null
  const name = `${commit}:${path}`
  const id = (await resolveNames(git, [name])).get(name)
  if (id === undefined || ((await readSizes(git, [id]))[0] ?? 0) > LARGEST) return null
  return { type: 'blob', id }
}

async function placeIn(
  repository: Repository,
  { type, id }: StoredObject,
  { path }: Occurrence,
  fingerprint: string,
  today: string,
): Promise<Pick<KeySource, 'start' | 'length'> | null> {
  const { rules } = await readPolicy(repository, null)
  const values = new Set<string>()
  const scan = startScan({
    policy: { ...NO_POLICY, rules },
    today,
    reveal: ({ finding, value }) => {
      if (finding.fingerprint === fingerprint) values.add(value)
    },
  })
  const take = (excerpt: Excerpt): unknown => scan.take(excerpt)
  let content = Buffer.alloc(0)
  await readObjects(repository.git, [id], (_, bytes) => {
    content = Buffer.from(bytes)
  })
  if (type === 'blob') excerptsOfFile(content, { kind: 'content', path, commit: null }, take)
  else excerptsOfText(parseCommitObject(content).message, { kind: 'message', path: COMMIT_MESSAGE, commit: id }, take)
  await scan.drain()
  for (const value of values) {
    const bytes = Buffer.from(value, 'latin1')
    const at = content.indexOf(bytes)
    // A shell takes line ends off, and knows no NUL.
    if (at >= 0 && !/\0|\n$/.test(value)) return { start: at + 1, length: bytes.length }
  }
  return null
}
