import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { expect, test } from 'vitest'
import { rules } from '../../src/detect/rules/index.ts'
import type { Rule } from '../../src/types.ts'

const parser = new RegExpParser()

/** Whether each match of a part of a pattern holds one of some characters. What it cannot tell is not so. */
function holds(node: AST.Node, characters: string): boolean {
  const has = (one: AST.Node) => holds(one, characters)
  switch (node.type) {
    case 'RegExpLiteral':
      return has(node.pattern)
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.every(has)
    case 'Alternative':
      return node.elements.some(has)
    case 'Quantifier':
      return node.min > 0 && has(node.element)
    case 'Character':
      return characters.includes(String.fromCodePoint(node.value))
    case 'CharacterClass':
      return !node.negate && node.elements.every(has)
    default:
      return false
  }
}

const needy = (rules as readonly Rule[]).filter(({ needs }) => needs !== undefined)

test('there are rules that need a character', () => expect(needy.length).toBeGreaterThan(4))

test.each(needy)('each match of $id holds one of the characters that it needs', ({ pattern, needs = '' }) => {
  expect(needs).toMatch(/^[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]+$/)
  expect(holds(parser.parseLiteral(String(pattern)), needs)).toBe(true)
})
