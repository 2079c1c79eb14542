import type { Finding, Shard, Suppressed, Verdict } from '../types.ts'
import { printableJson } from './terminal.ts'

/** The report for machines, as the contract has it: one JSON object, a finding a line, with a newline at its end. */
export function renderJson(verdict: Verdict): string {
  const { files, lines, bytes, ms } = verdict.stats
  const { complete, shard } = verdict
  const placed = shard !== undefined
  return [
    '{"version":1,\n',
    ...(complete === undefined ? [] : [' "complete":false,\n']),
    ...(shard === undefined ? [] : [` "shard":${JSON.stringify(shownShard(shard))},\n`]),
    ` "findings":${list(verdict.findings.map(finding => shown(finding, placed)))},\n`,
    ` "suppressed":${list(verdict.suppressed.map(finding => suppressed(finding, placed)))},\n`,
    ` "stats":${JSON.stringify({ files, lines, bytes, ms })}}\n`,
  ].join('')
}

function list(items: readonly object[]): string {
  return items.length === 0 ? '[]' : `[\n  ${items.map(item => printableJson(JSON.stringify(item))).join(',\n  ')}]`
}

/** Field by field: neither their order nor a field that a finding may gain later changes the report by accident. */
function shown(finding: Finding, placed: boolean): Finding {
  const { fingerprint, rule, provider, severity, confidence, blocking, path, line } = finding
  const { column, endColumn, preview, commit, message, help, date, inHead, pushed, position } = finding
  return {
    fingerprint,
    rule,
    provider,
    severity,
    blocking,
    path,
    line,
    column,
    endColumn,
    preview,
    commit,
    message,
    help,
    confidence,
    ...(date === undefined ? {} : { date }),
    ...(inHead === undefined ? {} : { inHead }),
    ...(pushed === undefined ? {} : { pushed }),
    ...(placed && position !== undefined ? { position } : {}),
  }
}

function suppressed(finding: Suppressed, placed: boolean): Suppressed {
  return { ...shown(finding, placed), by: finding.by, reason: finding.reason }
}

function shownShard({ index, of, commits, whole, folds }: Shard): Shard {
  return { index, of, commits, whole, folds }
}
