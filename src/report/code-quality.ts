import { createHash } from 'node:crypto'
import type { Finding, Severity, Verdict } from '../types.ts'
import { printableJson } from './terminal.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
}

/**
 * The report as GitLab shows it beside a merge request, for `artifacts:reports:codequality`. What is suppressed is not in it.
 *
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function renderCodeQuality(verdict: Verdict): string {
  const times = new Map<string, number>()
  const items = verdict.findings.map(finding => printableJson(JSON.stringify(issueOf(finding, times))))
  return items.length === 0 ? '[]\n' : `[\n${items.join(',\n')}\n]\n`
}

function issueOf(finding: Finding, times: Map<string, number>): object {
  const { rule, severity, blocking, path, line, message, fingerprint } = finding
  // GitLab shows one issue a fingerprint: a key that stands in one file twice is two.
  const place = JSON.stringify([fingerprint, path])
  const time = (times.get(place) ?? 0) + 1
  times.set(place, time)
  return {
    description: `${message} Fingerprint ${fingerprint}.`,
    check_name: rule,
    fingerprint: createHash('sha256').update(`${place} ${time}`).digest('hex'),
    severity: blocking ? SEVERITIES[severity] : 'info',
    location: { path, lines: { begin: Math.max(line, 1) } },
  }
}
