import type { AST } from '@eslint-community/regexpp'
import { casesOf } from './foreign-regex.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
/** The alphabets of shapes, those first that say most. */
const ALPHABETS: readonly (readonly [name: string, characters: string])[] = [
  ['b64url', `${LOWER}${UPPER}${DIGITS}-_`],
  ['alnum', LOWER + UPPER + DIGITS],
  ['base32', `${UPPER}234567`],
  ['HEX', `${DIGITS}ABCDEF`],
  ['hex', `${DIGITS}abcdef`],
  ['lower', LOWER],
  ['upper', UPPER],
  ['digits', DIGITS],
]
const MOST_SHAPES = 16

/** A text that an expression matches, with holes, and the literals in it that no match can lack where this reading holds. */
interface Reading {
  readonly shape: string
  /** Literal text in order; a hole parts two. */
  readonly literals: readonly string[]
}

/**
 * The shortest texts that an expression matches, one for each way through its alternatives.
 *
 * @returns null where there are too many ways, or characters that a shape cannot say
 */
export function shapesOf(tree: AST.Pattern, fold: boolean): readonly Reading[] | null {
  const readings = alternatives(tree.alternatives, fold)
  return readings?.map(({ shape, literals }) => ({ shape, literals: literals.filter(text => text !== '') })) ?? null
}

const EMPTY: Reading = { shape: '', literals: [''] }

function joined(one: Reading, other: Reading): Reading {
  const last = one.literals.at(-1) ?? ''
  const [first = '', ...more] = other.literals
  return { shape: one.shape + other.shape, literals: [...one.literals.slice(0, -1), last + first, ...more] }
}

function alternatives(nodes: readonly AST.Alternative[], fold: boolean): Reading[] | null {
  let all: Reading[] = []
  for (const { elements } of nodes) {
    let readings: Reading[] = [EMPTY]
    for (const element of elements) {
      const added = readingsOf(element, fold)
      if (added === null || readings.length * added.length > MOST_SHAPES) return null
      readings = readings.flatMap(one => added.map(other => joined(one, other)))
    }
    all = [...all, ...readings]
  }
  return all.length > MOST_SHAPES ? null : all
}

function readingsOf(node: AST.Element, fold: boolean): Reading[] | null {
  switch (node.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return hole(node, 1)
    case 'Group':
    case 'CapturingGroup':
      return alternatives(node.alternatives, fold)
    case 'Quantifier':
      return repeated(node, fold)
    default:
      return node.type === 'Assertion' ? [EMPTY] : null
  }
}

function repeated({ element, min }: AST.Quantifier, fold: boolean): Reading[] | null {
  if (min === 0) return [EMPTY]
  if (element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass')
    return hole(element, min)
  const once = readingsOf(element, fold)
  const [only] = once ?? []
  if (once === null || only === undefined || once.length > 1) return null
  return [Array.from({ length: min }, () => only).reduce(joined)]
}

function hole(node: AST.Character | AST.CharacterSet | AST.CharacterClass, length: number): Reading[] | null {
  if (node.type === 'Character') {
    const character = String.fromCodePoint(node.value)
    if (!/^[\x20-\x7e]$/.test(character) || character === '<') return null
    const text = character.repeat(length)
    return [{ shape: text, literals: [text] }]
  }
  const one = new RegExp(`^(?:${node.raw})$`, 's')
  const named = ALPHABETS.find(([, characters]) => [...characters].every(character => one.test(character)))
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index))
  const single = named === undefined ? [...LOWER, ...UPPER, ...DIGITS, ...printable].find(each => one.test(each)) : ''
  if (single === undefined || single === '<') return null
  const alike = named?.[0] ?? single
  // A letter in both cases is that letter: `[aA]` is how a pattern without flags ignores case.
  const letter = caseless(node)
  return [
    {
      shape: letter === null ? `<${alike}:${length}>` : letter.repeat(length),
      literals: letter === null ? ['', ''] : [letter.repeat(length)],
    },
  ]
}

function caseless(node: AST.CharacterSet | AST.CharacterClass): string | null {
  const [, lower = '', upper = ''] = /^\[([a-z])([A-Z])\]$/.exec(node.raw) ?? []
  return lower !== '' && casesOf(lower, true)[1] === upper ? lower : null
}
