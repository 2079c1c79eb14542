import { isTelling, NEEDLESS, openingsOf, signsOf } from '../detect/hidden/signs.ts'
import type { Rule } from '../types.ts'
import { toExtended } from './extended.ts'

/** What the hook's `grep` looks for, one a line. */
export interface Guard {
  /** For `grep -aiF`: one of them stands in every line that a rule could match. Cheap, so they come first. */
  readonly literals: readonly string[]
  /** For `grep -aiE`, once a literal was found: still at least one in every line that a rule could match, but fewer lines have one. */
  readonly patterns: readonly string[]
  /** For `grep -aF`, as well as the patterns: literals in base64, in which case matters. */
  readonly encoded: readonly string[]
}

/**
 * What a guard does not judge: a change of the team's decisions, and a name that git has to quote, in which a match could look different.
 */
const UNUSUAL = ['.keyhook/', 'diff --git "']

/** What may stand before a token that is cut into pieces, and what in it; see hidden/split.ts. */
const BEFORE_TOKEN = '(^|[^0-9A-Za-z]|%[0-9a-f]{2}|\\\\[a-z0]|\\\\(x|u00)[0-9a-f]{2})'
const IN_TOKEN = '[0-9A-Za-z_.+/=~-]'

/** A token that breaks off at a quote, a backslash, an escape, or at the end of its line. */
function brokenOff(openings: readonly string[]): string[] {
  if (openings.length === 0) return []
  const begun = `${BEFORE_TOKEN}(${openings.map(opening => escaped(opening.toLowerCase())).join('|')})`
  return [`${begun}${IN_TOKEN}*["'\`%\\\\]`, `${begun}${IN_TOKEN}{6}${IN_TOKEN}*[^!-~]*$`]
}

/**
 * The guard of a rule table. That it finds everything the rules find follows from how they are searched: a pattern is only tried around one of its keywords, which
 * stands inside the match and on one line.
 */
export function guardOf(rules: readonly Rule[]): Guard {
  const literals = new Set<string>(UNUSUAL)
  const patterns = new Set<string>(UNUSUAL.map(escaped))
  for (const rule of rules.flatMap(searchedLines)) {
    const keywords = rule.keywords.map(keyword => keyword.toLowerCase())
    for (const keyword of keywords) literals.add(keyword)
    const loose = keywords.filter(keyword => !isTelling(keyword))
    const pattern = loose.length === 0 || rule.multiline === true ? null : toExtended(rule.pattern)
    if (pattern !== null) patterns.add(pattern)
    for (const keyword of pattern === null ? keywords : keywords.filter(isTelling)) patterns.add(escaped(keyword))
  }
  const hidden = hiddenGuard(rules)
  return {
    literals: withoutLonger([...literals, ...hidden.literals]),
    patterns: [...patterns, ...hidden.patterns],
    encoded: withoutLonger(hidden.encoded),
  }
}

/** What announces a secret in another form. */
function hiddenGuard(rules: readonly Rule[]): Guard {
  const signs = signsOf(rules)
  const encoded = signs.filter(({ form }) => form === 'base64').map(({ literal }) => literal)
  const whole = signs.flatMap(sign => (sign.form !== 'base64' && sign.shape === null ? [escaped(sign.literal)] : []))
  const needless = NEEDLESS.flatMap(({ shape }) => toExtended(shape) ?? [])
  return {
    literals: signs.map(({ literal }) => literal.toLowerCase()),
    patterns: [...new Set(whole), ...needless, ...brokenOff(openingsOf(rules).filter(opening => !isTelling(opening)))],
    encoded: [...new Set(encoded)],
  }
}

/** What of a rule stands on one line. Where a secret is known by a value near it, that value is what the guard can see. */
function searchedLines(rule: Rule): Pick<Rule, 'keywords' | 'pattern' | 'multiline'>[] {
  const { beside } = rule
  if (beside?.secret === undefined) return [rule]
  return [rule, { keywords: beside.keywords, pattern: beside.partner }]
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
