import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'
import { LONGEST_RUN, measureAlternatives, UnsafePattern } from './measure.ts'

const LONGEST_PATTERN = 1_000
const LONGEST_MATCH = 2_000
/** Steps that one place in a text may cost: about a tenth of a millisecond. */
const MAXIMUM_STEPS = 20_000

export interface SafePattern {
  /** Has the named group `secret` and no unbounded quantifier. */
  readonly pattern: RegExp
  /** The longest match, in characters, all of which may be ASCII or not. */
  readonly longest: number
}

/**
 * Turns the text of a pattern into an expression whose time is linear in the text it is run over:
 * no references back, no repetition inside a repetition, every run bounded.
 * Without a group named `secret` the whole match is the secret.
 *
 * @returns what is wrong, in words that do not quote the pattern, where it cannot be done
 */
export function compilePattern(source: string): SafePattern | string {
  if (source.length > LONGEST_PATTERN) return `a pattern has at most ${LONGEST_PATTERN} characters`
  if (!/^[\x20-\x7e]+$/.test(source)) return 'a pattern is written in ASCII'
  try {
    const tree = new RegExpParser({ ecmaVersion: 2018 }).parsePattern(source, 0, source.length, { unicode: false })
    const { most, least, ways } = measureAlternatives(tree.alternatives, 0n)
    if (least === 0) return 'the pattern matches the empty text'
    if (most > LONGEST_MATCH) return `a match has at most ${LONGEST_MATCH} characters`
    if (most * ways > MAXIMUM_STEPS) return 'the pattern can match in too many ways: let its parts begin differently'
    const secrets = secretGroups(tree)
    if (secrets.length > 1) return 'the pattern has more than one group named secret'
    if (secrets.some(isOptional)) return 'the group named secret must be part of each match'
    const bounded = bound(source, tree)
    return { pattern: new RegExp(secrets.length === 0 ? `(?<secret>${bounded})` : bounded), longest: most }
  } catch (error) {
    return error instanceof UnsafePattern ? error.message : 'this is not a regular expression of JavaScript'
  }
}

function secretGroups(tree: AST.Pattern): AST.CapturingGroup[] {
  const groups: AST.CapturingGroup[] = []
  visitRegExpAST(tree, { onCapturingGroupEnter: group => void (group.name === 'secret' && groups.push(group)) })
  return groups
}

/** Whether a match can leave the group out. */
function isOptional(group: AST.CapturingGroup): boolean {
  for (let node: AST.Node | null = group.parent; node !== null; node = node.parent) {
    if (node.type === 'Quantifier' || node.type === 'Assertion') return true
    if (
      (node.type === 'Pattern' || node.type === 'Group' || node.type === 'CapturingGroup') &&
      node.alternatives.length > 1
    ) {
      return true
    }
  }
  return false
}

/** Writes `+`, `*` and `{n,}` as `{n,500}`. */
function bound(source: string, tree: AST.Pattern): string {
  const open: AST.Quantifier[] = []
  visitRegExpAST(tree, { onQuantifierEnter: node => void (Number.isFinite(node.max) || open.push(node)) })
  return open
    .sort((a, b) => b.start - a.start)
    .reduce((text, { element, end, greedy, min }) => {
      const quantifier = `{${min},${Math.max(min, LONGEST_RUN)}}${greedy ? '' : '?'}`
      return text.slice(0, element.end) + quantifier + text.slice(end)
    }, source)
}
