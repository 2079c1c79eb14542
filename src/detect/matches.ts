import type { Excerpt, Rule } from '../types.ts'
import type { Candidate } from './checks/candidate.ts'
import { createHiddenSearch, hideable } from './hidden/hidden.ts'
import { openingsOf, signsOf } from './hidden/signs.ts'
import { judge, type Opinion } from './judge.ts'
import { createKeywordSearch } from './keywords.ts'
import { createPartners } from './partners.ts'
import { type Search, searchesOf } from './searches.ts'
import { tellingKeywords } from './telling.ts'
import { createLayout, createWindows } from './windows.ts'

/** How a secret may be written other than as it is: in base64, with escapes, in several pieces. */
export type HiddenForm = 'base64' | 'escaped' | 'split'

/** A secret's place. All indexes are bytes of the excerpt; ends are exclusive. */
export interface Match extends Opinion {
  readonly rule: Rule
  readonly start: number
  readonly end: number
  /** The whole match, of which the secret is a part. */
  readonly outerStart: number
  readonly outerEnd: number
  /** How it is hidden, and what it stands for, one character a byte; neither if it stands there as it is. */
  readonly form?: HiddenForm
  readonly value?: string
}

export type Matcher = (excerpt: Excerpt) => Match[]

const AROUND = 200
const NEARBY = 300

function candidateAt(excerpt: Excerpt, start: number, end: number): Candidate {
  const { bytes, path } = excerpt
  const before = bytes.toString('latin1', Math.max(0, start - AROUND), start)
  const after = bytes.toString('latin1', end, Math.min(bytes.length, end + AROUND))
  return {
    value: bytes.toString('latin1', start, end),
    before: before.slice(before.lastIndexOf('\n') + 1),
    after: after.split(/\r?\n/, 1)[0] ?? '',
    path,
    nearby: () =>
      bytes.toString('latin1', Math.max(0, start - NEARBY), Math.min(bytes.length, end + NEARBY)).toLowerCase(),
  }
}

/** All keywords, each once, and the searches that each belongs to. */
function keywordsOf(searches: readonly Search[]): Map<string, number[]> {
  const rulesOf = new Map<string, number[]>()
  for (const [index, { keywords }] of searches.entries()) {
    for (const keyword of new Set(keywords.map(word => word.toLowerCase()))) {
      rulesOf.set(keyword, [...(rulesOf.get(keyword) ?? []), index])
    }
  }
  return rulesOf
}

/** Tries the patterns of searches on parts of excerpts. */
function createPatterns(searches: readonly Search[]) {
  const patterns: (RegExp | undefined)[] = []

  function patternOf(rule: number): RegExp {
    const { pattern } = searches[rule]!
    const flags = `${pattern.flags.replace(/[gdy]/g, '')}gd`
    const compiled = patterns[rule] ?? new RegExp(pattern.source, flags)
    patterns[rule] = compiled
    return compiled
  }

  return (excerpt: Excerpt, found: Match[]) =>
    (index: number, from: number, to: number): void => {
      const { rule, beside } = searches[index]!
      const pattern = patternOf(index)
      const text = excerpt.bytes.toString('latin1', from, to)
      const partnersOf = beside === undefined ? null : createPartners(text, beside)
      pattern.lastIndex = 0
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const outer = match.indices?.[0] ?? [match.index, match.index + match[0].length]
        const [start, end] = match.indices?.groups?.['secret'] ?? outer
        const [partner] = partnersOf?.({ start, end }) ?? []
        const isAlone = partnersOf !== null && partner === undefined
        const opinion = end > start && !isAlone ? judge(rule, candidateAt(excerpt, from + start, from + end)) : null
        if (opinion === null) {
          // A value may itself be a name with a value: password = token = "…". What is a secret from its first character on is not.
          pattern.lastIndex = Math.max(match.index + 1, start > match.index ? start : end)
          continue
        }
        found.push({
          rule,
          ...opinion,
          start: from + start,
          end: from + end,
          outerStart: from + Math.min(outer[0], partner?.start ?? outer[0]),
          outerEnd: from + Math.max(outer[1], partner?.end ?? outer[1]),
        })
        pattern.lastIndex = Math.max(end, match.index + 1)
      }
    }
}

/** Finds what stands there as it is. */
function createPlainMatcher(rules: readonly Rule[]): Matcher {
  const searches = rules.flatMap(searchesOf)
  const rulesOf = keywordsOf(searches)
  const keywords = [...rulesOf.keys()]
  const rulesOfKeyword = [...rulesOf.values()]
  const search = createKeywordSearch(keywords)
  const tryOn = createPatterns(searches)
  return excerpt => {
    const found: Match[] = []
    const windows = createWindows(createLayout(excerpt), searches, tryOn(excerpt, found))
    search(excerpt.bytes, (keyword, start) => {
      for (const rule of rulesOfKeyword[keyword]!) windows.hit(rule, start, keywords[keyword]!.length)
    })
    windows.finish()
    return found
  }
}

/** Which of the keywords are among some of them, ignoring case. */
function marked(keywords: readonly string[], some: readonly string[]): boolean[] {
  const lower = new Set(some.map(word => word.toLowerCase()))
  return keywords.map(keyword => lower.has(keyword))
}

/** Made when it is first asked for. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Keyword search first, patterns only near a hit; what announces a hidden form is searched for in the same pass. Matches come rule by rule, not in order of
 * position.
 */
export function createMatcher(rules: readonly Rule[]): Matcher {
  const searches = rules.flatMap(searchesOf)
  const rulesOf = keywordsOf(searches)
  const keywords = [...rulesOf.keys()]
  const rulesOfKeyword = [...rulesOf.values()]
  const signs = signsOf(rules)
  const opens = marked(keywords, openingsOf(rules))
  const telling = tellingKeywords(rules)
  const search = createKeywordSearch([...keywords, ...signs.map(({ literal }) => literal)])
  const tryOn = createPatterns(searches)
  const unhidden = lazy(() => createPlainMatcher(hideable(rules)))

  return excerpt => {
    const found: Match[] = []
    const layout = createLayout(excerpt)
    const windows = createWindows(layout, searches, tryOn(excerpt, found))
    const hidden = createHiddenSearch(excerpt, layout, view => unhidden()(view))
    search(excerpt.bytes, (index, start) => {
      if (index >= keywords.length) {
        hidden.sign(signs[index - keywords.length]!, start)
        return
      }
      const keyword = keywords[index]!
      for (const rule of rulesOfKeyword[index]!) windows.hit(rule, start, keyword.length)
      if (opens[index]) hidden.opening(start, keyword.length, telling.has(keyword))
    })
    windows.finish()
    return [...found, ...hidden.matches(found)]
  }
}
