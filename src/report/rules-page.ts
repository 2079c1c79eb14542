import type { Rule } from '../types.ts'

/** `docs/rules.md`: every rule, by provider, with what it finds, where to revoke it, and where the format was learned. */
export function renderRulesPage(rules: readonly Rule[]): string {
  const formats = rules.filter(({ sign }) => sign === undefined)
  const providers = grouped(formats, rule => (rule.provider === 'generic' ? 'Any provider' : rule.provider))
  const sections = [...providers]
    .sort(([one], [other]) =>
      one === 'Any provider' ? 1 : other === 'Any provider' ? -1 : one.localeCompare(other, 'en'),
    )
    .map(([provider, its]) => section(provider, its))
  return [
    '# What keyhook finds',
    '',
    `${formats.length} formats of ${providers.size} providers, and at the end ${signs(rules).length} signs that a secret is near. This page is generated from the rules; \`keyhook rules ID\` shows one of them.`,
    'In a shape, `<alphabet:length>` stands for that many random characters.',
    '',
    'Each finding says how sure it is. **High** confidence: a checksum or its structure proves it, or it holds a literal that nothing else has. **Medium**: its form',
    'and what stands around it fit. **Low**: only a name says so, or its checksum does not match. A valid checksum makes a finding critical, whatever the table says;',
    'one that does not match makes it low where the provider documents how it is computed, and medium elsewhere.',
    '',
    'Something is found that is no secret? `keyhook allow FINGERPRINT --reason "…"`. A key was ever shared or pushed? Revoke it at its provider first: taking it out of a file,',
    'or out of history, does not make it secret again.',
    '',
    ...sections,
    section('Signs', signs(rules)),
  ].join('\n')
}

/** What is no secret itself. */
function signs(rules: readonly Rule[]): Rule[] {
  return rules.filter(({ sign }) => sign !== undefined)
}

function section(provider: string, rules: readonly Rule[]): string {
  const rows = rules.map(
    rule => `| \`${rule.id}\` | ${rule.title} | ${rule.severity} | ${code(rule.examples[0] ?? '')} | ${links(rule)} |`,
  )
  return [`## ${provider}`, '', '| rule | what | severity | a shape | |', '|---|---|---|---|---|', ...rows, ''].join(
    '\n',
  )
}

function links(rule: Rule): string {
  const revoke =
    rule.help.includes('docs/rules.md') || rule.help === ''
      ? []
      : [`[${rule.sign === undefined ? 'revoke' : 'what to do'}](${rule.help})`]
  return [...revoke, `[source](${rule.source})`].join(' ')
}

/** Code inside a table: no line feeds, pipes escaped, cut where it gets long. */
function code(shape: string): string {
  const line = shape.split('\n', 1)[0] ?? ''
  const short = line.length > 70 ? `${line.slice(0, 69)}…` : line
  return `\`${short.replaceAll('`', "'").replaceAll('|', '\\|')}\``
}

function grouped(rules: readonly Rule[], by: (rule: Rule) => string): Map<string, Rule[]> {
  const groups = new Map<string, Rule[]>()
  for (const rule of rules) groups.set(by(rule), [...(groups.get(by(rule)) ?? []), rule])
  return groups
}
