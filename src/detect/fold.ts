import type { Severity } from '../types.ts'
import type { Match } from './matches.ts'

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 3, high: 2, medium: 1, low: 0 }

/** Whether `severity` is at least `lowest`. */
export function reaches(severity: Severity, lowest: Severity): boolean {
  return WEIGHT[severity] >= WEIGHT[lowest]
}

/** A rule that knows the format says more than one that knows the variable's name, whatever their severities. */
function outranks(one: Match, other: Match): boolean {
  const known = Number(!one.rule.guessable) - Number(!other.rule.guessable)
  if (known !== 0) return known > 0
  if (isLineOf(other, one)) return true
  if (isLineOf(one, other)) return false
  const severer = WEIGHT[one.severity] - WEIGHT[other.severity]
  if (severer !== 0) return severer > 0
  const longer = one.end - one.start - (other.end - other.start)
  return longer !== 0 ? longer > 0 : saysMore(one, other)
}

/** A line of a key block, which looks like a key by itself: what the block says of itself counts. */
function isLineOf(line: Match, block: Match): boolean {
  const isInside = block.start <= line.start && line.end <= block.end && block.end - block.start > line.end - line.start
  return isInside && block.rule.multiline === true && block.rule.provider === line.rule.provider
}

function longestKeyword({ rule }: Match): number {
  return Math.max(...rule.keywords.map(keyword => keyword.length))
}

/** Of two providers whose keys look the same: the one that is named beside the key, then the one whose opening is longer. */
function saysMore(one: Match, other: Match): boolean {
  const context = one.outerEnd - one.outerStart - (other.outerEnd - other.outerStart)
  return context !== 0 ? context > 0 : longestKeyword(one) > longestKeyword(other)
}

/** An access key id beside its secret, say: part of a larger match of the same provider. */
function isPartOf(inner: Match, whole: Match): boolean {
  return inner.rule.provider === whole.rule.provider && whole.outerStart <= inner.start && inner.end <= whole.outerEnd
}

/** Leaves one match for each place, in order of position. `matches` are sorted by start. */
export function fold(matches: readonly Match[]): Match[] {
  const kept: Match[] = []
  for (const match of matches) {
    let lost = false
    for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
      const overlap = match.start < last.end
      if (!overlap && !isPartOf(match, last) && !isPartOf(last, match)) break
      lost = overlap ? !outranks(match, last) : isPartOf(match, last)
      if (lost) break
      kept.pop()
    }
    if (!lost) kept.push(match)
  }
  return kept
}
