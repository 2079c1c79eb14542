import type { Finding, Rule } from '../types.ts'
import { levelOf, PRECISION, SECURITY_SEVERITY } from './levels.ts'

/** Rules by id, as far as they are known; a team's own are not among them. */
export type KnownRules = ReadonlyMap<string, Rule>

/** A `reportingDescriptor` of SARIF: what a code host tells of a rule, whatever it found. */
export function descriptorOf(finding: Finding, known: KnownRules): object {
  const rule = known.get(finding.rule)
  const title = rule?.title ?? `${finding.provider} secret`
  return {
    id: finding.rule,
    shortDescription: { text: title },
    fullDescription: { text: rule?.sign === undefined ? `${title}: it must not be in a repository.` : `${title}.` },
    ...(/^https?:\/\//.test(finding.help) ? { helpUri: finding.help } : {}),
    help: { text: helpText(finding, rule), markdown: helpMarkdown(finding, rule, title) },
    defaultConfiguration: { level: levelOf(finding) },
    properties: {
      'security-severity': SECURITY_SEVERITY[rule?.severity ?? finding.severity],
      precision: PRECISION[finding.confidence],
      tags: ['security', 'secret', 'external/cwe/cwe-798'],
    },
  }
}

const ALLOW = 'npx keyhook allow FINGERPRINT --reason "why"'

function helpText(finding: Finding, rule: Rule | undefined): string {
  return steps(finding, rule)
    .map((step, index) => `${index + 1}. ${step.replaceAll('`', '').replace(/<(https?:[^>]+)>/g, '$1')}`)
    .join('\n')
}

function helpMarkdown(finding: Finding, rule: Rule | undefined, title: string): string {
  const list = steps(finding, rule).map((step, index) => `${index + 1}. ${step}`)
  return [`**${escaped(title)}** (\`${finding.rule}\`, ${escaped(finding.provider)})`, '', ...list, ''].join('\n')
}

/** What to do, in order; in Markdown. */
function steps({ help }: Finding, rule: Rule | undefined): string[] {
  const page = /^https?:\/\/[^\s<>]+$/.test(help) ? `: <${help}>` : '.'
  if (rule?.sign !== undefined)
    return [`What to do${page}`, `Meant so? \`${ALLOW}\`, with the fingerprint of the message.`]
  const variable = rule?.variable === undefined ? '' : ` such as \`${rule.variable}\``
  return [
    `Was it ever pushed or shared? Then revoke it first${page}`,
    `Take it out of the file, and read it from an environment variable${variable}.`,
    'A commit that was pushed keeps it: taking it out of the file does not make it secret again.',
    `Not a secret? \`${ALLOW}\`, with the fingerprint of the message.`,
  ]
}

/** Titles and providers of a team's own rules are free text. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|!&]/g, character => `\\${character}`)
}
