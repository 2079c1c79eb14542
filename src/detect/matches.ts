import type { Excerpt, Rule } from '../types.ts'
import type { Candidate } from './checks/candidate.ts'
import { judge, type Opinion } from './judge.ts'
import { createKeywordSearch } from './keywords.ts'
import { createPartners, type Place } from './partners.ts'
import { searchesOf } from './searches.ts'
import { createWindows } from './windows.ts'

/** A secret's place. All indexes are bytes of the excerpt; ends are exclusive. */
export interface Match extends Opinion {
  readonly rule: Rule
  readonly start: number
  readonly end: number
  /** The whole match, of which the secret is a part. */
  readonly outerStart: number
  readonly outerEnd: number
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

/** Keyword search first, patterns only near a hit. Matches come rule by rule, not in order of position. */
export function createMatcher(rules: readonly Rule[]): Matcher {
  const searches = rules.flatMap(searchesOf)
  const rulesOf = new Map<string, number[]>()
  for (const [index, { keywords }] of searches.entries()) {
    for (const keyword of new Set(keywords.map(word => word.toLowerCase()))) {
      rulesOf.set(keyword, [...(rulesOf.get(keyword) ?? []), index])
    }
  }
  const keywords = [...rulesOf.keys()]
  const rulesOfKeyword = [...rulesOf.values()]
  const search = createKeywordSearch(keywords)
  const patterns: (RegExp | undefined)[] = []

  function patternOf(rule: number): RegExp {
    const { pattern } = searches[rule]!
    const flags = `${pattern.flags.replace(/[gdy]/g, '')}gd`
    const compiled = patterns[rule] ?? new RegExp(pattern.source, flags)
    patterns[rule] = compiled
    return compiled
  }

  return excerpt => {
    const found: Match[] = []

    function tryPattern(index: number, from: number, to: number): void {
      const { rule, beside } = searches[index]!
      const pattern = patternOf(index)
      const text = excerpt.bytes.toString('latin1', from, to)
      const partnersOf = beside === undefined ? undefined : createPartners(text, beside)
      pattern.lastIndex = 0
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const outer = match.indices?.[0] ?? [match.index, match.index + match[0].length]
        const [start, end] = match.indices?.groups?.['secret'] ?? outer
        const partner: Place | undefined = partnersOf?.({ start, end })[0]
        const isAlone = partnersOf !== undefined && partner === undefined
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
          outerStart: from + outer[0],
          outerEnd: from + outer[1],
        })
        pattern.lastIndex = Math.max(end, match.index + 1)
      }
    }

    const windows = createWindows(excerpt, searches, tryPattern)
    search(excerpt.bytes, (keyword, start) => {
      const length = keywords[keyword]!.length
      for (const rule of rulesOfKeyword[keyword]!) windows.hit(rule, start, length)
    })
    windows.finish()
    return found
  }
}
