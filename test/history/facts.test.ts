import { describe, expect, test as plain } from 'vitest'
import { authorDate } from '../../src/doors/commit-facts.ts'
import { lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('facts')
const OTHER = openaiKey('other facts')

interface Fact {
  readonly path: string
  readonly commit: string
  readonly date: string | null
  readonly inHead: boolean
  readonly pushed: boolean | null
}

function facts(repo: Repo, ...args: string[]): Fact[] {
  const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json', ...args]).stdout)
  return findings.map(({ path, commit, date, inHead, pushed }: Fact) => ({ path, commit, date, inHead, pushed }))
}

function commit(repo: Repo, path: string, content: string, message = 'x'): string {
  repo.stage(path, content)
  repo.git('commit', '-qm', message)
  return repo.git('rev-parse', 'HEAD').trim()
}

describe('a finding in history says', () => {
  test('its commit and when that was written, though committed later', ({ repo }) => {
    repo.stage('a.js', lineWith(KEY))
    repo.run('git', ['commit', '-qm', 'x'], { env: { GIT_AUTHOR_DATE: '2020-02-29T23:30:00+05:30' } })
    const commit = repo.git('rev-parse', 'HEAD').trim()
    const expected = { path: 'a.js', commit, date: '2020-02-29T23:30:00+05:30', inHead: true, pushed: false }
    expect(facts(repo, '--history')).toEqual([expected])
    const { stdout } = repo.keyhook(['scan', '--history'])
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `in commit ${commit.slice(0, 12)} of 2020-02-29, still in HEAD, not pushed`,
    )
  })

  test('whether the key still stands in HEAD, be it in another file', ({ repo }) => {
    commit(repo, 'a.js', lineWith(KEY))
    commit(repo, 'b.js', lineWith(OTHER))
    repo.git('mv', 'a.js', 'c.js')
    commit(repo, 'b.js', 'clean\n')
    expect(facts(repo, '--history').map(({ path, inHead }) => [path, inHead])).toEqual([
      ['a.js', true],
      ['b.js', false],
    ])
  })

  test('whether a remote has its commit', ({ repo }) => {
    repo.run('git', ['init', '-q', '--bare', '../remote.git'])
    repo.git('remote', 'add', 'origin', '../remote.git')
    commit(repo, 'a.js', lineWith(KEY))
    repo.git('push', '-q', 'origin', 'main')
    commit(repo, 'b.js', lineWith(OTHER))
    repo.git('tag', '-am', `with ${openaiKey('tag')}`, 'v1')
    expect(facts(repo, '--history').map(({ path, pushed }) => [path, pushed])).toEqual([
      ['a.js', true],
      ['b.js', false],
      ['COMMIT_MSG', null],
    ])
    expect(facts(repo, '--range', 'HEAD~1..HEAD').map(({ path, pushed }) => [path, pushed])).toEqual([['b.js', false]])
  })

  test('of a key that is in several commits, the first; a range names each', ({ repo }) => {
    commit(repo, 'start', 'start\n')
    const first = commit(repo, 'a.js', lineWith(KEY))
    commit(repo, 'a.js', 'clean\n', `message with ${KEY}`)
    commit(repo, 'b.js', lineWith(KEY))
    expect(facts(repo, '--history').map(one => [one.path, one.commit])).toEqual([['a.js', first]])
    expect(facts(repo, '--range', 'HEAD~3..HEAD').map(({ path }) => path)).toEqual(['a.js', 'COMMIT_MSG', 'b.js'])
  })

  test('the key in an environment file, and not that there is one', ({ repo }) => {
    commit(repo, '.env', `OPENAI_API_KEY=${KEY}\n`)
    for (const what of [['--history'], ['--history', '--jobs', '2']])
      expect(facts(repo, ...what).map(({ path }) => path)).toEqual(['.env'])
  })

  test('what only a merge holds, and that once', ({ repo }) => {
    commit(repo, 'start', 'start\n')
    repo.git('checkout', '-qb', 'side')
    commit(repo, 'side.js', 'side\n')
    repo.git('checkout', '-q', 'main')
    commit(repo, 'main.js', 'main\n')
    repo.git('merge', '-q', '--no-commit', 'side')
    const merge = commit(repo, 'evil.js', lineWith(KEY))
    expect(facts(repo, '--history').map(one => [one.path, one.commit])).toEqual([['evil.js', merge]])
    expect(facts(repo, '--range', 'HEAD~1..HEAD').map(one => one.path)).toEqual(['evil.js'])
  })
})

describe('a history is scanned', () => {
  test('where HEAD is on a branch without commits', ({ repo }) => {
    commit(repo, 'a.js', lineWith(KEY))
    repo.git('checkout', '-q', '--orphan', 'empty')
    expect(facts(repo, '--history').map(({ path, inHead }) => [path, inHead])).toEqual([['a.js', false]])
  })

  test('with HEAD detached from all branches', ({ repo }) => {
    commit(repo, 'start', 'start\n')
    repo.git('checkout', '-q', '--detach')
    commit(repo, 'a.js', lineWith(KEY))
    expect(facts(repo, '--history').map(({ path, inHead }) => [path, inHead])).toEqual([['a.js', true]])
  })

  test('where there is nothing', ({ repo }) => {
    expect(repo.keyhook(['scan', '--history'])).toMatchObject({ code: 0 })
    repo.git('commit', '-q', '--allow-empty', '-m', 'empty')
    expect(repo.keyhook(['scan', '--history'])).toMatchObject({ code: 0 })
  })
})

plain.for([
  ['author A <a@b> 1767323045 +0100', '2026-01-02T04:04:05+01:00'],
  ['author A > <a@b> 0 -0330', '1969-12-31T20:30:00-03:30'],
  ['tagger A <a@b> 1767323045 +0000', '2026-01-02T03:04:05+00:00'],
  ['author A <a@b> soon', null],
  ['committer A <a@b> 1767323045 +0100', null],
])('the date of %s', ([header, date]) => {
  expect(
    authorDate(
      `tree 0\n${header}\ncommitter C <c@d> 1 +0000`.replace(
        '\ncommitter C',
        header?.startsWith('committer') ? '\nx' : '\ncommitter C',
      ),
    ),
  ).toBe(date)
})
