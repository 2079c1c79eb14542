import { createHash } from 'node:crypto'
import type { Finding, Severity, Verdict } from '../types.ts'
import { printableJson } from './terminal.ts'

export interface GitlabOptions {
  /** keyhook's own. */
  readonly version: string
  /** When the scan ended. */
  readonly now: Date
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** Of a name, in characters. */
const LONGEST_NAME = 255

/**
 * The report as GitLab's vulnerability pages read it, for `artifacts:reports:secret_detection`. What is suppressed is not in it, and neither is the line that a
 * secret stands on.
 *
 * Source: https://gitlab.com/gitlab-org/security-products/security-report-schemas, secret-detection-report-format.json 15.2
 */
export function renderGitlab(verdict: Verdict, { version, now }: GitlabOptions): string {
  const tool = { id: 'keyhook', name: 'keyhook', version, vendor: { name: 'keyhook' } }
  const scan = {
    analyzer: tool,
    scanner: tool,
    type: 'secret_detection',
    start_time: time(new Date(now.getTime() - verdict.stats.ms)),
    end_time: time(now),
    status: verdict.complete === false ? 'failure' : 'success',
  }
  const items = verdict.findings.map(finding => printableJson(JSON.stringify(vulnerabilityOf(finding))))
  return [
    '{"version":"15.2.1",\n',
    ` "scan":${JSON.stringify(scan)},\n`,
    ` "vulnerabilities":${items.length === 0 ? '[]' : `[\n  ${items.join(',\n  ')}]`}}\n`,
  ].join('')
}

function vulnerabilityOf(finding: Finding): object {
  const { rule, provider, severity, path, line, preview, message, fingerprint, commit, column, help } = finding
  const url = /^https?:\/\//.test(help) ? { url: help } : {}
  return {
    id: uuid(JSON.stringify([fingerprint, commit, path, line, column])),
    name: `${provider} ${preview}`.trim().slice(0, LONGEST_NAME),
    description: `${message} Fingerprint ${fingerprint}.`,
    severity: SEVERITIES[severity],
    identifiers: [{ type: 'keyhook_rule', name: `keyhook rule ${rule}`, value: rule }],
    ...(Object.keys(url).length === 0 ? {} : { links: [{ name: 'Where to revoke it', ...url }] }),
    location: {
      file: path,
      ...(line === 0 ? {} : { start_line: line, end_line: line }),
      // GitLab insists on a commit; its own scanner writes this one for what is in none.
      commit: { sha: commit ?? '0000000' },
    },
  }
}

/** `2026-01-02T03:04:05`, in UTC. */
function time(date: Date): string {
  return date.toISOString().slice(0, 19)
}

/** The same for the same finding (RFC 9562, version 8: by a hash of one's own choice). */
function uuid(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex')
  const variant = ((Number.parseInt(digits[16] ?? '0', 16) & 3) | 8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20, 32),
  ].join('-')
}
