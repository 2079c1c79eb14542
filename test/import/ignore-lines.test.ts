import { describe, expect } from 'vitest'
import { compileGlob } from '../../src/allowlist/glob.ts'
import { globsOfIgnore, ignoreLines, wishesOfIgnoreLines } from '../../src/import/ignore-lines.ts'
import { test } from '../support/repo.ts'

const PATTERNS: readonly [string, string[] | null][] = [
  ['node_modules', ['**/node_modules/**']],
  ['node_modules/', ['**/node_modules/**']],
  ['/build', ['build/**']],
  ['*.log', ['**/*.log', '**/*.log/**']],
  ['docs/*.txt', ['docs/*.txt', 'docs/*.txt/**']],
  ['a/**/b', ['a/**/b/**']],
  ['**/fixtures', ['**/fixtures/**']],
  ['vendor/**', ['vendor/**']],
  ['a**b', ['**/a*b', '**/a*b/**']],
  ['x{a,b}', ['**/x\\{a\\,b\\}/**']],
  ['f(1)', ['**/f\\(1\\)/**']],
  ['\\#x', ['**/#x/**']],
  ['[ab].ts', ['**/[ab].ts', '**/[ab].ts/**']],
  ['[!a].ts', null],
  ['?.md', ['**/?.md', '**/?.md/**']],
]
const PATHS = [
  'node_modules',
  'node_modules/a.js',
  'x/node_modules/y/z',
  'build',
  'build/a',
  'x/build',
  'a.log',
  'x/a.log',
  'x.log/y',
  'docs/a.txt',
  'docs/b/a.txt',
  'a/b',
  'a/x/b',
  'a/x/y/b/c',
  'fixtures/k',
  'x/fixtures',
  'vendor/a/b',
  'vendor',
  'x/vendor/a',
  'ab',
  'axxb',
  'a/xb',
  'xa',
  'x{a,b}',
  'f(1)',
  'f1',
  '#x',
  'y/#x',
  'a.ts',
  'c.ts',
  '.ts',
  'q.md',
  '.md',
  'docs/q.md',
]

test('globs match what git ignores by the pattern, and nothing else', ({ repo }) => {
  for (const [pattern, globs] of PATTERNS) {
    expect(globsOfIgnore(pattern), pattern).toEqual(globs)
    if (globs === null) continue
    repo.write('.git/info/exclude', `${pattern}\n`)
    const { stdout } = repo.run('git', ['check-ignore', '--no-index', '--stdin', '-z'], { input: PATHS.join('\0') })
    const ignored = stdout.split('\0').filter(path => path !== '')
    const matched = PATHS.filter(path => globs.some(glob => compileGlob(glob)(path)))
    // Of a pattern for folders, git was not told which of these are folders.
    const folder = pattern.replace(/\/(\*\*)?$/, '')
    expect(
      matched.filter(path => path !== folder),
      pattern,
    ).toEqual(ignored.filter(path => path !== folder))
  }
})

describe('a line with ! ', () => {
  const kinds = (text: string) =>
    wishesOfIgnoreLines(ignoreLines(text), '.secretlintignore', '').map(({ kind }) => kind)
  test.for<[string, string[]]>([
    ['dist/\n!dist/keep\n', ['refused', 'refused']],
    ['/vendor/\n!/docs/keep\n', ['ignore', 'refused']],
    ['!a\nb\n', ['refused', 'ignore']],
    ['# a\n\n  \nb  \n', ['ignore']],
  ])('%j', ([text, expected]) => {
    expect(kinds(text)).toEqual(expected)
  })
})

test('in a folder, they are of that folder', () => {
  const [wish] = wishesOfIgnoreLines(ignoreLines('/dist\n'), 'pkg/.secretlintignore', 'pkg/[a]')
  expect(wish).toMatchObject({ globs: ['pkg/\\[a\\]/dist/**'], line: 1 })
})
