import type { Rule } from '../types.ts'

/**
 * Literals that stand in ordinary source more often than once in 200,000 lines, though they look as if they did not: counted over
 * 800,000 lines of published packages.
 */
const COUNTED = new Set(['1000.', 'napi_', 'live_', 'ewogic', 'secret_', 'refresh_token', 'token_secret', 'machine '])

/** One word or several, perhaps behind a quote: what people write for other reasons. */
const WORDS = /^["'`=:>( ]?[a-z]{2,}(?:[ _.:-][a-z]+)*["'`=: _.-]{0,3}$/

const SCHEME = /^[a-z]+:\/\/$/

/**
 * The keywords that are a part of a rule's tokens, rather than words that stand near them: those that run into a token in one of its examples. The build works
 * them out for the table without examples.
 */
export function openingsIn({ keywords, examples, openings }: Rule): readonly string[] {
  return openings ?? keywords.filter(keyword => examples.some(example => runsInto(example, keyword)))
}

/** Whether a hole follows the keyword in a shape, with nothing but characters of tokens in between. */
function runsInto(example: string, keyword: string): boolean {
  const lower = example
    .replace(/<([^<>]):(\d+)>/g, (_, character: string, count: string) => character.repeat(Number(count)))
    .toLowerCase()
  for (let at = lower.indexOf(keyword.toLowerCase()); at >= 0; at = lower.indexOf(keyword.toLowerCase(), at + 1)) {
    if (/^[\w.+/~-]*</.test(lower.slice(at + keyword.length))) return true
  }
  return false
}

function isTelling(rule: Rule, keyword: string): boolean {
  const lower = keyword.toLowerCase()
  if (lower.length < 5 || COUNTED.has(lower) || SCHEME.test(lower)) return false
  return openingsIn(rule).includes(keyword) || !WORDS.test(lower)
}

/**
 * Keywords, in lower case, that hardly ever stand in a line but for a token's sake. Of all others (short ones, words, those that were counted) only a rule's
 * whole pattern tells anything.
 */
export function tellingKeywords(rules: readonly Rule[]): ReadonlySet<string> {
  const telling = rules.flatMap(rule => rule.keywords.filter(keyword => isTelling(rule, keyword)))
  return new Set(telling.map(keyword => keyword.toLowerCase()))
}
