import { createHash } from 'node:crypto'
import type { Ids } from '../git/ids.ts'
import type { Shard } from '../types.ts'

/** `K/N` as it was asked for. */
export type AskedShard = Pick<Shard, 'index' | 'of'>

export interface Dealt {
  /** Places in the list of commits, ascending. */
  readonly commits: Uint32Array
  /** Places in the list of tags, ascending. */
  readonly tags: Uint32Array
  readonly whole: string
}

/**
 * Deals commits and tags out, like cards, in the order of their ids: parts differ by one at most, and do not depend on the names of references or the order in
 * which git lists commits. `whole` tells whether two parts are of the same history.
 */
export function deal(commits: Ids, tags: Ids, { index, of }: AskedShard): Dealt {
  const hash = createHash('sha256')
  let card = 0
  const hand = (ids: Ids): Uint32Array => {
    const own: number[] = []
    for (const place of sortedPlaces(ids)) {
      hash.update(`${ids.at(place)}\n`)
      if (card++ % of === index - 1) own.push(place)
    }
    return Uint32Array.from(own).sort()
  }
  const dealt = { commits: hand(commits), tags: hand(tags) }
  return { ...dealt, whole: hash.digest('hex').slice(0, 32) }
}

/** Places in the order of the ids that stand there. Most ids differ in their first digits, which are compared as numbers. */
function sortedPlaces(ids: Ids): Uint32Array {
  const keys = Float64Array.from({ length: ids.length }, (_, place) =>
    Number.parseInt((ids.at(place) ?? '').slice(0, 12), 16),
  )
  const rest = (place: number): string => ids.at(place) ?? ''
  return Uint32Array.from({ length: ids.length }, (_, place) => place).sort(
    (one, other) =>
      (keys[one] ?? 0) - (keys[other] ?? 0) || (rest(one) < rest(other) ? -1 : rest(one) > rest(other) ? 1 : 0),
  )
}
