import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPrintable, printable, printableJson } from '../../src/report/terminal.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

test.each([
  ['plain', 'src/é 漢.ts', 'src/é 漢.ts'],
  ['escape sequence', '\x1b[31mred', '\\x1b[31mred'],
  ['one-character CSI', '\x9b31m', '\\x9b31m'],
  ['newline, tab, return', 'a\nb\tc\rd', 'a\\nb\\tc\\rd'],
  ['NUL and DEL', '\0\x7f', '\\x00\\x7f'],
  ['bidi override', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
  ['bidi isolates and marks', '\u2066\u2069\u200e\u200f\u061c', '\\u2066\\u2069\\u200e\\u200f\\u061c'],
  ['separators', '\u2028\u2029', '\\u2028\\u2029'],
  ['zero width', 'a\u200bb\ufeffc\u2060', 'a\\u200bb\\ufeffc\\u2060'],
  ['invisible letters', '\u115f\u3164', '\\u115f\\u3164'],
  ['tag characters', '\u{e0041}', '\\u{e0041}'],
  ['lone surrogates', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
  ['a pair is no lone surrogate', '👍', '👍'],
])('%s', (_, text, shown) => {
  expect(printable(text)).toBe(shown)
  expect(isPrintable(text)).toBe(text === shown)
})

test('nothing unsafe is left of any text, and a second time changes nothing', () => {
  fc.assert(
    fc.property(wild, text => {
      expect(printable(text)).not.toMatch(UNSAFE)
      expect(printable(printable(text))).toBe(printable(text))
    }),
    SEED,
  )
})

test('JSON stays the same value', () => {
  fc.assert(
    fc.property(wild, text => {
      const json = printableJson(JSON.stringify(text))
      expect(json).not.toMatch(UNSAFE)
      expect(JSON.parse(json)).toBe(text)
    }),
    SEED,
  )
})
