import type { Beside, Rule } from '../types.ts'

/** One way to look for the secrets of a rule. */
export interface Search {
  readonly rule: Rule
  readonly keywords: readonly string[]
  /** Read only when it is tried: compiling hundreds takes longer than a clean commit. */
  readonly pattern: RegExp
  readonly reach?: number | undefined
  readonly multiline?: boolean | undefined
  /** Characters one of which stands in each match. */
  readonly needs?: string | undefined
  /** What has to stand near a match. */
  readonly beside?: Beside
}

/** How far the two halves of a credential may be apart, in bytes; far less than what excerpts of a large file show of each other. */
export const BETWEEN_HALVES = 300
/** The longest secret and the longest partner. */
const LONGEST_HALF = 200

/** The ways to look for the secrets of a rule: by its own form or name, and by a value that stands near it. */
export function searchesOf(rule: Rule): Search[] {
  const own: Search = {
    rule,
    keywords: rule.keywords,
    reach: rule.reach,
    multiline: rule.multiline,
    needs: rule.needs,
    get pattern() {
      return rule.pattern
    },
  }
  const { beside } = rule
  if (beside?.secret === undefined) return [own]
  return [
    own,
    {
      rule,
      beside,
      keywords: beside.keywords,
      reach: BETWEEN_HALVES + LONGEST_HALF,
      multiline: true,
      pattern: beside.secret,
    },
  ]
}
