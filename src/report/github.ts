import type { Finding, Severity, Suppressed, Verdict } from '../types.ts'
import { clean, stopped } from './headline.ts'
import { levelOf } from './levels.ts'
import type { Scene } from './scene.ts'
import { printable } from './terminal.ts'

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low']
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const

/**
 * Findings as workflow commands, which GitHub shows beside the lines of a pull request: of each level at most ten a step, so the worst come first.
 * What was let through by an override is a notice. A last line, for the log, says how it ended.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderGithub(verdict: Verdict, scene: Scene): string {
  const blocking = verdict.findings.filter(finding => finding.blocking)
  const lines = [
    ...worstFirst(verdict.findings).map(annotation),
    ...verdict.suppressed.filter(({ by }) => by === 'override').map(overridden),
    ...(scene.quiet ? [] : [...verdict.notes.map(remark), summary(blocking.length, verdict, scene)]),
  ]
  return lines.map(line => `${line}\n`).join('')
}

function worstFirst(findings: readonly Finding[]): Finding[] {
  const weight = ({ blocking, severity }: Finding): number => (blocking ? 0 : ORDER.length) + ORDER.indexOf(severity)
  return findings.toSorted((one, other) => weight(one) - weight(other))
}

function annotation(finding: Finding): string {
  const { provider, preview, rule, message, fingerprint } = finding
  const title = [provider, preview, `(${rule})`].filter(part => part !== '').join(' ')
  return command(COMMANDS[levelOf(finding)], place(finding), title, `${message} ${detail(finding, fingerprint)}`)
}

function overridden(finding: Suppressed): string {
  const { provider, preview, rule, reason, fingerprint } = finding
  const title = [provider, preview, `(${rule}), let through by KEYHOOK_OVERRIDE`].filter(part => part !== '').join(' ')
  return command('notice', place(finding), title, `Reason: ${reason}. ${detail(finding, fingerprint)}`)
}

function detail({ commit }: Finding, fingerprint: string): string {
  return `Fingerprint ${fingerprint}${commit === null ? '' : `, in commit ${commit.slice(0, 12)}`}.`
}

function remark(note: string): string {
  return command('notice', {}, 'keyhook', note)
}

type Place = Readonly<Record<string, string | number>>

/** A message stands in no file. */
function place({ path, line, column, endColumn }: Finding): Place {
  if (path === 'COMMIT_MSG') return {}
  return line === 0 ? { file: path } : { file: path, line, endLine: line, col: column, endColumn }
}

function command(name: string, at: Place, title: string, message: string): string {
  const properties = Object.entries({ ...at, title }).map(([key, value]) => `${key}=${property(String(value))}`)
  return `::${name} ${properties.join(',')}::${data(message)}`
}

/** What the runner would read as the end of a line, or as an escape; anything else that a terminal would act on is made visible. */
function data(text: string): string {
  return text
    .replace(/[^\r\n]+/g, printable)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
}

/** In a property, also what would end it. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function summary(blocking: number, verdict: Verdict, scene: Scene): string {
  const line = blocking > 0 ? stopped(blocking, verdict, scene) : clean(verdict, scene)
  const allowed = verdict.suppressed.length
  return allowed === 0 ? line : `${line}; ${allowed} more allowed or overridden`
}
