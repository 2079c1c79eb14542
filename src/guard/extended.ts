import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { byteSet } from './character-set.ts'

/** More repetitions than this are not counted: a longer count makes the search slower, not the guard better. */
const COUNTED = 8

/**
 * A POSIX extended regular expression that finds at least one match in every line in which `pattern` does, once the line is in small letters. It may find more: assertions are left out,
 * and long counts are shortened. Lines come without their NULs.
 *
 * @returns null for a pattern whose matches may span lines, or which holds what has no such form
 */
export function toExtended(pattern: RegExp): string | null {
  try {
    return alternatives(new RegExpParser().parsePattern(pattern.source).alternatives, pattern)
  } catch (error) {
    if (error instanceof NoSuchForm) return null
    throw error
  }
}

class NoSuchForm extends Error {}

/** Alternatives joined; an empty one, which POSIX does not know, makes the whole optional. */
function alternatives(list: readonly AST.Alternative[], pattern: RegExp): string {
  const texts = list.map(alternative => alternative.elements.map(element => translate(element, pattern).text).join(''))
  const some = texts.filter(text => text !== '')
  if (some.length === texts.length) return some.join('|')
  return some.length === 0 ? '' : `(${some.join('|')})*`
}

interface Translated {
  readonly text: string
  /** Whether it may match a NUL, which the guard does not see. */
  readonly hasNul: boolean
}

function translate(element: AST.Element, pattern: RegExp): Translated {
  switch (element.type) {
    case 'Assertion':
      return { text: '', hasNul: false }
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return set(element.raw, pattern)
    case 'CapturingGroup':
    case 'Group':
      return { text: grouped(alternatives(element.alternatives, pattern)), hasNul: holdsNul(element, pattern) }
    case 'Quantifier':
      return repeated(element, pattern)
    default:
      throw new NoSuchForm()
  }
}

function set(raw: string, pattern: RegExp): Translated {
  const form = new RegExp(`^(?:${raw})$`, pattern.ignoreCase ? 'is' : 's')
  const { expression, hasNul, hasLineFeed } = byteSet(character => form.test(character))
  // A class of everything but some characters usually holds the line feed by accident, not to span lines; but it can.
  if (hasLineFeed) throw new NoSuchForm()
  return { text: expression, hasNul }
}

function repeated({ element, min, max }: AST.Quantifier, pattern: RegExp): Translated {
  if (element.type === 'Assertion') return { text: '', hasNul: false }
  const { text, hasNul } = translate(element, pattern)
  if (text === '') return { text: '', hasNul }
  const least = hasNul ? 0 : Math.min(min, COUNTED)
  const more = max > least ? `${text}*` : ''
  return { text: least === 0 ? more : `${least === 1 ? text : `${text}{${least}}`}${more}`, hasNul }
}

function grouped(text: string): string {
  return text === '' ? '' : `(${text})`
}

function holdsNul(group: AST.Group | AST.CapturingGroup, pattern: RegExp): boolean {
  return group.alternatives.some(alternative =>
    alternative.elements.some(element => translate(element, pattern).hasNul),
  )
}
