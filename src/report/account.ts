import { type Colors, count, paragraph } from './layout.ts'
import { printable, printableJson } from './terminal.ts'

/** A key of an account. All text has been masked. */
export interface ShownKey {
  readonly id: string
  readonly name: string
  readonly preview: string
  readonly owner: string
  /** YYYY-MM-DD. */
  readonly created: string
  readonly days: number
  readonly lastUsed: string | null
  readonly flags: readonly { readonly name: string; readonly says: string }[]
}

export interface ShownCost {
  readonly amount: number
  readonly currency: string
  readonly budget: number | null
  readonly state: 'over' | 'near' | 'within' | null
}

export interface ShownProject {
  readonly id: string
  readonly name: string
  readonly cost: ShownCost | null
  readonly keys: readonly ShownKey[]
  readonly serviceAccounts: readonly { readonly id: string; readonly name: string }[]
}

export interface ShownAccount {
  readonly host: string
  readonly period: number
  readonly projects: readonly ShownProject[]
  readonly adminKeys: readonly ShownKey[]
  readonly total: ShownCost | null
  readonly missing: readonly string[]
}

const LIMITS = 'https://platform.openai.com/settings/organization/limits'
const STATES = { over: 'OVER the budget of', near: 'near the budget of', within: 'budget' } as const

export function accountLines(account: ShownAccount, command: string, width: number, colors: Colors): string[] {
  const { projects, adminKeys, total, period, missing } = account
  const keys = projects.flatMap(project => project.keys)
  const accounts = projects.reduce((sum, { serviceAccounts }) => sum + serviceAccounts.length, 0)
  const counts = [
    count(projects.length, 'project'),
    count(keys.length, 'key'),
    count(adminKeys.length, 'admin key'),
    count(accounts, 'service account'),
  ].join(', ')
  const cost = total === null ? '' : ` ${costWords(total, colors)} in ${period} days.`
  return [
    ...paragraph(`${colors.bold(`OpenAI, as ${printable(account.host)} tells: ${counts}.`)}${cost}`, width),
    ...projects.flatMap(project => ['', ...projectLines(project, period, width, colors)]),
    ...(adminKeys.length === 0 ? [] : ['', colors.bold('Admin keys'), ...keysLines(adminKeys, width, colors)]),
    ...closing([...keys, ...adminKeys], command, width),
    ...missing.flatMap(line => paragraph(printable(`Not known: ${line}`), width)),
  ]
}

function projectLines(project: ShownProject, period: number, width: number, colors: Colors): string[] {
  const { name, id, cost, keys, serviceAccounts } = project
  const spent = cost === null ? '' : `: ${costWords(cost, colors)} in ${period} days`
  const accounts = serviceAccounts.map(one => `${one.name} (${one.id})`).join(', ')
  return [
    ...paragraph(`${colors.bold(printable(name))} (${printable(id)})${spent}`, width),
    ...(keys.length === 0 ? ['  no keys'] : keysLines(keys, width, colors)),
    ...(accounts === '' ? [] : paragraph(printable(`service accounts: ${accounts}`), width, 2)),
  ]
}

function keysLines(keys: readonly ShownKey[], width: number, colors: Colors): string[] {
  return keys.flatMap(({ id, name, preview, owner, created, days, lastUsed, flags }) => [
    ...paragraph(printable(`${id}  ${name}  ${preview}`), width, 2),
    ...paragraph(
      printable(`made ${created} (${count(days, 'day')} ago) by ${owner}, last used ${lastUsed ?? 'never'}`),
      width,
      4,
    ),
    ...flags.flatMap(flag => paragraph(`${colors.yellow(flag.name)}: ${printable(flag.says)}`, width, 4)),
  ])
}

function costWords({ amount, currency, budget, state }: ShownCost, colors: Colors): string {
  const money = (value: number): string => `${value.toFixed(2)} ${printable(currency.toUpperCase())}`
  if (budget === null || state === null) return money(amount)
  const words = `${STATES[state]} ${money(budget)} a month`
  return `${money(amount)}, ${state === 'within' ? words : colors.red(words)}`
}

function closing(keys: readonly ShownKey[], command: string, width: number): string[] {
  const flagged = keys.filter(({ flags }) => flags.length > 0)
  const [first] = flagged
  return [
    '',
    ...(first === undefined
      ? ['Nothing to say against any key.']
      : [
          ...paragraph(`${count(flagged.length, 'key')} to look at. One that nobody needs is best deleted:`, width),
          `    ${command} account --delete ${printable(first.id)}`,
        ]),
    ...paragraph(`Budgets, so that a leak costs less: ${LIMITS}`, width),
  ]
}

/** The same for machines; a project a line. */
export function accountJson({ projects, adminKeys, ...rest }: ShownAccount): string {
  const row = (value: unknown): string => printableJson(JSON.stringify(value))
  const list = (values: readonly unknown[]): string =>
    values.length === 0 ? '[]' : `[\n  ${values.map(row).join(',\n  ')}]`
  const facts = Object.entries(rest).map(([name, value]) => ` ${row(name)}:${row(value)},\n`)
  return `{"version":1,\n${facts.join('')} "projects":${list(projects)},\n "adminKeys":${list(adminKeys)}}\n`
}
