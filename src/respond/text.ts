import { type Colors, colorsFor, paragraph } from '../report/layout.ts'
import { printable } from '../report/terminal.ts'
import { state } from './facts.ts'
import { progressOf, type Response } from './response.ts'
import type { Part } from './step.ts'

/** What it is shown on. */
export interface Sheet {
  readonly color: boolean
  /** In columns. */
  readonly width: number
  /** How keyhook is called here. */
  readonly command: string
}

const INDENT = 8

/** A response for a terminal: what is known, then the steps, each with its pages and commands on lines of their own. */
export function renderResponse(response: Response, sheet: Sheet): string {
  const colors = colorsFor(sheet.color)
  const sections = [
    ...(response.remark === null ? [] : [paragraph(printable(response.remark), sheet.width)]),
    factLines(response, sheet, colors),
    ...response.steps.map((_, index) => stepLines(response, index, sheet, colors)),
    footer(response, sheet, colors),
    otherLines(response, sheet, colors),
  ]
  return sections
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n')
}

function factLines({ facts }: Response, { width }: Sheet, colors: Colors): string[] {
  const margin = Math.max(0, ...facts.map(([label]) => label.length)) + 2
  return facts.flatMap(([label, value]) => {
    const [first = '', ...more] = paragraph(printable(value), width, margin)
    return [colors.bold(label.padEnd(margin)) + first.trimStart(), ...more]
  })
}

function stepLines({ steps, done }: Response, index: number, sheet: Sheet, colors: Colors): string[] {
  const step = steps[index]
  if (step === undefined) return []
  const day = done.get(step.name)
  const box = day === undefined ? '[ ]' : '[x]'
  const number = `${index + 1}.`.padEnd(4)
  const title = `${number}${box} ${colors.bold(printable(step.title))} (${step.name})${day === undefined ? '' : `, done on ${day}`}`
  return day === undefined ? [title, ...step.parts.flatMap(part => partLines(part, sheet, colors))] : [title]
}

function partLines({ says, links = [], commands = [] }: Part, { width }: Sheet, colors: Colors): string[] {
  return [
    ...paragraph(printable(says), width, INDENT),
    ...[...links, ...commands].map(line => `${' '.repeat(INDENT + 4)}${colors.cyan(printable(line))}`),
  ]
}

/** More than these are counted, not named. */
const MOST_OTHERS = 20

function otherLines({ others }: Response, { command, width }: Sheet, colors: Colors): string[] {
  if (others.length === 0) return []
  const named = others
    .slice(0, MOST_OTHERS)
    .flatMap(({ finding, ...rest }) => [
      ...paragraph(printable(`${finding.provider} ${finding.preview}: ${state({ finding, ...rest })}`), width, 2),
      `    ${colors.cyan(`${command} respond ${finding.fingerprint}`)}`,
    ])
  const unnamed = others.length - MOST_OTHERS
  return [
    ...paragraph(`This was the worst of ${others.length + 1} keys. The others:`, width),
    ...named,
    ...(unnamed > 0 ? paragraph(`and ${unnamed} more: ${command} scan --history`, width) : []),
  ]
}

function footer(response: Response, { command, width }: Sheet, colors: Colors): string[] {
  const next = response.steps.find(({ name }) => !response.done.has(name))
  if (response.subject === null) return []
  const subject = response.exposure?.finding.fingerprint ?? response.subject.replace(/^provider:/, '')
  const word = /^[\w.-]+$/.test(subject) ? subject : `'${printable(subject).replaceAll("'", "'\\''")}'`
  if (next === undefined) return paragraph(`All steps are done (${progressOf(response)}).`, width)
  return [
    ...paragraph(
      `${progressOf(response)}. Tick a step off when it is; the list is kept in the git directory, without the key:`,
      width,
    ),
    `    ${colors.cyan(`${command} respond ${word} --done ${next.name}`)}`,
  ]
}
