import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePattern } from '../../src/configuration/pattern.ts'

describe('safe', () => {
  test.each([
    ['acme_[a-z0-9]{32}', '(?<secret>acme_[a-z0-9]{32})', 37],
    ['acme_[a-z0-9]+', '(?<secret>acme_[a-z0-9]{1,500})', 505],
    ['acme_[a-z]*-[0-9]{2,}?x', '(?<secret>acme_[a-z]{0,500}-[0-9]{2,500}?x)', 1007],
    ['\\bacme_(?<secret>[a-z0-9]{20,40})\\b', '\\bacme_(?<secret>[a-z0-9]{20,40})\\b', 45],
    ['acme_(?:live|test)_[A-Za-z0-9]{24}', '(?<secret>acme_(?:live|test)_[A-Za-z0-9]{24})', 34],
    ['acme_(?:v[12]_)?[a-z0-9]{32}', '(?<secret>acme_(?:v[12]_)?[a-z0-9]{32})', 40],
    ['acme(?:-[0-9a-f]{4}){4}', '(?<secret>acme(?:-[0-9a-f]{4}){4})', 24],
    ['(?<![a-z])acme_\\w{8}(?![a-z0-9])', '(?<secret>(?<![a-z])acme_\\w{8}(?![a-z0-9]))', 13],
    ['acme[_-][a-z]{3,5}[0-9]{20}', '(?<secret>acme[_-][a-z]{3,5}[0-9]{20})', 30],
  ])('%s', (source, bounded, longest) => {
    const compiled = compilePattern(source)
    expect(compiled).toMatchObject({ longest })
    expect(typeof compiled === 'object' && compiled.pattern.source).toBe(bounded)
  })
})

describe('refused', () => {
  test.each([
    ['(a+)+b', 'repeats'],
    ['acme(?:a|a)*', 'too many ways'],
    ['acme(?:ab)*', 'one character'],
    ['acme(?:a|a){40}', 'too many ways'],
    ['acme(?:a|aa){40}', 'repeats'],
    ['acme(?:a?){40}', 'may be empty'],
    ['acme(?:[a-z]{2,4}-){3}', 'repeats'],
    ['acme[a-z]*[a-z0-9]*', 'what follows'],
    ['acme.*key', 'what follows'],
    ['acme\\s*\\s+', 'what follows'],
    ['[a-z]{1,90}[a-z]{1,90}[a-z]{1,90}x', 'too many ways'],
    ['acme(x)\\1', 'refers back'],
    ['acme(?<a>x)\\k<a>', 'refers back'],
    ['(?<=acme_+)[a-z]{9}', 'one character'],
    ['acme(?=.{2}x)', 'one character'],
    ['acme(?=.*x)', 'what follows'],
    ['^acme_[a-z]{9}', 'anywhere'],
    ['acme_[a-z]{9}$', 'anywhere'],
    ['a*', 'empty'],
    ['(?:acme)?', 'empty'],
    ['', 'ASCII'],
    ['ключ[a-z]{9}', 'ASCII'],
    ['acme_[a-z]{5000}', 'at most'],
    ['acme_[a-z', 'regular expression'],
    ['acme_(', 'regular expression'],
    ['(?<secret>a)(?<secret>b)', 'regular expression'],
    ['acme_(?:(?<secret>[a-z]{9})|x)', 'part of each match'],
    ['acme_(?<secret>[a-z]{9})?', 'part of each match'],
    ['a'.repeat(1_001), 'at most'],
  ])('%s', (source, why) => {
    const compiled = compilePattern(source)
    expect(compiled).toEqual(expect.any(String))
    expect(compiled).toContain(why)
  })
})

test('whatever is accepted takes time in proportion to the text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      '[ab]',
      '[a-z]',
      '\\w',
      '.',
      '(?:a|b)',
      '(?:a|ab)',
      '(?:aa)',
      '(?:a|a)',
      '(',
      ')',
      '|',
      '(?:',
      '\\b',
      '(?!a)',
      '_',
    ],
    ...['+', '*', '?', '{2,5}', '{9}', '{1,90}', '{3,}', '+?'],
  )
  const texts = ['a'.repeat(1_000), 'ab'.repeat(500), `${'a'.repeat(499)}_`.repeat(2)]
  let accepted = 0
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 9 }), pieces => {
      const compiled = compilePattern(pieces.join(''))
      if (typeof compiled === 'string') return
      accepted++
      const start = performance.now()
      for (const text of texts) {
        for (const [match] of text.matchAll(new RegExp(compiled.pattern, 'g'))) {
          expect(match.length).toBeLessThanOrEqual(compiled.longest)
        }
      }
      expect(performance.now() - start).toBeLessThan(1_000)
    }),
    { seed: 11, numRuns: 1_000 },
  )
  expect(accepted).toBeGreaterThan(50)
})
