import { KeyhookError } from '../errors.ts'
import type { Finding, Shard, Suppressed, Verdict } from '../types.ts'
import { foldByFingerprint } from './fold.ts'

/** A result, and where it was read from. */
export interface Part {
  readonly name: string
  readonly verdict: Verdict
}

/** More names than these in one message help nobody. */
const NAMED = 20

/**
 * Joins results. Those of shards must be all parts of one history, each once; they become what one scan of it would have said. Others are put one behind the other.
 *
 * @throws KeyhookError 'usage' where a part is missing, or is of something else; 'incomplete' where a scan was interrupted
 */
export function mergeVerdicts(parts: readonly Part[]): Verdict {
  const broken = parts.find(({ verdict }) => verdict.complete === false)
  if (broken !== undefined)
    throw new KeyhookError('incomplete', `${broken.name} is of a scan that was interrupted.`, 'Run that part again.')
  const shards = parts.flatMap(({ name, verdict: { shard } }) => (shard === undefined ? [] : [{ name, shard }]))
  const joined = {
    findings: distinct(parts.flatMap(({ verdict }) => verdict.findings)),
    suppressed: distinct(parts.flatMap(({ verdict }) => verdict.suppressed)),
    notes: [...new Set(parts.flatMap(({ verdict }) => verdict.notes))],
    stats: {
      files: sum(parts, ({ stats }) => stats.files),
      lines: sum(parts, ({ stats }) => stats.lines),
      bytes: sum(parts, ({ stats }) => stats.bytes),
      ms: Math.max(...parts.map(({ verdict }) => verdict.stats.ms)),
    },
  }
  const [first] = shards
  if (first === undefined) return joined
  refuseUnequal(parts, shards)
  const inOrder = { ...joined, findings: sorted(joined.findings), suppressed: sorted(joined.suppressed) }
  return first.shard.folds ? foldByFingerprint(inOrder) : inOrder
}

interface NamedShard {
  readonly name: string
  readonly shard: Shard
}

function refuseUnequal(parts: readonly Part[], shards: readonly NamedShard[]): void {
  const single = parts.find(({ verdict }) => verdict.shard === undefined)
  if (single !== undefined) throw misuse(`${single.name} is of a whole scan, and the others are of shards.`)
  const [first, ...others] = shards
  if (first === undefined) return
  const { of, whole, folds } = first.shard
  for (const { name, shard } of others) {
    if (shard.of !== of) throw misuse(`${first.name} is one of ${of} shards, and ${name} one of ${shard.of}.`)
    if (shard.whole !== whole || shard.folds !== folds)
      throw misuse(`${first.name} and ${name} are not of the same commits.`, 'Scan all shards in copies of one clone.')
  }
  const names = new Map<number, string>()
  for (const { name, shard } of shards) {
    const before = names.get(shard.index)
    if (before !== undefined) throw misuse(`${before} and ${name} are both shard ${shard.index}/${of}.`)
    names.set(shard.index, name)
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter(index => !names.has(index))
  if (missing.length === 0) return
  const list = missing.slice(0, NAMED).map(index => `${index}/${of}`)
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
  throw misuse(
    `The result of shard ${list.join(', ')}${more} is missing, so not all was scanned.`,
    'Name the files of all shards.',
  )
}

function misuse(message: string, hint = 'keyhook merge --help'): KeyhookError {
  return new KeyhookError('usage', message, hint)
}

/** Without what is said twice of the same place. */
function distinct<T extends Finding | Suppressed>(findings: readonly T[]): T[] {
  const seen = new Set<string>()
  return findings.filter(({ fingerprint, commit, path, line, column }) => {
    const place = JSON.stringify([fingerprint, commit, path, line, column])
    if (seen.has(place)) return false
    seen.add(place)
    return true
  })
}

/** Oldest commit first; findings of one commit are of one part, and stay as they were. */
function sorted<T extends Finding>(findings: readonly T[]): T[] {
  return findings.toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0))
}

function sum(parts: readonly Part[], of: (verdict: Verdict) => number): number {
  return parts.reduce((total, { verdict }) => total + of(verdict), 0)
}
