import type { Rule } from '../types.ts'
import { type Colors, paragraph } from './layout.ts'
import { printable, printableJson } from './terminal.ts'

/** A table of rules, a line each: id, provider, severity, title. */
export function ruleTable(rules: readonly Rule[], colors: Colors): string {
  const rows = rules.map(({ id, provider, severity, title }) => [id, provider, severity, title].map(printable))
  const widths = [0, 1, 2].map(column => Math.max(0, ...rows.map(row => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string => {
    const [id = '', ...rest] = row.map((cell, column) => cell.padEnd(widths[column] ?? 0))
    return `${colors.bold(id)}  ${rest.join('  ')}\n`
  }
  return rows.map(line).join('')
}

/** All there is to know of one rule. A shape's `<alphabet:length>` stands for that many random characters. */
export function ruleCard(rule: Rule, width: number, colors: Colors): string {
  const effect = rule.severity === 'low' ? 'shown, stops nothing' : 'stops a commit'
  const facts: ReadonlyArray<readonly [string, string]> = [
    ['id', rule.id],
    ['provider', rule.provider],
    ['severity', `${rule.severity} (${effect})`],
    ['keywords', rule.keywords.join(', ')],
    ['variable', rule.variable ?? ''],
    ...rule.examples.map((example): [string, string] => ['finds', example]),
    [rule.sign === undefined ? 'revoke' : 'help', rule.help],
    ['source', rule.source],
  ]
  const lines = facts
    .filter(([, value]) => value !== '')
    .flatMap(([name, value]) => {
      const [first = '', ...more] = paragraph(printable(value), width, 10)
      return [name.padEnd(10) + first.slice(10), ...more]
    })
  return `${[...paragraph(colors.bold(printable(rule.title)), width), '', ...lines].join('\n')}\n`
}

/** The same for machines; one rule a line. */
export function rulesJson(rules: readonly Rule[]): string {
  const shown = rules.map(({ id, provider, title, severity, keywords, variable = null, examples, help, source }) =>
    printableJson(JSON.stringify({ id, provider, title, severity, keywords, variable, examples, help, source })),
  )
  return `{"version":1,\n "rules":[${shown.map(rule => `\n  ${rule}`).join(',')}]}\n`
}
