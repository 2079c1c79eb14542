import type { Finding, Verdict } from '../types.ts'
import { count, type Fields, fields, list, oneOf, string } from './fields.ts'
import { readFacts, readShard, readStats, WAYS } from './read-facts.ts'

/**
 * Reads what keyhook wrote with `--format json`. Fields that it does not know are left out.
 *
 * @throws Mismatch for anything else
 */
export function readJson(report: Fields): Verdict {
  const shard = report['shard'] === undefined ? undefined : readShard(fields(report['shard']))
  const placed = shard !== undefined
  return {
    findings: list(report['findings']).map(item => readFinding(item, placed)),
    suppressed: list(report['suppressed']).map(item => ({
      ...readFinding(item, placed),
      by: oneOf(item['by'], WAYS),
      reason: string(item['reason']),
    })),
    notes: [],
    stats: readStats(fields(report['stats'])),
    ...(report['complete'] === false ? { complete: false } : {}),
    ...(placed ? { shard } : {}),
  }
}

function readFinding(item: Fields, placed: boolean): Finding {
  return {
    fingerprint: string(item['fingerprint']),
    rule: string(item['rule']),
    path: string(item['path']),
    line: count(item['line']),
    column: count(item['column']),
    endColumn: count(item['endColumn']),
    message: string(item['message']),
    ...readFacts(item, placed),
  }
}
