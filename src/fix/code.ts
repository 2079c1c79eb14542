import { defaultWay } from './default-value.ts'
import { lineEndOf } from './edit.ts'
import { inMarkup } from './languages/javascript.ts'
import type { Around, Language, Part, Place } from './languages/language.ts'
import { blanked } from './lexing/blank.ts'
import { contentEnd, contentStart, type Token } from './lexing/grammar.ts'
import { tokenize } from './lexing/lexer.ts'
import { encodedRun, valueIn, type Whole, wholeAround } from './literal.ts'
import {
  type Edit,
  type Fixes,
  type Holding,
  type Refusal,
  refusal,
  type Site,
  type SourceFile,
  type Way,
} from './plan-types.ts'

/** How to take the secrets out of a program: each literal that holds some is read from variables. */
export function fixCode(file: SourceFile, language: Language): Fixes {
  const tokens = tokenize(file.text, language.grammar)
  const program: Program = { ...file, language, tokens, code: blanked(file.text, tokens) }
  const ways: Way[] = []
  const refusals: Refusal[] = []
  for (const group of grouped(program)) {
    const found = group.whole === null ? bare(program, group.sites) : inToken(program, group.whole, group.sites)
    for (const one of found)
      if ('why' in one) refusals.push(one)
      else ways.push(one)
  }
  return { ways, refusals }
}

interface Program extends SourceFile {
  readonly language: Language
  readonly tokens: readonly Token[]
  readonly code: string
}

interface Group {
  readonly whole: Whole | null
  readonly sites: Site[]
}

/** The sites of one literal belong together. */
function grouped({ text, tokens, sites }: Program): Group[] {
  const groups: Group[] = []
  for (const site of sites) {
    const whole = wholeAround(text, tokens, site.start, site.end)
    const same = groups.find(group => whole !== null && group.whole?.token.start === whole.token.start)
    if (same === undefined) groups.push({ whole, sites: [site] })
    else same.sites.push(site)
  }
  return groups
}

type Found = Way | Refusal

/** A secret that no quotes surround. */
function bare({ text, path, language }: Program, sites: readonly Site[]): Found[] {
  return sites.map(site => {
    const { start, end, value } = site
    const fallback = defaultWay(text, site)
    if (fallback !== null) return fallback
    const markup = language.id === 'javascript' ? inMarkup(text, start, end, path) : null
    const read = markup ?? (language.id === 'shell' && site.form === null ? (name: string) => `"$${name}"` : null)
    if (read === null) return refusal(site, 'it stands in the code itself, and not in one text between quotes')
    return { holdings: [{ site, value, start, end }], edits: ([name = '']) => [{ start, end, text: read(name) }] }
  })
}

function inToken(program: Program, whole: Whole, all: readonly Site[]): Found[] {
  const { text, language } = program
  const expansions = all.map(site => ({ site, way: defaultWay(text, site) }))
  const found = expansions.flatMap(({ way }) => (way === null ? [] : [way]))
  const sites = expansions.filter(({ way }) => way === null).map(({ site }) => site)
  if (sites.length === 0) return found
  return [...found, ...inTokenItself(program, whole, sites, language)]
}

function inTokenItself(program: Program, whole: Whole, sites: readonly Site[], language: Language): Found[] {
  const { text } = program
  const holdings: Holding[] = []
  for (const site of sites) {
    const holding = held(text, whole, site)
    if ('why' in holding) return sites.map(each => refusal(each, holding.why, holding.instead))
    holdings.push(holding)
  }
  if (whole.token.kind === 'comment') return [inComment(holdings)]
  const place: Place = { ...program, token: whole.token, start: whole.token.start, end: whole.token.end }
  if (whole.token.kind === 'heredoc') return inHeredoc(place, language, holdings)
  const [only] = sites
  const fallback =
    only !== undefined && sites.length === 1 && isWhole(place, holdings) ? defaultWay(text, only, place) : null
  return fallback === null ? inLiteral(place, language, holdings) : [fallback]
}

/** What the variable has to hold for a site: as the program sees it, not as it is written. */
function held(text: string, whole: Whole, site: Site): Holding | Refusal {
  if (site.form === 'base64') {
    const run = encodedRun(text, site)
    return { site, ...run, value: text.slice(run.start, run.end), suffix: 'BASE64' }
  }
  const value =
    whole.token.kind === 'literal' ? valueIn(text, whole, site.start, site.end) : text.slice(site.start, site.end)
  if (value === null || (site.form === 'escaped' && value !== site.value))
    return refusal(site, 'it is written with escapes; write it plainly first')
  return { site, value: unindented(value), start: site.start, end: site.end }
}

