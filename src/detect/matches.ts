import type { Excerpt, Rule } from '../types.ts'
import { createHiddenSearch, hideable } from './hidden/hidden.ts'
import { openingsOf, signsOf } from './hidden/signs.ts'
import type { Opinion } from './judge.ts'
import { createKeywordSearch } from './keywords.ts'
import { createPatterns } from './patterns.ts'
import { type Search, searchesOf } from './searches.ts'
import { tellingKeywords } from './telling.ts'
import { createLayout, createWindows, extentsOf } from './windows.ts'

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

/** Finds what stands there as it is. */
function createPlainMatcher(rules: readonly Rule[]): Matcher {
  const searches = rules.flatMap(searchesOf)
  const rulesOf = keywordsOf(searches)
  const keywords = [...rulesOf.keys()]
  const rulesOfKeyword = [...rulesOf.values()]
  const search = createKeywordSearch(keywords)
  const extents = extentsOf(searches)
  const tryOn = createPatterns(searches)
  return excerpt => {
    const found: Match[] = []
    const windows = createWindows(createLayout(excerpt), extents, tryOn(excerpt, found))
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
  const extents = extentsOf(searches)
  const tryOn = createPatterns(searches)
  const unhidden = lazy(() => createPlainMatcher(hideable(rules)))

  return excerpt => {
    const found: Match[] = []
    const layout = createLayout(excerpt)
    const windows = createWindows(layout, extents, tryOn(excerpt, found))
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
