import { NEEDLESS, openingsOf, signsOf } from '../detect/hidden/signs.ts'
import { tellingKeywords } from '../detect/telling.ts'
import type { Rule } from '../types.ts'
import { toExtended } from './extended.ts'

/** What the hook's `grep` looks for, one a line. */
export interface Guard {
  /** For `grep -aiF`: one of them stands in every line that a rule could match. Cheap, so they come first. */
  readonly literals: readonly string[]
  /** For `grep -aE` over text in small letters, once a literal was found: still at least one in every line that a rule could match, but fewer lines have one. */
  readonly patterns: readonly string[]
  /** For `grep -aF`, as well as the patterns: literals in base64, in which case matters. */
  readonly encoded: readonly string[]
}

/**
 * What a guard does not judge: a change of the team's decisions, and a name that git has to quote, in which a match could look different.
 */
const UNUSUAL = ['.keyhook/', 'diff --git "']

/**
 * The guard of a rule table. That it finds everything the rules find follows from how they are searched: a pattern is only tried around one of its keywords, which
 * stands inside the match and on one line.
 */
export function guardOf(rules: readonly Rule[]): Guard {
  const telling = tellingKeywords(rules)
  const literals = new Set<string>(UNUSUAL)
  const whole = new Set<string>(UNUSUAL)
  const expressions = new Set<string>()
  for (const rule of rules.flatMap(searchedLines)) {
    const keywords = rule.keywords.map(keyword => keyword.toLowerCase())
    for (const keyword of keywords) literals.add(keyword)
    if (rule.sign !== undefined) {
      expressions.add(signPattern(rule.sign, rule.pattern))
      continue
    }
    const isLoose = !keywords.every(keyword => telling.has(keyword))
    const expression = isLoose && rule.multiline !== true ? toExtended(rule.pattern) : null
    if (expression !== null) expressions.add(expression)
    for (const keyword of keywords) if (telling.has(keyword) || (isLoose && expression === null)) whole.add(keyword)
  }
  const hidden = hiddenGuard(rules, telling)
  return {
    literals: withoutLonger([...literals, ...hidden.literals]),
    patterns: [...withoutLonger([...whole]).map(escaped), ...joinAlike([...expressions]), ...hidden.patterns],
    encoded: withoutLonger(hidden.encoded),
  }
}

/** What announces a secret in another form. */
function hiddenGuard(rules: readonly Rule[], telling: ReadonlySet<string>): Guard {
  const signs = signsOf(rules)
  const encoded = signs.filter(({ form }) => form === 'base64').map(({ literal }) => literal)
  const whole = signs.flatMap(sign => (sign.form !== 'base64' && sign.shape === null ? [escaped(sign.literal)] : []))
  const needless = NEEDLESS.flatMap(({ shape }) => toExtended(shape) ?? [])
  const loose = openingsOf(rules).filter(opening => !telling.has(opening.toLowerCase()))
  return {
    literals: signs.map(({ literal }) => literal.toLowerCase()),
    patterns: [...new Set(whole), ...needless, ...brokenOff(loose)],
    encoded: [...new Set(encoded)],
  }
}

/** What may stand before a token that is cut into pieces, and what in it; see hidden/split.ts. */
const BEFORE_TOKEN = '(^|[^0-9a-z]|%[0-9a-f]{2}|\\\\[a-z0]|\\\\(x|u00)[0-9a-f]{2})'
const IN_TOKEN = '[0-9a-z_.+/=~-]'
const LINE_END = '[^!-~]*$'

/** A token that breaks off at a quote behind which another one opens, at a backslash, an escape, or at the end of its line. */
function brokenOff(openings: readonly string[]): string[] {
  if (openings.length === 0) return []
  const begun = `${BEFORE_TOKEN}(${openings.map(opening => escaped(opening.toLowerCase())).join('|')})`
  const goesOn = `["'\`][^!-~]*([rbufl]?["'\`]|[+.&<>|_\\\\]|${LINE_END})`
  return [`${begun}${IN_TOKEN}*(${goesOn}|[%\\\\])`, `${begun}${IN_TOKEN}{6}${IN_TOKEN}*${LINE_END}`]
}

/** Expressions that differ only in the letters they begin with, as one. */
function joinAlike(expressions: readonly string[]): string[] {
  const beginnings = new Map<string, string[]>()
  for (const expression of expressions) {
    const [, beginning = '', rest = ''] = /^((?:[a-z0-9_ -](?![{*+?]))*)(.*)$/s.exec(expression) ?? []
    beginnings.set(rest, [...(beginnings.get(rest) ?? []), beginning])
  }
  return [...beginnings].map(([rest, found]) =>
    found.length === 1 ? `${found[0]}${rest}` : `(${found.join('|')})${rest}`,
  )
}

/** What of a rule stands on one line. Where a secret is known by a value near it, that value is what the guard can see. */
function searchedLines(rule: Rule): Pick<Rule, 'keywords' | 'pattern' | 'multiline' | 'sign'>[] {
  const { beside } = rule
  if (beside?.secret === undefined) return [rule]
  return [rule, { keywords: beside.keywords, pattern: beside.partner }]
}

/**
 * What tells of a sign is no rare text: `.env` stands in every `process.env`, a public prefix at every use of such a variable. So only the whole pattern counts. A file's name is
 * looked for where a patch names the files of a change, which no line of content can imitate; a name that git quotes is unusual anyway.
 */
function signPattern(sign: NonNullable<Rule['sign']>, pattern: RegExp): string {
  const extended = toExtended(pattern)
  if (extended === null) throw new RangeError(`the pattern of a sign has no form for grep: ${pattern.source}`)
  return sign === 'content' ? extended : `^diff --git .*(${extended})$`
}

/** A literal that holds another one says nothing more than that. */
function withoutLonger(literals: readonly string[]): string[] {
  return literals.filter(literal => !literals.some(other => other !== literal && literal.includes(other))).sort()
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, character =>
    character === '^' || character === '\\' ? `\\${character}` : `[${character}]`,
  )
}
