import { expect, test } from 'vitest'
import { compileGlob, globFault, matchesEverything } from '../../src/allowlist/glob.ts'

test.each([
  ['*a*a*a*a*a*a*a*b', 'a'.repeat(255)],
  ['*a*a*a*b', 'a'.repeat(4_000)],
  [`${'**/a/'.repeat(6)}b`, `${'a/'.repeat(2_000)}c`],
  ['*{a,aa}*{a,aa}*{a,aa}*b', 'a'.repeat(200)],
  ['**/*a*/**/*a*/**/*a*b', `${'aaaaaaaa/'.repeat(100)}c`],
])('%s is over soon', (glob, path) => {
  const start = performance.now()
  expect(globFault(glob) === null && compileGlob(glob)(path)).toBe(false)
  expect(performance.now() - start).toBeLessThan(3_000)
})

test.each([
  ['packages/*/src/**/__tests__/**/*.{spec,test}.{js,jsx,ts,tsx}', 'packages/web/src/a/b/__tests__/c/keys.test.tsx'],
  ['**/*foo*/**/*bar*.*', 'a/quite/long/way/down/to/the/folder-of-foo-things/and/then/a-bar-in-a-file.json'],
  ['**/fixtures/**/keys/**/*.pem', 'some/where/fixtures/of/many/keys/for/tests/a.pem'],
])('%s stays what people write', (glob, path) => {
  expect(globFault(glob)).toBeNull()
  expect(compileGlob(glob)(path)).toBe(true)
})

test('a path is everything, or it is not', () => {
  for (const glob of ['**', '**/*', '**/**', '*/**', '**/*.*', '{*,*/**}', '{src,**}/**', '**/?*.?*']) {
    expect([glob, matchesEverything([glob])]).toEqual([glob, true])
  }
  for (const glob of ['*', 'src/**', '**/*.ts', '**/.*', '*.*', '**/test/**', '*/*']) {
    expect([glob, matchesEverything([glob])]).toEqual([glob, false])
  }
  expect(matchesEverything(['[a-z]*/**', '[A-Z.]*/**'])).toBe(true)
  expect(matchesEverything([])).toBe(false)
})
