import type { Confidence, Finding, Severity, Shard, Stats, Suppressed } from '../types.ts'
import { count, type Fields, oneOf, orNull, string, truth } from './fields.ts'

/** What JSON and SARIF tell in the same words. */

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies Severity[]
const CONFIDENCES = ['high', 'medium', 'low'] as const satisfies Confidence[]
export const WAYS = ['allowlist', 'inline', 'override'] as const satisfies Suppressed['by'][]

type Facts = Omit<Finding, 'fingerprint' | 'rule' | 'path' | 'line' | 'column' | 'endColumn' | 'message'>

export function readFacts(item: Fields, placed: boolean): Facts {
  return {
    provider: string(item['provider']),
    severity: oneOf(item['severity'], SEVERITIES),
    blocking: truth(item['blocking']),
    preview: string(item['preview']),
    commit: orNull(item['commit'], string),
    help: string(item['help']),
    // Results of the first version have no such field.
    confidence: item['confidence'] === undefined ? 'medium' : oneOf(item['confidence'], CONFIDENCES),
    ...(item['date'] === undefined ? {} : { date: orNull(item['date'], string) }),
    ...(item['inHead'] === undefined ? {} : { inHead: orNull(item['inHead'], truth) }),
    ...(item['pushed'] === undefined ? {} : { pushed: orNull(item['pushed'], truth) }),
    ...(placed ? { position: count(item['position']) } : {}),
  }
}

export function readShard(shard: Fields): Shard {
  return {
    index: count(shard['index']),
    of: count(shard['of']),
    commits: count(shard['commits']),
    whole: string(shard['whole']),
    folds: truth(shard['folds']),
  }
}

export function readStats(stats: Fields): Stats {
  return {
    files: count(stats['files']),
    lines: count(stats['lines']),
    bytes: count(stats['bytes']),
    ms: count(stats['ms']),
  }
}
