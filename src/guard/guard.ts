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

/**
 * A literal that is hardly ever written but in a token: neither words, as in a variable's name, nor the beginning of an address. A sign before it, as of
 * an assignment, says nothing.
 */
const TELLING = /^["'`=: >(-]*(?=[^"'`=: >(-])(?![a-z]+(?:[_-][a-z]+)*$)(?!https?:|ftps?:|ssh:|git:|wss:).{5,}$/

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
    const loose = keywords.filter(keyword => !TELLING.test(keyword))
    const pattern = loose.length === 0 || rule.multiline === true ? null : toExtended(rule.pattern)
    if (pattern !== null) patterns.add(pattern)
    for (const keyword of pattern === null ? keywords : keywords.filter(word => TELLING.test(word)))
      patterns.add(escaped(keyword))
  }
  return { literals: withoutLonger([...literals]), patterns: joined([...patterns]) }
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

/** What stands between two groups is worth to be shared from so many characters on. */
const SHARED = 100

/**
 * Patterns of a name, an assignment and a value, which differ in names and values only, are one. It finds a value of one behind the name of another
 * too, as a guard may; as hundreds of patterns, grep would take longer to read them than to search.
 */
function joined(patterns: readonly string[]): string[] {
  const whole: string[] = []
  const endsOf = new Map<string, { names: Set<string>; values: Set<string> }>()
  for (const pattern of patterns) {
    const groups = outerGroups(pattern)
    const [first = [0, 0], last = [0, 0]] = [groups[0], groups.at(-1)]
    const middle = pattern.slice(first[1], last[0])
    if (first[0] > 0 || last[1] < pattern.length || middle.length < SHARED || /^[*{]/.test(middle)) whole.push(pattern)
    else {
      const ends = endsOf.get(middle) ?? { names: new Set(), values: new Set() }
      ends.names.add(pattern.slice(1, first[1] - 1))
      ends.values.add(pattern.slice(last[0] + 1, -1))
      endsOf.set(middle, ends)
    }
  }
  const shared = Array.from(
    endsOf,
    ([middle, { names, values }]) => `(${[...names].join('|')})${middle}(${[...values].join('|')})`,
  )
  return [...whole, ...shared]
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
