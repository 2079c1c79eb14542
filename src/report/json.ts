import type { Finding, Suppressed, Verdict } from '../types.ts'
import { printableJson } from './terminal.ts'

/** The report for machines, as the contract has it: one JSON object, a finding a line, with a newline at its end. */
export function renderJson(verdict: Verdict): string {
  const { files, lines, bytes, ms } = verdict.stats
  return [
    '{"version":1,\n',
    ` "findings":${list(verdict.findings.map(shown))},\n`,
    ` "suppressed":${list(verdict.suppressed.map(suppressed))},\n`,
    ` "stats":${JSON.stringify({ files, lines, bytes, ms })}}\n`,
  ].join('')
}

function list(items: readonly object[]): string {
  return items.length === 0 ? '[]' : `[\n  ${items.map(item => printableJson(JSON.stringify(item))).join(',\n  ')}]`
}

/** Field by field: neither their order nor a field that a finding may gain later changes the report by accident. */
function shown(finding: Finding): Finding {
  const { fingerprint, rule, provider, severity, confidence, blocking, path, line } = finding
  const { column, endColumn, preview, commit, message, help } = finding
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
  }
}

function suppressed(finding: Suppressed): Suppressed {
  return { ...shown(finding), by: finding.by, reason: finding.reason }
}
