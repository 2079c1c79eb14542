import type { Finding, Suppressed, Verdict } from '../types.ts'
import { clean, stopped } from './headline.ts'
import { count } from './layout.ts'
import type { Scene } from './scene.ts'
import { printable } from './terminal.ts'

/** GitHub refuses a summary of more than 1 MiB, and nobody reads more rows than these. */
const MOST = 100

const WAYS: Readonly<Record<Suppressed['by'], string>> = {
  override: 'KEYHOOK_OVERRIDE',
  allowlist: '.keyhook/allowlist.yml',
  inline: 'an inline marker',
}

/**
 * What a job found, as a page for people: the findings, what was overridden or allowed and why, and remarks. Tables are HTML, in which no character of a name
 * or a reason means anything once it is escaped.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export function renderJobSummary(verdict: Verdict, scene: Scene): string {
  const blocking = verdict.findings.filter(finding => finding.blocking)
  const others = verdict.findings.filter(finding => !finding.blocking)
  const overridden = verdict.suppressed.filter(({ by }) => by === 'override')
  const allowed = verdict.suppressed.filter(({ by }) => by !== 'override')
  return [
    `### ${blocking.length > 0 ? stopped(blocking.length, verdict, scene) : clean(verdict, scene)}`,
    ...table('', ['Where', 'What', 'Fingerprint'], blocking, cells),
    ...table('Worth a look, but stopping nothing', ['Where', 'What', 'Fingerprint'], others, cells),
    ...table('Overridden', ['Where', 'What', 'Fingerprint', 'Why'], overridden, suppressedCells),
    ...table('Allowed', ['Where', 'What', 'Fingerprint', 'Why'], allowed, suppressedCells),
    ...notes(verdict.notes),
    '',
  ].join('\n')
}

function table<T>(title: string, heads: string[], rows: readonly T[], cellsOf: (row: T) => string[]): string[] {
  if (rows.length === 0) return []
  const row = (tag: string, values: readonly string[]): string =>
    `<tr>${values.map(value => `<${tag}>${value}</${tag}>`).join('')}</tr>`
  const lines = rows.slice(0, MOST).map(one => row('td', cellsOf(one)))
  const more = rows.length > MOST ? ['', `and ${rows.length - MOST} more`] : []
  const heading = title === '' ? [] : ['', `#### ${title} (${rows.length})`]
  return [...heading, '', '<table>', row('th', heads), ...lines, '</table>', ...more]
}

function cells({ path, line, severity, provider, preview, rule, message, fingerprint, commit }: Finding): string[] {
  const where = line === 0 ? path : `${path}:${line}`
  const of = commit === null ? '' : `<br>in ${code(commit.slice(0, 12))}`
  const what = [provider, preview].filter(part => part !== '').join(' ')
  return [
    code(where) + of,
    `${escaped(severity)}: ${code(what)} (${code(rule)})<br>${code(message)}`,
    code(fingerprint),
  ]
}

function suppressedCells(finding: Suppressed): string[] {
  const [where = '', , fingerprint = ''] = cells(finding)
  const { provider, preview, rule, by, reason } = finding
  const what = [provider, preview].filter(part => part !== '').join(' ')
  return [where, `${code(what)} (${code(rule)})`, fingerprint, `${escaped(WAYS[by])}: ${code(reason)}`]
}

function notes(all: readonly string[]): string[] {
  if (all.length === 0) return []
  const items = all.slice(0, MOST).map(note => `<li>${code(note)}</li>`)
  const more = all.length > MOST ? [`<li>and ${count(all.length - MOST, 'more remark')}</li>`] : []
  return ['', '#### Remarks', '', '<ul>', ...items, ...more, '</ul>']
}

/** In code, GitHub makes neither a link nor a mention of anything. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`
}

function escaped(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`)
}
