import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { byteSet } from './character-set.ts'

/** More repetitions than this are not counted: a longer count makes the search slower, not the guard better. */
const COUNTED = 16

/**
 * A POSIX extended regular expression that finds at least one match in every line in which `pattern` does, once the line is in small letters. It may find more: assertions are left out,
 * and long counts are shortened. Lines come without their NULs.
 *
 * @param isWhole whether nothing is put before or behind it: what a match begins and ends with may then be shortened
 * @returns null for a pattern whose matches may span lines, or which holds what has no such form
 */
export function toExtended(pattern: RegExp, isWhole = true): string | null {
  try {
    return alternatives(new RegExpParser().parsePattern(pattern.source).alternatives, pattern, isWhole ? WHOLE : INNER)
  } catch (error) {
    if (error instanceof NoSuchForm) return null
    throw error
  }
}

class NoSuchForm extends Error {}

/** Where an element stands in the whole pattern: what a match may begin or end with need not be found to its end. */
interface Edges {
  readonly isFirst: boolean
  readonly isLast: boolean
}

const WHOLE: Edges = { isFirst: true, isLast: true }
const INNER: Edges = { isFirst: false, isLast: false }

/** Alternatives joined; an empty one, which POSIX does not know, makes the whole optional. */
function alternatives(list: readonly AST.Alternative[], pattern: RegExp, edges: Edges): string {
  const texts = list.map(alternative => sequence(alternative.elements, pattern, edges))
  const some = texts.filter(text => text !== '')
  if (some.length === texts.length) return some.join('|')
  return some.length === 0 || edges.isFirst || edges.isLast ? '' : `(${some.join('|')})*`
}

function sequence(elements: readonly AST.Element[], pattern: RegExp, { isFirst, isLast }: Edges): string {
  const written = elements.filter(element => translate(element, pattern, INNER).text !== '')
  const consuming = isFirst ? withoutOpening(written) : written
  let text = ''
  for (const [index, element] of consuming.entries()) {
    const edges = { isFirst: isFirst && text === '', isLast: isLast && index === consuming.length - 1 }
    text += translate(element, pattern, edges).text
  }
  return text
}

function isSet({ type }: AST.Element): boolean {
  return type === 'CharacterSet' || type === 'CharacterClass'
}

/** A character before a run of characters could be any: what follows has to be found anyway. */
function withoutOpening(elements: readonly AST.Element[]): readonly AST.Element[] {
  const [first, second] = elements
  const opensRun = first !== undefined && isSet(first) && second?.type === 'Quantifier' && isSet(second.element)
  return opensRun && elements.length > 2 ? elements.slice(1) : elements
}

interface Translated {
  readonly text: string
  /** Whether it may match a NUL, which the guard does not see. */
  readonly hasNul: boolean
}

function translate(element: AST.Element, pattern: RegExp, edges: Edges): Translated {
  switch (element.type) {
    case 'Assertion':
      return { text: '', hasNul: false }
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return set(element.raw, pattern)
    case 'CapturingGroup':
    case 'Group':
      return { text: grouped(alternatives(element.alternatives, pattern, edges)), hasNul: holdsNul(element, pattern) }
    case 'Quantifier':
      return repeated(element, pattern, edges)
    default:
      throw new NoSuchForm()
  }
}

function set(raw: string, pattern: RegExp): Translated {
  const form = new RegExp(`^(?:${raw})$`, (pattern.ignoreCase ? 'i' : '') + (pattern.dotAll ? 's' : ''))
  const { expression, hasNul, hasLineFeed } = byteSet(character => form.test(character))
  // A class of everything but some characters usually holds the line feed by accident, not to span lines; but it can.
  if (hasLineFeed) throw new NoSuchForm()
  return { text: expression, hasNul }
}

/**
 * At the edges of a pattern as few repetitions as may be: the rest says nothing of whether there is a match, but a search that has to count and to go on at every
 * character is slower by orders of magnitude.
 */
function repeated({ element, min, max }: AST.Quantifier, pattern: RegExp, edges: Edges): Translated {
  if (element.type === 'Assertion') return { text: '', hasNul: false }
  const inner = { isFirst: edges.isFirst && max === 1, isLast: edges.isLast && max === 1 }
  const { text, hasNul } = translate(element, pattern, inner)
  if (text === '') return { text: '', hasNul }
  // A run of letters that opens a pattern could begin anywhere in a longer one.
  const isOpenRun = edges.isFirst && !edges.isLast && element.type !== 'Group' && element.type !== 'CapturingGroup'
  const least = hasNul ? 0 : Math.min(min, isOpenRun ? 1 : COUNTED)
  const more = max > least && !edges.isFirst && !edges.isLast ? `${text}*` : ''
  return { text: least === 0 ? more : `${least === 1 ? text : `${text}{${least}}`}${more}`, hasNul }
}

function grouped(text: string): string {
  return text === '' ? '' : `(${text})`
}

function holdsNul(group: AST.Group | AST.CapturingGroup, pattern: RegExp): boolean {
  return group.alternatives.some(alternative =>
    alternative.elements.some(element => translate(element, pattern, INNER).hasNul),
  )
}
