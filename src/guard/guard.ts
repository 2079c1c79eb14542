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
  const expressions = new Map<string, string[]>()
  for (const rule of rules.flatMap(searchedLines)) {
    const keywords = rule.keywords.map(keyword => keyword.toLowerCase())
    for (const keyword of keywords) literals.add(keyword)
    if (rule.sign !== undefined) {
      expressions.set(signPattern(rule.sign, rule.pattern), keywords)
      continue
    }
    const isLoose = !keywords.every(keyword => telling.has(keyword))
    const expression = isLoose && rule.multiline !== true ? toExtended(rule.pattern) : null
    if (expression !== null) expressions.set(expression, [...(expressions.get(expression) ?? []), ...keywords])
    for (const keyword of keywords) if (telling.has(keyword) || (isLoose && expression === null)) whole.add(keyword)
  }
  const hidden = hiddenGuard(rules, telling)
  const announcing = signsOf(rules).map(({ literal }) => literal.toLowerCase())
  return {
    literals: withoutSpare([...new Set([...literals, ...hidden.literals])], [...literals, ...announcing]),
    patterns: withoutCovered([...withoutLonger([...whole]).map(escaped), ...joined(expressions), ...hidden.patterns]),
    encoded: hidden.encoded,
  }
}

/** So much of a literal in base64 is looked for at first: less to read for grep, and still rare. */
const CORE_SEARCHED = 5

/** What announces a secret in another form. */
function hiddenGuard(rules: readonly Rule[], telling: ReadonlySet<string>): Guard {
  const signs = signsOf(rules)
  const [cores, others] = [signs.filter(({ form }) => form === 'base64'), signs.filter(({ form }) => form !== 'base64')]
  const encoded = withoutLonger([...new Set(cores.map(({ literal }) => literal))])
  const whole = signs.flatMap(sign => (sign.form !== 'base64' && sign.shape === null ? [escaped(sign.literal)] : []))
  const needless = NEEDLESS.flatMap(({ shape }) => toExtended(shape) ?? [])
  const loose = openingsOf(rules).filter(opening => !telling.has(opening.toLowerCase()))
  return {
    literals: [...others.map(({ literal }) => literal), ...encoded.map(core => core.slice(0, CORE_SEARCHED))].map(
      literal => literal.toLowerCase(),
    ),
    patterns: [...new Set(whole), ...needless, ...brokenOff(loose)],
    encoded,
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
  const extended = toExtended(pattern, sign === 'content')
  if (extended === null) throw new RangeError(`the pattern of a sign has no form for grep: ${pattern.source}`)
  return sign === 'content' ? extended : `^diff --git .*(${extended})$`
}

/** The groups of a pattern that are in no other group, as pairs of indexes; ends are exclusive. */
function outerGroups(pattern: string): [number, number][] {
  const groups: [number, number][] = []
  let depth = 0
  let start = 0
  for (const { 0: piece, index } of pattern.matchAll(/\[\^?\]?[^\]]*\]|[()]/g)) {
    if (piece === '(' && depth++ === 0) start = index
    if (piece === ')' && --depth === 0) groups.push([start, index + 1])
  }
  return groups
}

/** What a name goes on with before its value, as `assigned` in detect/rules/token.ts has it. */
const NAME_TELLS = '(key|token|secret|auth|passw)'

/** A pattern of a name, an assignment and a value, cut where the name is told: `[names]…(key|token|…)[assignment]([value])`. */
function cutNamed(pattern: string): { readonly assignment: string; readonly value: string } | null {
  const groups = outerGroups(pattern)
  const [first, last] = [groups[0], groups.at(-1)]
  if (first === undefined || last === undefined || first[0] > 0 || last[1] < pattern.length) return null
  const [beforeTelling, assignment] = pattern.slice(first[1], last[0]).split(NAME_TELLS)
  return beforeTelling === '[^=]*' && assignment !== undefined ? { assignment, value: pattern.slice(...last) } : null
}

