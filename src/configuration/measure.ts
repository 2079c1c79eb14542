import type { AST } from '@eslint-community/regexpp'
import { type Characters, charactersOf, NONE, overlap } from './characters.ts'

/** What `+` and `*` are cut down to: no key is longer, and every match has a length that can be told beforehand. */
export const LONGEST_RUN = 500

/** What can be said about a part of a pattern without running it. */
export interface Measure {
  /** Fewest and most characters it takes. */
  readonly least: number
  readonly most: number
  /** The characters it can begin with. */
  readonly first: Characters
  /** In how many ways it can match at one place, at most. */
  readonly ways: number
}

/** Why a pattern is refused. */
export class UnsafePattern extends Error {}

const EMPTY: Measure = { least: 0, most: 0, first: NONE, ways: 1 }

/** Measures alternatives, of which each is a sequence, given the characters that can follow. */
export function measureAlternatives(alternatives: readonly AST.Alternative[], follow: Characters): Measure {
  const measures = alternatives.map(({ elements }) => measureSequence(elements, follow))
  const begins = measures.map(({ first, least }) => (least === 0 ? first | follow : first))
  const areDistinct = begins.every((a, index) => begins.slice(index + 1).every(b => !overlap(a, b)))
  const ways = measures.map(measure => measure.ways)
  return {
    least: Math.min(...measures.map(({ least }) => least)),
    most: Math.max(...measures.map(({ most }) => most)),
    first: measures.reduce((all, { first }) => all | first, NONE),
    ways: areDistinct ? Math.max(...ways) : ways.reduce((sum, each) => sum + each, 0),
  }
}

function measureSequence(elements: readonly AST.Element[], follow: Characters): Measure {
  return elements.reduceRight<Measure & { follow: Characters }>(
    (rest, element) => {
      const measure = measureElement(element, rest.follow)
      const passes = measure.least === 0
      return {
        least: measure.least + rest.least,
        most: measure.most + rest.most,
        first: passes ? measure.first | rest.first : measure.first,
        ways: measure.ways * rest.ways,
        follow: passes ? measure.first | rest.follow : measure.first,
      }
    },
    { ...EMPTY, follow },
  )
}

function measureElement(element: AST.Element, follow: Characters): Measure {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return { least: 1, most: 1, first: charactersOf(element), ways: 1 }
    case 'Group':
    case 'CapturingGroup':
      return measureAlternatives(element.alternatives, follow)
    case 'Quantifier':
      return measureQuantifier(element, follow)
    case 'Assertion':
      return measureAssertion(element)
    default:
      throw new UnsafePattern('the pattern refers back to what it matched before')
  }
}

function measureQuantifier({ element, min, max }: AST.Quantifier, follow: Characters): Measure {
  const once = measureElement(element, follow)
  const times = Number.isFinite(max) ? max : Math.max(min, LONGEST_RUN)
  if (once.least === 0 && times > 1) throw new UnsafePattern('the pattern repeats what may be empty')
  if (once.least !== once.most && times > 1) throw new UnsafePattern('the pattern repeats what already repeats')
  const continues = overlap(once.first, follow)
  if (!Number.isFinite(max)) {
    if (once.most !== 1) throw new UnsafePattern('+ and * may follow only one character or class')
    if (continues) throw new UnsafePattern('what follows + or * can begin with the characters that it repeats')
  }
  return {
    least: once.least * min,
    most: once.most * times,
    first: once.first,
    ways: once.ways ** times * (continues ? times - min + 1 : 1),
  }
}

function measureAssertion(assertion: AST.Assertion): Measure {
  if (assertion.kind === 'word') return EMPTY
  if (assertion.kind !== 'lookahead' && assertion.kind !== 'lookbehind') {
    throw new UnsafePattern('the pattern is looked for anywhere in a line: write \\b in place of ^ and $')
  }
  const { least, most } = measureAlternatives(assertion.alternatives, NONE)
  if (least !== 1 || most !== 1)
    throw new UnsafePattern('what the pattern looks ahead or behind for must be one character')
  return EMPTY
}
