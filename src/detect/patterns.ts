import type { Excerpt } from '../types.ts'
import type { Candidate } from './checks/candidate.ts'
import { judge } from './judge.ts'
import type { Match } from './matches.ts'
import { needsOf } from './needs.ts'
import { createPart } from './part.ts'
import { createPartners } from './partners.ts'
import type { Search } from './searches.ts'

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

/** Tries the patterns of searches on parts of excerpts. */
export function createPatterns(searches: readonly Search[]) {
  const patterns: (RegExp | undefined)[] = []
  const needs = needsOf(searches)

  function compile(index: number): RegExp {
    const { pattern } = searches[index]!
    const compiled = new RegExp(pattern.source, `${pattern.flags.replace(/[gdy]/g, '')}gd`)
    patterns[index] = compiled
    return compiled
  }

  return (excerpt: Excerpt, found: Match[]) => {
    const part = createPart(excerpt.bytes, needs.marks)

    return (index: number, from: number, to: number): void => {
      const needed = needs.of[index]!
      if (needed !== 0 && (part.marked(from, to) & needed) === 0) return
      const { rule, beside } = searches[index]!
      const pattern = patterns[index] ?? compile(index)
      const text = part.text(from, to)
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
}
