import type { Mention } from '../dependencies/scan-packages.ts'
import { type Colors, colorsFor, paragraph } from '../report/layout.ts'
import { printable, printableJson } from '../report/terminal.ts'
import type { Dependencies } from './doctor-dependencies.ts'
import type { Look } from './doctor-report.ts'
import type { Mask } from './mask.ts'

/** Packages named of one provider; the rest is counted. */
const NAMED = 25
const TERMS = 4

/** What is to be asked of whoever is given a key, from OpenAI's advice on third-party tools. */
const QUESTIONS = [
  'Who is behind it: a company or a person with a name, a repository that is the one it was built from.',
  'What others say of it: users, open issues, how it is kept up.',
  'Where the key and what you send with it go: its privacy policy, and its code at the file named above.',
]

/** Which packages mention a key of which provider, those that the provider publishes marked; and what to ask of the others. */
export function dependenciesText(told: Dependencies, { mask, color, width }: Look): string {
  const colors = colorsFor(color)
  const safe = (text: string): string => printable(mask(text))
  const { packages, files, mentions, notes, ms, unread } = told
  const seconds = (ms / 1000).toFixed(1)
  const head = `Installed dependencies: ${grouped(packages.length)} packages, ${grouped(files)} files of code, looked at in ${seconds} s. Nothing was sent anywhere.`
  const left = [...notes, ...(unread > 0 ? [`${unread} files could not be read.`] : [])]
  const lines = [
    ...paragraph(safe(head), width),
    ...left.flatMap(note => paragraph(safe(note), width)),
    '',
    ...(mentions.length === 0 ? ['None of them mentions a key of a provider.'] : []),
    ...byProvider(mentions).flatMap(group => groupLines(group, safe, colors, width)),
    ...(mentions.some(({ provider, publisher }) => publisher !== provider) ? advice(width) : []),
  ]
  return `${lines.join('\n')}\n`
}

function groupLines(
  group: readonly Mention[],
  safe: (text: string) => string,
  colors: Colors,
  width: number,
): string[] {
  const [first] = group
  if (first === undefined) return []
  const rest = group.length - NAMED
  return [
    colors.bold(safe(first.provider)),
    ...group.slice(0, NAMED).flatMap(mention => mentionLines(mention, safe, colors, width)),
    ...(rest > 0 ? [`  and ${rest} more (--json names them all)`] : []),
    '',
  ]
}

function mentionLines(mention: Mention, safe: (text: string) => string, colors: Colors, width: number): string[] {
  const { package: one, terms, file, publisher, provider } = mention
  const name = `${one.name} ${one.version}`.padEnd(36)
  const reach = (one.direct === null ? '' : one.direct ? 'direct' : 'transitive').padEnd(10)
  const mark = publisher === provider ? colors.green('official SDK') : publisher === null ? '' : safe(`by ${publisher}`)
  const more = terms.length > TERMS ? `, … (${terms.length})` : ''
  return [
    `  ${safe(name)} ${reach} ${mark}`.trimEnd(),
    ...paragraph(safe(`${terms.slice(0, TERMS).join(', ')}${more} in ${file}`), width, 4).map(colors.dim),
  ]
}

function advice(width: number): string[] {
  return [
    ...paragraph(
      'To mention a key is no fault: most of these read it from your environment and use it for you. Before you give one to a package that is no official SDK, check:',
      width,
    ),
    ...QUESTIONS.flatMap(question => {
      const [first = '', ...rest] = paragraph(question, width, 4)
      return [`  - ${first.trimStart()}`, ...rest]
    }),
  ]
}

function byProvider(mentions: readonly Mention[]): Mention[][] {
  const groups = new Map<string, Mention[]>()
  for (const mention of mentions) {
    const group = groups.get(mention.provider)
    if (group === undefined) groups.set(mention.provider, [mention])
    else group.push(mention)
  }
  return [...groups.values()]
}

function grouped(number: number): string {
  return number.toLocaleString('en')
}

/** The same for machines, as one object. */
export function dependenciesJson(
  { packages, files, bytes, unread, ms, notes, mentions }: Dependencies,
  mask: Mask,
): string {
  const shown = mentions.map(({ package: one, provider, publisher, terms, file, files: count }) => {
    const { ecosystem, name, version, direct } = one
    const row = {
      ecosystem,
      name,
      version,
      direct,
      provider,
      official: publisher === provider,
      publisher,
      terms,
      file,
      files: count,
    }
    return printableJson(JSON.stringify(row, (_, value) => (typeof value === 'string' ? mask(value) : value)))
  })
  const head = JSON.stringify({ packages: packages.length, files, bytes, unread, ms, notes })
  return `${printableJson(head).slice(0, -1)},\n  "mentions":[${shown.map(row => `\n   ${row}`).join(',')}]}`
}
