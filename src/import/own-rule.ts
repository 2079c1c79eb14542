import type { AST } from '@eslint-community/regexpp'
import { compilePattern } from '../configuration/pattern.ts'
import { casesOf, type ForeignRegex, parseForeign } from './foreign-regex.ts'
import { shapesOf } from './shapes.ts'
import type { WrittenRule } from './wish.ts'

/** A rule of another tool. */
export interface ForeignRule {
  readonly id: string
  readonly regex: ForeignRegex
  readonly keywords: readonly string[]
  /** Which group holds the secret: 0 for the whole, and null for the first where there is one. */
  readonly secretGroup: number | null
}

const LEAST_KEYWORD = 3

/**
 * Writes another tool's rule as one of keyhook's, which finds all that it finds.
 *
 * @returns what keeps it from being one, in words that quote nothing of it
 */
export function ownRule(foreign: ForeignRule): { rule: WrittenRule; remarks: string[] } | string {
  const id = ruleId(foreign.id)
  if (id === null) return 'its id is no lower-case words joined by -'
  const parsed = parseForeign(foreign.regex)
  if (parsed === null) return 'its expression is not one that keyhook can read'
  const group = secretGroup(parsed.tree, foreign.secretGroup)
  const written = write(parsed.tree, parsed.ignoreCase, group)
  if (written === null) return 'its expression ignores case in a way that keyhook cannot say'
  const compiled = compilePattern(written.pattern)
  if (typeof compiled === 'string') return compiled
  const again = parseForeign({ source: written.pattern, ignoreCase: false })
  const shapes = again === null ? null : shapesOf(again.tree, false)
  if (shapes === null) return 'no example can be made of its expression'
  const keywords = keywordsFor(shapes, foreign.keywords)
  if (keywords === null) return 'no keyword of at least 3 characters stands in all that it matches'
  const examples = [...new Set(shapes.map(({ shape }) => shape))]
  const rule = { id, keywords, pattern: written.pattern, examples, severity: 'high' } as const
  return { rule, remarks: written.cut ? ['it finds more than there: anchors at its ends are left out'] : [] }
}

/** An id as keyhook writes it; null where it cannot be made one. */
export function ruleId(id: string): string | null {
  const kebab = id.toLowerCase().replace(/[\s_.]+/g, '-')
  return /^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) ? kebab : null
}

/** Literals that together stand in every match: those the rule names, else the longest of the expression. */
function keywordsFor(
  shapes: readonly { readonly shape: string; readonly literals: readonly string[] }[],
  given: readonly string[],
): string[] | null {
  const chosen = new Set<string>()
  for (const { literals } of shapes) {
    const named = given.find(
      word => word.length >= LEAST_KEYWORD && literals.some(text => text.toLowerCase().includes(word.toLowerCase())),
    )
    const longest = literals.reduce((best, text) => (text.length > best.length ? text : best), '')
    const keyword = named ?? longest.slice(0, 64)
    if (keyword.length < LEAST_KEYWORD || !/^[\x20-\x7e]{3,64}$/.test(keyword)) return null
    chosen.add(keyword)
  }
  return [...chosen]
}

function secretGroup(tree: AST.Pattern, asked: number | null): AST.CapturingGroup | null {
  const groups: AST.CapturingGroup[] = []
  const visit = (nodes: readonly AST.Alternative[]): void => {
    for (const element of nodes.flatMap(({ elements }) => elements)) {
      if (element.type === 'CapturingGroup') groups.push(element)
      if (element.type === 'Group' || element.type === 'CapturingGroup') visit(element.alternatives)
      else if (element.type === 'Quantifier' && 'alternatives' in element.element) visit(element.element.alternatives)
    }
  }
  visit(tree.alternatives)
  return (asked === 0 ? null : groups[(asked ?? 1) - 1]) ?? null
}

interface Written {
  readonly pattern: string
  /** Whether anchors were left out. */
  readonly cut: boolean
}

/** The expression in keyhook's words: the secret named, cases spelled out, no anchors at its ends, which can only make it find more. */
function write(tree: AST.Pattern, fold: boolean, secret: AST.CapturingGroup | null): Written | null {
  let cut = false
  const text = (node: AST.Element): string | null => {
    switch (node.type) {
      case 'Character': {
        const cases = casesOf(String.fromCodePoint(node.value), fold)
        return cases.length > 1 ? `[${cases.join('')}]` : node.raw
      }
      case 'CharacterClass':
        return fold ? foldedClass(node) : node.raw
      case 'Group':
      case 'CapturingGroup': {
        const inner = node.alternatives.map(({ elements }) => sequence(elements))
        return inner.includes(null) ? null : `(${node === secret ? '?<secret>' : '?:'}${inner.join('|')})`
      }
      case 'Quantifier': {
        const inner = text(node.element)
        return inner === null ? null : inner + node.raw.slice(node.element.raw.length)
      }
      default:
        return node.raw
    }
  }
  const sequence = (elements: readonly AST.Element[]): string | null => {
    const parts = elements.map(text)
    return parts.includes(null) ? null : parts.join('')
  }
  const whole = tree.alternatives.map(({ elements }) => {
    const kept = elements.filter((element, index) => {
      const isEdge = (index === 0 || index === elements.length - 1) && isAnchor(element, secret)
      cut ||= isEdge
      return !isEdge
    })
    return sequence(kept)
  })
  return whole.includes(null) ? null : { pattern: whole.join('|'), cut }
}

/** `^`, `$`, and a group such as `(?:[\s'"]|$)`, which only says where a match has to end. */
function isAnchor(node: AST.Element, secret: AST.CapturingGroup | null): boolean {
  if (node.type === 'Assertion') return node.kind === 'start' || node.kind === 'end'
  if ((node.type !== 'Group' && node.type !== 'CapturingGroup') || node === secret) return false
  return node.alternatives.some(({ elements: [first, second] }) => {
    return first?.type === 'Assertion' && second === undefined && first.kind !== 'word'
  })
}

/** A class of letters in both cases; null where it is not as simple as that. */
function foldedClass(node: AST.CharacterClass): string | null {
  const parts = node.elements.map(({ raw }) => {
    if (!/[A-Za-z]/.test(raw) || /^\\[wdsWDSnrt]$|^\\x/.test(raw)) return raw
    if (!/^(?:[A-Za-z]|[a-z]-[a-z]|[A-Z]-[A-Z])$/.test(raw)) return null
    return raw.toLowerCase() + raw.toUpperCase()
  })
  return parts.includes(null) ? null : `[${node.negate ? '^' : ''}${parts.join('')}]`
}
