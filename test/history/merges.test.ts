import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

const OWN = openaiKey('typed while merging')
const OLD = openaiKey('from a side')

/** Both sides change `f`, one of them with a key; the merge is resolved as `resolved`. */
function mergeOf(repo: Repo, wrap: (text: string) => Buffer, resolved: (side: string) => string): void {
  const commit = (text: string, ...more: string[]): void => {
    repo.stage('f', wrap(text))
    repo.git('commit', '-qm', 'x', ...more)
  }
  const side = `first\n${lineWith(OLD)}middle\nlast\n`
  commit('first\nmiddle\nlast\n')
  repo.git('checkout', '-qb', 'side')
  commit(side)
  repo.git('checkout', '-q', 'main')
  commit('first\nmiddle\nlast, changed\n')
  repo.run('git', ['merge', '-q', '--no-commit', 'side'])
  commit(resolved(side), '--no-verify')
  expect(repo.git('rev-list', '--parents', '-n1', 'HEAD').trim().split(' ')).toHaveLength(3)
}

const places = (repo: Repo): string[] =>
  JSON.parse(repo.keyhook(['scan', '--range', 'HEAD^1..HEAD', '--format', 'json']).stdout).findings.map(
    (one: { commit: string; path: string; line: number; column: number }) =>
      `${one.commit === repo.git('rev-parse', 'HEAD').trim() ? 'merge' : 'side'} ${one.path}:${one.line}:${one.column}`,
  )

describe('of a merge, what no parent has is scanned', () => {
  const column = lineWith(OWN).indexOf(OWN) + 1
  const resolved = (side: string): string => `${lineWith(OWN)}${side}and more\n`
  const kinds: [string, (text: string) => Buffer][] = [
    ['a text', text => Buffer.from(text)],
    [
      'a binary file, which git shows no line of',
      text => Buffer.concat([Buffer.from(text), Buffer.from([0, 1, 2, 10])]),
    ],
    ['UTF-16, which git takes for binary', text => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ]
  test.for(kinds)('in %s', ([, wrap], { repo }) => {
    mergeOf(repo, wrap, resolved)
    expect(places(repo)).toEqual([`side f:2:${column}`, `merge f:1:${column}`])
  })

  test.for(['f -diff\n', 'f binary\n', 'f diff=none\n'])('whatever .gitattributes says: %s', (attributes, { repo }) => {
    writeFileSync(join(repo.dir, '.git/info/attributes'), attributes)
    mergeOf(repo, text => Buffer.from(text), resolved)
    expect(places(repo)).toEqual([`side f:2:${column}`, `merge f:1:${column}`])
  })

  test('in a merge of three branches', ({ repo }) => {
    repo.stage('f', Buffer.from([0]))
    repo.git('commit', '-qm', 'start')
    for (const branch of ['one', 'two']) {
      repo.git('checkout', '-qb', branch, 'main')
      repo.stage('f', Buffer.from(`\0${branch}\n`))
      repo.git('commit', '-qm', branch)
    }
    repo.git('checkout', '-q', 'main')
    repo.stage('f', Buffer.from(`\0main\n${lineWith(OLD)}`))
    repo.git('commit', '-qm', 'main')
    repo.stage('f', Buffer.from(`\0main\n${lineWith(OLD)}${lineWith(OWN)}`))
    const tree = repo.git('write-tree').trim()
    const octopus = repo.git('commit-tree', '-p', 'main', '-p', 'one', '-p', 'two', '-m', 'all', tree).trim()
    repo.git('reset', '-q', '--hard', octopus)
    expect(places(repo)).toEqual([`merge f:3:${column}`])
  })
})
