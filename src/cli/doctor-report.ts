import type { Check, State } from '../doctor/check.ts'
import { type Colors, colorsFor, paragraph } from '../report/layout.ts'
import { printable, printableJson } from '../report/terminal.ts'
import type { Mask } from './mask.ts'

/** What doctor found out. */
export interface Examined {
  /** Of keyhook. */
  readonly version: string
  readonly checks: readonly Check[]
  readonly isProtected: boolean
}

export interface Look {
  readonly mask: Mask
  readonly color: boolean
  readonly width: number
}

const WORDS: Readonly<Record<State, string>> = { ok: 'ok', broken: 'BROKEN', warning: 'warning', note: 'note' }
const INDENT = 9

/** A line a part: its state; and of what is not well, why it matters and the command that repairs it. */
export function doctorText({ checks, isProtected }: Examined, { mask, color, width }: Look): string {
  const colors = colorsFor(color)
  const safe = (text: string): string => printable(mask(text))
  const lines = folded(checks).flatMap(check => linesOf(check, { safe, colors, width }))
  return `${[verdictLine(checks, isProtected, colors), '', ...lines].join('\n')}\n`
}

function verdictLine(checks: readonly Check[], isProtected: boolean, colors: Colors): string {
  if (!isProtected) return colors.red(colors.bold('This repository is not protected.'))
  const warnings = checks.filter(({ state }) => state === 'warning').length
  const more = warnings === 0 ? '' : ` ${warnings === 1 ? 'One thing wants' : `${warnings} things want`} a repair.`
  return colors.green(colors.bold(`This repository is protected.${more}`))
}

interface Shape {
  readonly safe: (text: string) => string
  readonly colors: Colors
  readonly width: number
}

function linesOf({ state, says, why, details, repair, link }: Check, { safe, colors, width }: Shape): string[] {
  const word = WORDS[state].padEnd(INDENT)
  const [first = '', ...rest] = paragraph(safe(says), width, INDENT)
  const head = paint(state, colors)(word) + first.slice(INDENT)
  const under = details.flatMap(detail => paragraph(safe(detail), width, INDENT + 2))
  return [
    head,
    ...rest,
    ...under,
    ...(why === '' ? [] : paragraph(safe(why), width, INDENT).map(colors.dim)),
    ...(link === null ? [] : [`${' '.repeat(INDENT)}${safe(link)}`]),
    ...(repair === null ? [] : [`${' '.repeat(INDENT + 4)}${safe(repair)}`]),
  ]
}

function paint(state: State, colors: Colors): (text: string) => string {
  switch (state) {
    case 'ok':
      return colors.green
    case 'broken':
      return colors.red
    case 'warning':
      return colors.yellow
    case 'note':
      return colors.dim
  }
}

/** Doors of which the same is to be said are one line: all is well, or one repair mends them all. */
function folded(checks: readonly Check[]): Check[] {
  const doors = checks.filter(({ id }) => id.startsWith(DOOR))
  const groups = new Map<string, Check[]>()
  for (const door of doors) {
    const key = `${door.state} ${door.repair}`
    groups.set(key, [...(groups.get(key) ?? []), door])
  }
  const told = new Map([...groups.values()].map(group => [group[0], together(group)]))
  return checks.flatMap(check => (doors.includes(check) ? (told.get(check) ?? []) : [check]))
}

const DOOR = 'door/'
/** How many there are. */
const DOORS = 5

/** What is said of the doors of a group: those of which the same is said, together. */
function reasonsIn(group: readonly Check[]): string[] {
  const reasons = new Map<string, string[]>()
  for (const { id, says } of group) {
    const door = id.slice(DOOR.length)
    const reason = says.replace(`${door} is not guarded: `, '').replaceAll(`/${door}`, '/<door>')
    reasons.set(reason, [...(reasons.get(reason) ?? []), door])
  }
  return [...reasons].map(([reason, doors]) => {
    const [only = ''] = doors
    return doors.length === 1
      ? `${only}: ${reason.replaceAll('/<door>', `/${only}`)}`
      : `${doors.join(', ')}: ${reason}`
  })
}

function together(group: readonly Check[]): Check[] {
  const [first] = group
  if (first === undefined || group.length === 1) return [...group]
  const names = group.map(({ id }) => id.slice(DOOR.length))
  if (first.state === 'ok') {
    return [
      {
        ...first,
        says: `A made-up key was stopped at ${names.length === DOORS ? 'each door' : 'these doors'}, and a clean commit passed: ${names.join(', ')}.`,
        why: 'What gets into the history comes by these before it is pushed.',
      },
    ]
  }
  return [
    {
      ...first,
      says: `${names.length === DOORS ? 'No door is' : `${names.length} doors are not`} guarded.`,
      details: reasonsIn(group),
      why: 'What gets into the history comes by these before it is pushed.',
    },
  ]
}

/**
 * The same for machines: docs/doctor.md says what each field is.
 *
 * @param dependencies what was found in the dependencies, as JSON; null where nobody asked
 */
export function doctorJson(
  { version, checks, isProtected }: Examined,
  mask: Mask,
  dependencies: string | null,
): string {
  const shown = checks.map(({ id, state, says, why, details, repair, link, files }) => {
    const row = { id, state, says, why, details, repair, link, files }
    return printableJson(JSON.stringify(row, (_, value) => (typeof value === 'string' ? mask(value) : value)))
  })
  const head = `{"version":1,\n "keyhook":${JSON.stringify(version)},\n "protected":${isProtected},`
  const list = shown.map(row => `\n  ${row}`).join(',')
  return `${head}\n "checks":[${list}]${dependencies === null ? '' : `,\n "dependencies":${dependencies}`}}\n`
}
