import type { Finding, Severity } from '../types.ts'
import type { Colors } from './layout.ts'
import { headed, paragraph } from './layout.ts'
import type { Scene } from './scene.ts'
import { printable } from './terminal.ts'

const PAINT: Readonly<Record<Severity, 'red' | 'yellow' | 'dim'>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
}

/** A finding that is told in full: where, how bad, what, which commit, why. */
export function findingLines(finding: Finding, scene: Scene, colors: Colors, fingerprint: boolean): string[] {
  const lines = [...headLines(finding, scene, colors), ...messageLines(finding, scene, colors)]
  if (fingerprint) lines.push(`  ${colors.dim(`fingerprint ${printable(finding.fingerprint)}`)}`)
  return lines
}

/** What a message ends with to be copied. */
const COMMAND = /^(.*:) ((?:git|gh|printf) .+)$/

/** The message; a command at its end on a line of its own, never broken. */
export function messageLines(finding: Finding, scene: Scene, colors: Colors): string[] {
  const message = printable(finding.message)
  const [, text = message, command] = COMMAND.exec(message) ?? []
  const lines = paragraph(text, scene.width, 2)
  return command === undefined ? lines : [...lines, `    ${colors.cyan(fromBelow(command, scene))}`]
}

/** A message is written for the top level: where the user stands below it, a .gitignore there would not count for what lies elsewhere. */
function fromBelow(command: string, { below }: Scene): string {
  if (below !== true) return command
  return command.replace(
    / >> \.gitignore(?= && git rm --cached -- .+$)/,
    ' >> "$(git rev-parse --show-cdup).gitignore"',
  )
}

/**
 * `path:line:column: severity: what preview (rule)`, on one line however narrow the screen is: editors' problem matchers read it. What is known beside
 * that stands on the same line where it fits, else below.
 */
export function headLines(finding: Finding, scene: Scene, colors: Colors): string[] {
  const { path, line, column, severity, confidence, provider, preview, rule, commit } = finding
  const place = colors.bold(`${printable(path)}:${line}:${column}:`)
  const what = [provider, preview, `(${rule})`].filter(part => part !== '').map(printable)
  const head = `${place} ${colors[PAINT[severity]](severity)}: ${what.join(' ')}`
  // Only doubt is worth a word: whether to look twice before revoking anything.
  const more = confidence === 'low' ? ['low confidence'] : []
  if (commit !== null) more.push('in commit', colors.cyan(printable(commit.slice(0, 12))) + whereabouts(finding))
  return more.length === 0 ? [head] : headed(head, more.join(' '), scene.width)
}

/** What is known of a commit in history: ` of 2026-01-02, still in HEAD, pushed`. */
function whereabouts({ path, date, inHead, pushed }: Finding): string {
  // A message does not leave a history by later commits.
  const gone = path === 'COMMIT_MSG' ? '' : ', no longer in HEAD'
  const facts = [
    date == null ? '' : ` of ${date.slice(0, 10)}`,
    inHead == null ? '' : inHead ? ', still in HEAD' : gone,
    pushed == null ? '' : pushed ? ', pushed' : ', not pushed',
  ]
  return facts.join('')
}
