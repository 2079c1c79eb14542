import type { Finding } from '../types.ts'
import { type Colors, count, paragraph } from './layout.ts'
import { printable, printableJson } from './terminal.ts'

/** A key of a `.env` file, as it is told. */
export interface ShownAge {
  readonly finding: Finding
  readonly places: readonly { readonly path: string; readonly line: number; readonly variable: string | null }[]
  readonly firstSeen: string
  readonly days: number
  readonly due: boolean
}

export function ageLines(keys: readonly ShownAge[], maxAge: number, width: number, colors: Colors): string[] {
  if (keys.length === 0) return paragraph('There is no key in the .env files of this project.', width)
  const due = keys.filter(key => key.due).length
  const head = `${count(keys.length, 'key')} in .env files, ${due === 0 ? 'none' : due} older than ${maxAge} days.`
  return [...paragraph(colors.bold(head), width), '', ...keys.flatMap(key => oneAge(key, width, colors))]
}

function oneAge(key: ShownAge, width: number, colors: Colors): string[] {
  const mark = key.due ? colors.yellow('due') : colors.dim('ok ')
  return [
    ...paragraph(`${mark}  ${colors.bold(printable(nameOf(key)))}  ${printable(whatOf(key))}`, width),
    ...paragraph(`${count(key.days, 'day')}, seen since ${key.firstSeen}, in ${printable(placesOf(key))}`, width, 5),
    `     ${colors.dim(`fingerprint ${key.finding.fingerprint}`)}`,
  ]
}

/** The variable; where there is none, the fingerprint. Both name the key for `keyhook rotate`. */
export function nameOf({ finding, places }: Pick<ShownAge, 'finding' | 'places'>): string {
  return places.find(({ variable }) => variable !== null)?.variable ?? finding.fingerprint
}

function whatOf({ finding: { provider, preview } }: Pick<ShownAge, 'finding'>): string {
  return `${provider} ${preview}`
}

export function placesOf({ places }: Pick<ShownAge, 'places'>): string {
  return places.map(({ path, line }) => `${path}:${line}`).join(', ')
}

/** How to replace a key, for who does it alone. */
export function stepLines(key: ShownAge, command: string, width: number): string[] {
  const steps = [
    [`Make a new key: ${key.finding.help}`, ''],
    [`Put it in the place of the old one, in ${placesOf(key)}, and wherever else the old one is used.`, ''],
    ['See that the new one is live:', `${command} verify --env`],
    [`Revoke the old one (${key.finding.preview}): ${key.finding.help}`, ''],
    ['See that it is dead, if it stands in history:', `${command} verify ${key.finding.fingerprint} --fresh`],
  ]
  const head = `To replace ${nameOf(key)} (${whatOf(key)}):`
  return [
    ...paragraph(printable(head), width),
    ...steps.flatMap(([text = '', line = ''], index) => {
      const [first = '', ...more] = paragraph(printable(text), width, 5)
      return [`  ${index + 1}. ${first.slice(5)}`, ...more, ...(line === '' ? [] : [`         ${line}`])]
    }),
  ]
}

/** The same for machines; a key a line. */
export function agesJson(keys: readonly ShownAge[], maxAge: number): string {
  const rows = keys.map(({ finding: { fingerprint, rule, provider, preview, help }, ...age }) => {
    const { places, firstSeen, days, due } = age
    return { fingerprint, rule, provider, preview, places, firstSeen, days, due, help }
  })
  const list = rows.map(row => printableJson(JSON.stringify(row))).join(',\n  ')
  return `{"version":1,\n "maxAge":${maxAge},\n "keys":[${rows.length === 0 ? '' : `\n  ${list}`}]}\n`
}
