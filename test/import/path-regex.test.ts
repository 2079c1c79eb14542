import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import { compileGlob, globFault } from '../../src/allowlist/glob.ts'
import { globsOfRegex } from '../../src/import/path-regex.ts'

const globs = (source: string) => globsOfRegex({ source, ignoreCase: false })

describe('an expression as globs', () => {
  test.each<[string, string[] | null]>([
    ['^vendor/', ['vendor/**']],
    ['^vendor/.*', ['vendor/**']],
    ['(^|/)vendor/', ['**/vendor/**']],
    ['(^|/)node_modules(/|$)', ['**/node_modules/**']],
    ['vendor', ['**/*vendor*', '**/*vendor*/**']],
    ['/vendor/', ['**/*/vendor/**']],
    ['\\.png$', ['**/*.png']],
    ['(.*?)(jpg|gif|doc)$', ['**/*{jpg,gif,doc}']],
    ['^go\\.sum$', ['go.sum']],
    ['package-lock\\.json$', ['**/*package-lock.json']],
    ['^test/.*\\.json$', ['test/**/*.json']],
    ['^test/[^/]+\\.json$', ['test/?*.json']],
    ['^test/[^/]+/keys$', ['test/*/keys']],
    ['^a.*b$', ['a*b', 'a*/**/*b']],
    ['^v[0-9]+/', ['v+([0-9])/**']],
    ['(?i)^vendor/', ['[vV][eE][nN][dD][oO][rR]/**']],
    ['^docs[\\\\/]', ['docs/**']],
    ['^(a|b)/', ['{a,b}/**']],
    ['^a\\{b\\}$', ['a\\{b\\}']],
    ['^\\Qvendor\\E', null],
    ['^(?!src/)', null],
    ['(a|b)+', null],
    ['[^a]', null],
    ['(', null],
  ])('%s', (source, expected) => {
    expect(globs(source)).toEqual(expected)
  })
})

/** Expressions as people write them for paths, of parts that can be told apart. */
const parts = fc.constantFrom(
  'a',
  'b',
  'ab',
  '/',
  '/',
  '.',
  '\\.',
  '.*',
  '.+',
  '[^/]*',
  '[^/]+',
  '[ab]+',
  'a?',
  '(a|b)',
  '(a|b/)',
  '(/|$)',
  '(^|/)',
)
const regex = fc
  .tuple(
    fc.constantFrom('', '^', '(^|/)', '(?i)'),
    fc.array(parts, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '$', '(/|$)', '/'),
  )
  .map(([front, middle, end]) => front + middle.join('') + end)
const name = fc
  .string({ unit: fc.constantFrom('a', 'b', '.', 'A', 'c'), minLength: 1, maxLength: 4 })
  .filter(text => !/^\.+$/.test(text))
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => names.join('/'))

test('no glob matches a path that its expression does not', () => {
  let matched = 0
  fc.assert(
    fc.property(regex, fc.array(path, { minLength: 40, maxLength: 40 }), (source, paths) => {
      const translated = globs(source) ?? []
      const original = RE2JS.compile(source)
      for (const glob of translated.filter(each => globFault(each) === null)) {
        const matches = compileGlob(glob)
        for (const each of paths) {
          if (!matches(each)) continue
          matched++
          // A folder's glob is taken for the folder itself as well, were it a file.
          expect(
            original.matcher(each).find() ||
              original.matcher(`${each}/`).find() ||
              original.matcher(`${each}/a`).find(),
            `${source} -> ${glob}: ${each}`,
          ).toBe(true)
        }
      }
    }),
    { numRuns: 1500, seed: 7 },
  )
  expect(matched).toBeGreaterThan(5_000)
})
