import { KeyhookError } from '../errors.ts'
import type { Confidence, Finding, Severity, Shard, Suppressed, Verdict } from '../types.ts'

const SEVERITIES: readonly string[] = ['critical', 'high', 'medium', 'low'] satisfies Severity[]
const CONFIDENCES: readonly string[] = ['high', 'medium', 'low'] satisfies Confidence[]
const WAYS: readonly string[] = ['allowlist', 'inline', 'override'] satisfies Suppressed['by'][]

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads a report that keyhook wrote with `--format json`. Fields that it does not know are left out.
 *
 * @param name of the file, for the message
 * @throws KeyhookError 'usage' for anything else
 */
export function readJson(text: string, name: string): Verdict {
  const refuse = (what: string, hint = 'Make it again with: keyhook scan --format json'): KeyhookError =>
    new KeyhookError('usage', `${name} ${what}`, hint)
  const report = parsed(text)
  if (report === null) throw refuse('is no JSON, so nothing was joined.')
  if (Array.isArray(report['runs']))
    throw refuse('is SARIF, which cannot be joined yet.', 'Have each part written with: keyhook scan --format json')
  if (report['version'] !== 1) throw refuse('is no result of keyhook, or of a newer one.')
  try {
    const shard = report['shard'] === undefined ? undefined : readShard(fields(report['shard']))
    const stats = fields(report['stats'])
    return {
      findings: list(report['findings']).map(item => readFinding(item, shard !== undefined)),
      suppressed: list(report['suppressed']).map(item => ({
        ...readFinding(item, shard !== undefined),
        by: oneOf(item['by'], WAYS) as Suppressed['by'],
        reason: string(item['reason']),
      })),
      notes: [],
      stats: {
        files: count(stats['files']),
        lines: count(stats['lines']),
        bytes: count(stats['bytes']),
        ms: count(stats['ms']),
      },
      ...(report['complete'] === false ? { complete: false } : {}),
      ...(shard === undefined ? {} : { shard }),
    }
  } catch (error) {
    if (error instanceof Mismatch) throw refuse('is no whole result of keyhook, so nothing was joined.')
    throw error
  }
}

/** A value is not of the form that keyhook writes. */
class Mismatch extends Error {}

function parsed(text: string): Fields | null {
  try {
    return fields(JSON.parse(text))
  } catch {
    return null
  }
}

function readFinding(item: Fields, placed: boolean): Finding {
  return {
    fingerprint: string(item['fingerprint']),
    rule: string(item['rule']),
    provider: string(item['provider']),
    severity: oneOf(item['severity'], SEVERITIES) as Severity,
    blocking: truth(item['blocking']),
    path: string(item['path']),
    line: count(item['line']),
    column: count(item['column']),
    endColumn: count(item['endColumn']),
    preview: string(item['preview']),
    commit: item['commit'] === null ? null : string(item['commit']),
    message: string(item['message']),
    help: string(item['help']),
    // Results of the first version have no such field.
    confidence: item['confidence'] === undefined ? 'medium' : (oneOf(item['confidence'], CONFIDENCES) as Confidence),
    ...(item['date'] === undefined ? {} : { date: item['date'] === null ? null : string(item['date']) }),
    ...(item['inHead'] === undefined ? {} : { inHead: item['inHead'] === null ? null : truth(item['inHead']) }),
    ...(item['pushed'] === undefined ? {} : { pushed: item['pushed'] === null ? null : truth(item['pushed']) }),
    ...(placed ? { position: count(item['position']) } : {}),
  }
}

function readShard(shard: Fields): Shard {
  return {
    index: count(shard['index']),
    of: count(shard['of']),
    commits: count(shard['commits']),
    whole: string(shard['whole']),
    folds: truth(shard['folds']),
  }
}

function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Mismatch()
  return value as Fields
}

function list(value: unknown): Fields[] {
  if (!Array.isArray(value)) throw new Mismatch()
  return value.map(fields)
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new Mismatch()
  return value
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Mismatch()
  return value
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Mismatch()
  return value
}

function oneOf(value: unknown, known: readonly string[]): string {
  if (!known.includes(string(value))) throw new Mismatch()
  return string(value)
}
