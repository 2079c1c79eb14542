import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { pathspec, quote } from '../../src/report/shell.ts'
import { test } from '../support/repo.ts'
import { SEED, UNSAFE } from './wild.ts'

test.for([
  ['src/a-b_c.ts', 'src/a-b_c.ts'],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$(rm)', "'$(rm)'"],
  ['', "''"],
  ['a\nb', "$'a\\x0ab'"],
  ["\x1b'\\", "$'\\x1b\\'\\\\'"],
  ['\u202e', "$'\\xe2\\x80\\xae'"],
])('quotes %j', ([word, quoted]) => {
  expect(quote(word ?? '')).toBe(quoted)
})

test('a shell reads back every word, and nothing unsafe is printed', () => {
  const words = fc.sample(
    fc.string({ unit: 'binary', maxLength: 12 }).map(word => word.replaceAll('\0', '')),
    SEED,
  )
  const script = `printf '%s\\0' ${words.map(quote).join(' ')}`
  expect(script).not.toMatch(UNSAFE)
  const { stdout } = spawnSync('bash', { input: script })
  expect(stdout.toString().split('\0').slice(0, -1)).toEqual(words)
})

describe('git takes exactly the file that is meant', () => {
  const names = [
    'a b',
    "it's",
    '[id].ts',
    'i.ts',
    '-x',
    ':y',
    ':(top)z',
    'tab\there',
    'back\\slash',
    'q?',
    'star*',
    'é',
  ]
  for (const name of names) {
    test.for([['.'], ['below']])(`${JSON.stringify(name)} from %s`, ([cwd = '.'], { repo }) => {
      for (const other of ['i.ts', 'd.ts', 'qx', 'start', 'below/file']) repo.write(other, 'x')
      repo.write(name, 'x')
      const command = `git add ${pathspec(name, cwd !== '.')}`
      const added = repo.run('bash', ['-c', command], { cwd: `${repo.dir}/${cwd}` })
      expect(added.all).toBe('')
      expect(repo.git('diff', '--cached', '--name-only', '-z')).toBe(`${name}\0`)
    })
  }
})
