import { createHash } from 'node:crypto'
import type { Sight } from './wish.ts'

/** Texts longer than this are looked at only as a whole, and as their first line. */
const LONGEST = 500
const MOST_EDGES = 120

/**
 * The texts that another tool may have taken for a secret which keyhook finds as `value`: what lies inside the match, and what lies around the value on its line.
 * Each of them overlaps the match, so that a hash of one can mean no other secret.
 */
export function readingsOf({ value, outer, text }: Sight): ReadonlySet<string> {
  const readings = new Set([value, outer])
  for (const part of [outer, outer.split('\n', 1)[0] ?? '']) {
    if (part.length > LONGEST) continue
    const edges = edgesOf(part)
    for (const start of edges) for (const end of edges) if (end - start >= 6) readings.add(part.slice(start, end))
  }
  const line = text.split('\n').find(each => each.includes(value)) ?? ''
  const at = line.indexOf(value)
  if (line.length > LONGEST || at === -1) return readings
  const edges = edgesOf(line)
  for (const start of edges)
    if (start <= at) for (const end of edges) if (end >= at + value.length) readings.add(line.slice(start, end))
  return readings
}

/** Where words begin and end. */
function edgesOf(text: string): number[] {
  const edges = [0, text.length]
  for (const { index } of text.matchAll(/\b|(?<=[\s"'`=:,;<>()[\]{}])|(?=[\s"'`=:,;<>()[\]{}])/g)) edges.push(index)
  return [...new Set(edges)].sort((one, other) => one - other).slice(0, MOST_EDGES)
}

/** Whether one of the texts has this hash, written in hex. One sight is asked about by many entries, so the last one's hashes are kept. */
export function createDigests(algorithm: 'sha1' | 'sha256', readings: (sight: Sight) => Iterable<string>) {
  let last: { readonly sight: Sight; readonly digests: ReadonlySet<string> } | null = null
  return (sight: Sight, digest: string): boolean => {
    if (last?.sight !== sight) {
      const digests = Array.from(readings(sight), text => createHash(algorithm).update(text).digest('hex'))
      last = { sight, digests: new Set(digests) }
    }
    return last.digests.has(digest)
  }
}