/**
 * Patterns that differ in names and values only are one; the names are the rules' keywords, one of which stands in each match. It finds a value of one behind the name
 * of another too, as a guard may; as hundreds of patterns, grep would take longer to read them than to search.
 */
function joined(expressions: ReadonlyMap<string, readonly string[]>): string[] {
  const whole: string[] = []
  const endsOf = new Map<string, { names: Set<string>; values: Set<string> }>()
  for (const [pattern, keywords] of expressions) {
    const cut = cutNamed(pattern)
    if (cut === null) whole.push(pattern)
    else {
      const ends = endsOf.get(cut.assignment) ?? { names: new Set(), values: new Set() }
      for (const keyword of keywords) ends.names.add(keyword)
      ends.values.add(cut.value)
      endsOf.set(cut.assignment, ends)
    }
  }
  return [...whole, ...Array.from(endsOf, ([assignment, { names, values }]) => namedPattern(names, assignment, values))]
}

function namedPattern(names: ReadonlySet<string>, assignment: string, values: ReadonlySet<string>): string {
  const all = withoutLonger([...names])
  const telling = all.filter(name => new RegExp(NAME_TELLS).test(name))
  const others = all.filter(name => !telling.includes(name))
  const beginnings = [
    ...(telling.length === 0 ? [] : [`(${telling.map(escaped).join('|')})[^=]*`]),
    ...(others.length === 0 ? [] : [`(${others.map(escaped).join('|')})[^=]*${NAME_TELLS}`]),
  ]
  return `(${beginnings.join('|')})${assignment}(${[...values].join('|')})`
}

/** A literal that holds another one says nothing more than that. */
function withoutLonger(literals: readonly string[]): string[] {
  return literals.filter(literal => !literals.some(other => other !== literal && literal.includes(other))).sort()
}

/**
 * An expression that ends, or begins, with another one says nothing more than that: `name.*(abc_[0-9a-z]{16})` beside `(abc_[0-9a-z]{16})`. Only where the other is one
 * group, or has no alternatives of its own, and the rest is whole.
 */
function withoutCovered(expressions: readonly string[]): string[] {
  const all = [...new Set(expressions)]
  const isWhole = (part: string): boolean => outerAlternatives(part) === 1
  const units = all.filter(isWhole)
  return all.filter(
    one =>
      !isWhole(one) ||
      !units.some(
        other =>
          other !== one &&
          ((one.endsWith(other) && isWhole(one.slice(0, -other.length))) ||
            (one.startsWith(other) && isWhole(one.slice(other.length)) && !/^[*{]/.test(one.slice(other.length)))),
      ),
  )
}

/** How many alternatives an expression has outside of its groups; 0 where its brackets are not balanced. */
function outerAlternatives(expression: string): number {
  let depth = 0
  let alternatives = 1
  for (const [piece] of expression.matchAll(/\\.|\[\^?\]?[^\]]*\]?|[()|]/g)) {
    if (piece === '(') depth++
    if (piece === ')' && --depth < 0) return 0
    if (piece === '|' && depth === 0) alternatives++
  }
  return depth === 0 ? alternatives : 0
}

/** As few of the literals as it takes for one of them to stand in each text; the shortest stay. */
function withoutSpare(literals: readonly string[], texts: readonly string[]): string[] {
  const kept = new Set(withoutLonger(literals))
  const found = texts.map(text => new Set([...kept].filter(literal => text.includes(literal))))
  for (const literal of [...kept].sort((one, other) => other.length - one.length)) {
    const holding = found.filter(some => some.has(literal))
    if (holding.some(some => some.size === 1)) continue
    kept.delete(literal)
    for (const some of holding) some.delete(literal)
  }
  return [...kept].sort()
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, character =>
    character === '^' || character === '\\' ? `\\${character}` : `[${character}]`,
  )
}