/** A key of several lines may be indented with the code. */
function unindented(value: string): string {
  return value.startsWith('-----BEGIN') ? value.replace(/\r?\n[ \t]*/g, '\n') : value
}

/** A comment is not run: the name says what stood there. */
function inComment(holdings: readonly Holding[]): Way {
  return {
    holdings,
    edits: names => holdings.map(({ start, end }, index) => ({ start, end, text: names[index] ?? '' })),
  }
}

function inHeredoc(place: Place, language: Language, holdings: readonly Holding[]): Found[] {
  const hole = language.grammar.heredocHole
  const opened = place.text.slice(0, place.start).trimEnd().split('\n').at(-1) ?? ''
  if (hole === undefined || (/<<[-~]?\s*\\?["'\\](?!["'])/.test(opened) && !/<<[-~]?\s*"/.test(opened)))
    return holdings.map(({ site }) => refusal(site, 'it stands in a text that takes no variables'))
  const read =
    language.id === 'shell'
      ? (name: string) => `\${${name}}`
      : (name: string) => `${hole[0]}${language.read(name, place)}${hole[1]}`
  return [
    {
      holdings,
      edits: names => holdings.map(({ start, end }, index) => ({ start, end, text: read(names[index] ?? '') })),
    },
  ]
}

function isWhole({ token }: Place, holdings: readonly Holding[]): boolean {
  return holdings.length === 1 && holdings[0]?.start === contentStart(token) && holdings[0].end === contentEnd(token)
}

function inLiteral(place: Place, language: Language, holdings: readonly Holding[]): Found[] {
  const all = isWhole(place, holdings)
  const around: Around = language.around?.(place, all) ?? {}
  if (around.why !== undefined) {
    const { why, instead } = around
    return holdings.map(({ site }) => refusal(site, why, instead?.(site.rule.variable ?? 'API_KEY') ?? []))
  }
  const expression = (names: readonly string[]): string | null => {
    if (all) return around.expression?.(names) ?? language.read(names[0] ?? '', place)
    return language.embed(partsOf(place, holdings, names), place)
  }
  if (expression(holdings.map(() => 'NAME')) === null)
    return holdings.map(({ site }) =>
      refusal(site, `a text between ${place.token.opening.trim()} takes no variables here`),
    )
  return [
    {
      holdings,
      needs: language.import,
      edits(names) {
        const plain = expression(names) ?? ''
        const text = around.wrap?.(plain) ?? plain
        if (around.all !== undefined) return around.all(text)
        return [...literalEdits(place, holdings, text), ...(around.edits?.(names) ?? [])]
      },
    },
  ]
}

/** The smallest edits: where the literal stays what it is, only the secrets in it. */
function literalEdits(place: Place, holdings: readonly Holding[], text: string): Edit[] {
  const { start, end, text: file } = place
  const edits: Edit[] = []
  let position = start
  let rest = text
  for (const [index, holding] of holdings.entries()) {
    const kept = file.slice(position, holding.start)
    const next = file.slice(holding.end, holdings[index + 1]?.start ?? end)
    const isLast = index + 1 === holdings.length
    const until = isLast ? rest.length - next.length : rest.indexOf(next, kept.length)
    const fits = rest.startsWith(kept) && until >= kept.length && rest.startsWith(next, until)
    if (!fits || next === '') return [{ start, end, text }]
    edits.push({ start: holding.start, end: holding.end, text: rest.slice(kept.length, until) })
    rest = rest.slice(until)
    position = holding.end
  }
  return edits
}

/** The literal's content with names where the secrets stood. */
function partsOf({ text, token }: Place, holdings: readonly Holding[], names: readonly string[]): Part[] {
  const parts: Part[] = []
  let position = contentStart(token)
  for (const [index, { start, end }] of holdings.entries()) {
    if (start > position) parts.push(text.slice(position, start))
    parts.push({ name: names[index] ?? '' })
    position = end
  }
  if (position < contentEnd(token)) parts.push(text.slice(position, contentEnd(token)))
  return parts
}

/** The edits that add what new texts of a file import, each once. */
export function importEdits(text: string, ways: readonly Way[]) {
  const needed = new Set(ways.flatMap(({ needs }) => (needs === undefined ? [] : [needs])))
  return [...needed].filter(one => !one.isIn(text)).map(one => one.add(text, lineEndOf(text)))
}
