import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAllowlist } from '../../src/allowlist/parse.ts'
import { parseConfiguration } from '../../src/configuration/parse.ts'
import { KeyhookError } from '../../src/errors.ts'

function survives(input: string | Uint8Array): void {
  for (const read of [
    () => parseAllowlist(input, 'a.yml', new Set(['a-rule'])),
    () => parseConfiguration(input, 'c.yml', []),
  ]) {
    try {
      read()
    } catch (error) {
      if (!(error instanceof KeyhookError)) throw error
      expect(error.message).toMatch(/^[ac]\.yml:\d+: ./)
    }
  }
}

const bomb = [
  'a: &a [x, x, x, x]',
  ...Array.from(
    'bcdefghijklmnop',
    (name, index) => `${name}: &${name} [${`*${'abcdefghijklmno'[index]}, `.repeat(9)}]`,
  ),
].join('\n')

describe('files made to break the reader are refused in time', () => {
  test.each([
    ['a bomb of aliases', bomb],
    ['brackets', '['.repeat(90_000)],
    ['closing brackets', ']'.repeat(90_000)],
    ['braces', '{a: '.repeat(20_000)],
    ['dashes', '- '.repeat(40_000)],
    ['questions', '? '.repeat(40_000)],
    ['colons', ': '.repeat(40_000)],
    ['tags', '!a '.repeat(20_000)],
    ['anchors', '&a '.repeat(20_000)],
    ['documents', '---\n'.repeat(20_000)],
    ['directives', '%A\n'.repeat(20_000)],
    ['indentation', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['fields', Array.from({ length: 10_000 }, (_, n) => `k${n}:`).join('\n')],
    ['the same field', 'version:\n'.repeat(10_000)],
    ['entries', `version: 1\nentries:\n${'  -\n'.repeat(20_000)}`],
    ['quotes', '"'.repeat(90_000)],
    ['blanks', `a: b${' \n'.repeat(40_000)}`],
    ['comments', `a: b\n${'#\n'.repeat(40_000)}`],
    ['commas', `[${'a,'.repeat(40_000)}`],
    ['a key of a megabyte', `${'k'.repeat(999_000)}: 1`],
    ['a rule of a megabyte', `version: 1\nentries:\n  - rule: ${'k'.repeat(90_000)}`],
    ['a glob of a megabyte', `version: 1\nentries:\n  - path: ${'{a,'.repeat(20_000)}`],
    ['a reason of a megabyte', `version: 1\nentries:\n  - rule: a-rule\n    reason: "${' '.repeat(90_000)}"`],
    ['more than a megabyte', 'a'.repeat(1_000_001)],
  ])('%s', (_, text) => {
    const start = performance.now()
    survives(text)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})

describe('whatever stands in a file, the answer is data or a refusal', () => {
  const token = fc.constantFrom(
    ...[
      'version: 1',
      'entries:',
      'rules:',
      'ignore:',
      'disable:',
      'markers:',
      'block: ',
      '\n',
      '\n  - ',
      '\n    ',
      '\t',
      'fingerprint: ',
      'rule: ',
      'path: ',
      'reason: ',
      'expires: ',
    ],
    ...[
      'id: ',
      'pattern: ',
      'keywords: ',
      'examples: ',
      '0123456789abcdef',
      'a-rule',
      '2027-01-31',
      '**',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      ': ',
      '- ',
      '&a ',
      '*a',
      '!a ',
      '|',
      '>',
      '#',
      '---',
      '...',
      '? ',
      '%',
      '\0',
      '\ufffd',
      '\r',
      '__proto__: ',
      '<<: ',
      '[a-z]+',
      '(a|a)*',
      '<alnum:9>',
    ],
  )
  test('pieces of files', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), pieces => survives(pieces.join(''))),
      { seed: 1, numRuns: 1_500 },
    )
  })
  test('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives), { seed: 2, numRuns: 500 })
  })
  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), survives), { seed: 3, numRuns: 500 })
  })
})
