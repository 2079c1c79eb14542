import type { Rule } from '../types.ts'
import { toExtended } from './extended.ts'

/** What the hook's `grep` looks for, one a line. */
export interface Guard {
  /** For `grep -aiF`: one of them stands in every line that a rule could match. Cheap, so they come first. */
  readonly literals: readonly string[]
  /** For `grep -aiE`, once a literal was found: still at least one in every line that a rule could match, but fewer lines have one. */
  readonly patterns: readonly string[]
}

/**
 * What a guard does not judge: a change of the team's decisions, and a name that git has to quote, in which a match could look different.
 */
const UNUSUAL = ['.keyhook/', 'diff --git "']

/** A literal that is hardly ever written but in a token. */
const TELLING = /^(?=.*[^a-z])(?!https?:|ftps?:|ssh:|git:|wss:).{5,}$/

/**
 * The guard of a rule table. That it finds everything the rules find follows from how they are searched: a pattern is only tried around one of its keywords, which
 * stands inside the match and on one line.
 */
export function guardOf(rules: readonly Rule[]): Guard {
  const literals = new Set<string>(UNUSUAL)
  const patterns = new Set<string>(UNUSUAL.map(escaped))
  for (const rule of rules) {
    const keywords = rule.keywords.map(keyword => keyword.toLowerCase())
    for (const keyword of keywords) literals.add(keyword)
    const sign = rule.sign === undefined ? null : signPattern(rule)
    if (sign !== null) {
      patterns.add(sign)
      continue
    }
    const loose = keywords.filter(keyword => !TELLING.test(keyword))
    const pattern = loose.length === 0 || rule.multiline === true ? null : toExtended(rule.pattern)
    if (pattern !== null) patterns.add(pattern)
    for (const keyword of pattern === null ? keywords : keywords.filter(word => TELLING.test(word)))
      patterns.add(escaped(keyword))
  }
  return { literals: withoutLonger([...literals]), patterns: [...patterns] }
}

/**
 * What tells of a sign is no rare text: `.env` stands in every `process.env`, a public prefix at every use of such a variable. So only the whole pattern counts. A file's name is
 * looked for where a patch names the files of a change, which no line of content can imitate; a name that git quotes is unusual anyway.
 */
function signPattern({ sign, pattern }: Rule): string | null {
  const extended = toExtended(pattern)
  return extended === null || sign === 'content' ? extended : `^diff --git .*(${extended})$`
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
