import type { Finding } from '../types.ts'
import { type Colors, count, paragraph } from './layout.ts'
import { printable, printableJson } from './terminal.ts'

/** What is told of a key that was asked about. All text of a provider has been masked. */
export interface ShownAnswer {
  readonly finding: Finding
  readonly status: 'live' | 'revoked' | 'unknown'
  readonly why: string | null
  readonly owner: readonly ShownFact[]
  readonly permissions: readonly ShownFact[]
  readonly host: string | null
  /** ISO 8601; null where nobody was asked. */
  readonly askedAt: string | null
  /** Whether that was in an earlier run. */
  readonly remembered: boolean
  readonly allowed: boolean
}

export interface ShownFact {
  readonly called: string
  readonly value: string
}

/** What will be sent, and to whom. */
export interface ShownPlan {
  readonly host: string
  readonly provider: string
  /** The variable that names the host, where it is not the provider's own. */
  readonly setBy: string | null
  /** `GET /v1/models`. */
  readonly request: string
  /** `the key in the header authorization`. */
  readonly credential: string
  readonly keys: readonly Finding[]
  /** Host of the proxy that it goes through, or null. */
  readonly proxy: string | null
}

const MOST_NAMED = 5
const MOST_ANSWERS = 100

export function planLines(plans: readonly ShownPlan[], width: number, colors: Colors): string[] {
  const keys = new Set(plans.flatMap(plan => plan.keys.map(({ fingerprint }) => fingerprint))).size
  const head = `To find out whether ${count(keys, 'key')} ${keys === 1 ? 'is' : 'are'} live, keyhook has to ask:`
  return [...paragraph(head, width), ...plans.flatMap(plan => ['', ...onePlan(plan, width, colors)])]
}

function onePlan(plan: ShownPlan, width: number, colors: Colors): string[] {
  const foreign = colors.yellow(`(NOT ${plan.provider}'s own host: ${plan.setBy} names it)`)
  const whose = plan.setBy === null ? `(${plan.provider})` : foreign
  const named = plan.keys.slice(0, MOST_NAMED).map(({ preview, path }) => printable(`${preview} in ${path}`))
  const more = plan.keys.length > MOST_NAMED ? [`${plan.keys.length - MOST_NAMED} more`] : []
  return [
    ...paragraph(`${colors.bold(printable(plan.host))} ${whose}`, width, 2),
    ...paragraph(printable(`${plan.request}, ${plan.credential}`), width, 4),
    ...(plan.proxy === null ? [] : paragraph(`through the proxy ${printable(plan.proxy)}`, width, 4)),
    ...paragraph(`for ${[...named, ...more].join(', ')}`, width, 4),
  ]
}

/** Live ones first; of very many the rest is only counted. */
export function answerLines(answers: readonly ShownAnswer[], width: number, colors: Colors): string[] {
  const ranked = (['live', 'unknown', 'revoked'] as const).flatMap(status =>
    answers.filter(one => one.status === status),
  )
  const named = answers.length > MOST_ANSWERS ? ranked.slice(0, MOST_ANSWERS) : answers
  const more = answers.length - named.length
  return [
    ...named.flatMap(answer => [...oneAnswer(answer, width, colors), '']),
    ...(more === 0 ? [] : [`and ${more} more, not named here; all of them: --json`, '']),
  ]
}

const PAINT = { live: 'red', revoked: 'green', unknown: 'yellow' } as const

function oneAnswer(answer: ShownAnswer, width: number, colors: Colors): string[] {
  const { finding, status, why, host, owner, permissions } = answer
  const { provider, preview, rule, fingerprint } = finding
  const facts = [...owner, ...permissions].map(({ called, value }) => `${called} ${value}`)
  const said = [host === null ? '' : `by ${host}${whenOf(answer)}`, why ?? '', facts.join('; ')]
  const known = status === 'unknown' ? [why ?? '', host === null ? '' : `(${host})`] : said
  const line = known.filter(part => part !== '').join(status === 'unknown' ? ' ' : '; ')
  return [
    ...paragraph(
      `${colors.bold(colors[PAINT[status]](status))}  ${printable([provider, preview, `(${rule})`].join(' '))}`,
      width,
    ),
    ...paragraph(printable(placeOf(answer)), width, 2),
    ...(line === '' ? [] : paragraph(printable(line), width, 2)),
    `  ${colors.dim(`fingerprint ${fingerprint}`)}`,
  ]
}

function placeOf({ finding: { path, line, commit }, allowed }: ShownAnswer): string {
  const where = commit === null ? `${path}:${line}` : `${path}:${line} in commit ${commit.slice(0, 12)}`
  return allowed ? `${where}, allowed by the allowlist` : where
}

function whenOf({ remembered, askedAt }: ShownAnswer): string {
  return remembered && askedAt !== null ? ` (asked at ${askedAt.slice(11, 16)} UTC; --fresh asks again)` : ''
}

/** The count of each, and where to revoke what is live. */
export function closingLines(answers: readonly ShownAnswer[], width: number): string[] {
  const number = (status: ShownAnswer['status']): number => answers.filter(one => one.status === status).length
  const counts = (['live', 'revoked', 'unknown'] as const).map(status => `${number(status)} ${status}`)
  const links = new Set(answers.filter(({ status }) => status === 'live').map(({ finding }) => finding.help))
  return [
    ...paragraph(`${counts.join(', ')}.`, width),
    ...(links.size === 0 ? [] : ['Revoke what is live, here:', ...[...links].map(link => `    ${printable(link)}`)]),
  ]
}

/** The same for machines; a key a line. */
export function answersJson(answers: readonly ShownAnswer[]): string {
  const rows = answers.map(({ finding, status, why, owner, permissions, host, askedAt, remembered, allowed }) => {
    const { fingerprint, rule, provider, preview, path, line, commit, help } = finding
    const place = { fingerprint, rule, provider, preview, path, line, commit }
    return { ...place, status, why, owner, permissions, host, askedAt, remembered, allowed, help }
  })
  const list = rows.map(row => printableJson(JSON.stringify(row))).join(',\n  ')
  return `{"version":1,\n "keys":[${rows.length === 0 ? '' : `\n  ${list}`}]}\n`
}
