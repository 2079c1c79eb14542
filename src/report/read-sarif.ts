import type { Finding, Suppressed, Verdict } from '../types.ts'
import { pathOf } from './artifact-uri.ts'
import { count, type Fields, fields, list, Mismatch, oneOf, string, truth } from './fields.ts'
import { readFacts, readShard, readStats, WAYS } from './read-facts.ts'
import { whereabouts } from './sarif.ts'

/** The name of the tool that wrote SARIF; '' where that cannot be told. */
export function writerOf(log: Fields): string {
  try {
    const [run] = list(log['runs'])
    return string(fields(fields(run?.['tool'])['driver'])['name'])
  } catch {
    return ''
  }
}

/**
 * Reads what keyhook wrote with `--format sarif`.
 *
 * @throws Mismatch for anything else
 */
export function readSarif(log: Fields): Verdict {
  const [run, ...more] = list(log['runs'])
  if (run === undefined || more.length > 0) throw new Mismatch()
  const properties = fields(run['properties'])
  const shard = properties['shard'] === undefined ? undefined : readShard(fields(properties['shard']))
  const placed = shard !== undefined
  const results = list(run['results']).map(result => readResult(result, placed))
  const [invocation = {}] = list(run['invocations'])
  return {
    findings: results.filter(one => !('by' in one)),
    suppressed: results.filter(one => 'by' in one),
    notes: list(invocation['toolExecutionNotifications']).map(note => string(fields(note['message'])['text'])),
    stats: readStats(fields(properties['stats'])),
    ...(truth(invocation['executionSuccessful']) ? {} : { complete: false }),
    ...(placed ? { shard } : {}),
  }
}

function readResult(result: Fields, placed: boolean): Finding | Suppressed {
  const properties = fields(result['properties'])
  const [location] = list(result['locations'])
  const place = fields(location?.['physicalLocation'])
  const region = place['region'] === undefined ? null : fields(place['region'])
  const facts = readFacts(properties, placed)
  const fingerprint = string(fields(result['partialFingerprints'])['keyhook/v1'])
  const finding = {
    fingerprint,
    rule: string(result['ruleId']),
    path: decoded(string(fields(place['artifactLocation'])['uri'])),
    line: region === null ? 0 : count(region['startLine']),
    column: count(region === null ? properties['column'] : region['startColumn']),
    endColumn: count((region ?? properties)['endColumn']),
    message: withoutEnd(string(fields(result['message'])['text']), whereabouts({ fingerprint, commit: facts.commit })),
    ...facts,
  }
  const [suppression] = list(result['suppressions'])
  if (suppression === undefined) return finding
  const by = oneOf(fields(suppression['properties'])['by'], WAYS)
  return { ...finding, by, reason: string(suppression['justification']) }
}

function decoded(uri: string): string {
  try {
    return pathOf(uri)
  } catch {
    throw new Mismatch()
  }
}

function withoutEnd(text: string, end: string): string {
  if (!text.endsWith(end)) throw new Mismatch()
  return text.slice(0, -end.length)
}
