import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'
import { commitUnseen, overriding } from '../support/server.ts'

const KEY = openaiKey('strict')
const ALLOWLIST = '.keyhook/allowlist.yml'

interface Report {
  readonly findings: readonly { readonly path: string; readonly fingerprint: string; readonly blocking: boolean }[]
  readonly suppressed: readonly { readonly path: string; readonly by: string }[]
}

/** The paths of findings that stop, and of what is suppressed. */
function scan(repo: Repo, ...args: string[]): { code: number; stops: string[]; suppressed: string[] } {
  const ended = repo.keyhook(['scan', '--format', 'json', ...args])
  expect(ended.stderr).toBe('')
  const { findings, suppressed }: Report = JSON.parse(ended.stdout)
  return {
    code: ended.code,
    stops: findings.filter(({ blocking }) => blocking).map(({ path }) => path),
    suppressed: suppressed.map(({ path }) => path),
  }
}

/** A first commit, the base of what is scanned, with files of `.keyhook/`. */
function base(repo: Repo, files: Record<string, string> = {}): void {
  repo.stage('start.txt', 'start\n')
  for (const [path, content] of Object.entries(files)) repo.stage(path, content)
  repo.git('commit', '-qm', 'base', '--no-verify')
  repo.git('tag', 'A')
}

const entry = (...lines: string[]): string =>
  `version: 1\nentries:\n  - ${[...lines, 'reason: made up'].join('\n    ')}\n`

describe('in a strict scan of a range', () => {
  test('an entry that was there counts, and one that the range adds does not', ({ repo }) => {
    base(repo, { [ALLOWLIST]: entry('path: a.js') })
    commitUnseen(repo, 'a.js', lineWith(KEY))
    expect(scan(repo, '--range', 'A..HEAD', '--strict')).toEqual({ code: 0, stops: [], suppressed: ['a.js'] })
    commitUnseen(repo, ALLOWLIST, `${entry('path: a.js')}  - path: b.js\n    reason: made up\n`)
    commitUnseen(repo, 'b.js', lineWith(openaiKey('other')))
    expect(scan(repo, '--range', 'A..HEAD', '--strict')).toEqual({ code: 1, stops: ['b.js'], suppressed: ['a.js'] })
  })

  test('what was malformed before counts for nothing', ({ repo }) => {
    base(repo, { [ALLOWLIST]: 'nonsense' })
    repo.stage(ALLOWLIST, entry('path: a.js'))
    commitUnseen(repo, 'a.js', lineWith(KEY))
    expect(scan(repo, '--range', 'A..HEAD', '--strict').stops).toEqual(['a.js'])
  })

  test('without it, the newest commit says what counts', ({ repo }) => {
    base(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    commitUnseen(repo, ALLOWLIST, entry('path: a.js'))
    expect(scan(repo, '--range', 'A..HEAD')).toEqual({ code: 0, stops: [], suppressed: ['a.js'] })
    const told = repo.keyhook(['scan', '--range', 'A..HEAD', '--strict'])
    expect(told.stdout.replace(/\s+/g, ' ')).toContain(
      'New in .keyhook/allowlist.yml: a.js (made up). It does not count yet',
    )
  })

  test('what a commit overrides counts, in this thread and in others', ({ repo }) => {
    base(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    const { findings }: Report = JSON.parse(repo.keyhook(['scan', '--range', 'A..HEAD', '--format', 'json']).stdout)
    repo.git('commit', '-q', '--amend', '-m', overriding(findings[0]?.fingerprint ?? ''), '--no-verify')
    for (const jobs of ['1', '2']) {
      const args = ['--range', 'A..HEAD', '--jobs', jobs]
      expect(scan(repo, ...args)).toEqual({ code: 0, stops: [], suppressed: ['a.js'] })
      expect(scan(repo, ...args, '--strict')).toEqual({ code: 1, stops: ['a.js'], suppressed: [] })
    }
    const told = repo.keyhook(['scan', '--range', 'A..HEAD', '--strict']).stdout
    expect(told.replace(/\s+/g, ' ')).toMatch(/Keyhook-Override of \w{12} does not count here: production is down/)
    expect(scan(repo, '--history', '--strict').code).toBe(1)
  })

  test('a reason that holds a part of the secret is not repeated', ({ repo }) => {
    base(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    const { findings }: Report = JSON.parse(repo.keyhook(['scan', '--range', 'A..HEAD', '--format', 'json']).stdout)
    const part = KEY.slice(30, 50)
    repo.git(
      'commit',
      '-q',
      '--amend',
      '-m',
      overriding(findings[0]?.fingerprint ?? '', `it is ${part}`),
      '--no-verify',
    )
    const told = repo.keyhook(['scan', '--range', 'A..HEAD', '--strict']).all
    expect(told).not.toContain(part.slice(0, 8))
    expect(told.replace(/\s+/g, ' ')).toContain('(not shown: it holds a part of a secret)')
  })
})

describe('in a strict scan', () => {
  test('of history, what HEAD has counts', ({ repo }) => {
    base(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    commitUnseen(repo, ALLOWLIST, entry('path: a.js'))
    expect(scan(repo, '--history', '--strict')).toEqual({ code: 0, stops: [], suppressed: ['a.js'] })
  })

  test('of what is staged, and of files, what HEAD and the index have counts', ({ repo }) => {
    base(repo)
    repo.stage('a.js', lineWith(KEY))
    repo.stage(ALLOWLIST, entry('path: a.js'))
    for (const what of [[], ['a.js']]) {
      expect(scan(repo, ...what).code).toBe(0)
      expect(scan(repo, ...what, '--strict').stops).toEqual(['a.js'])
    }
    commitUnseen(repo, 'b.txt', 'next\n')
    expect(scan(repo, 'a.js', '--strict').code).toBe(0)
    expect(repo.keyhook(['scan', '--strict', '--engine', 'isomorphic'])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('in a shallow clone', () => {
  test('a range that it cuts off is refused, and what is whole is scanned', ({ repo }) => {
    base(repo)
    for (const name of ['one', 'two', 'three']) commitUnseen(repo, `${name}.txt`, `${name}\n`)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('clone', '-q', '--depth=2', '--no-single-branch', `file://${repo.dir}`, '../clone')
    const cwd = join(repo.root, 'clone')
    const range = (from: string) => repo.keyhook(['scan', '--range', `${from}..HEAD`], { cwd })
    expect(range('HEAD~1').code).toBe(1)
    repo.run('git', ['fetch', '-q', '--depth=1', 'origin', 'tag', 'A'], { cwd })
    const ended = range('A')
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(
      /This clone is shallow: what comes before \w{12} is not here[\s\S]*git fetch --unshallow/,
    )
    const history = repo.keyhook(['scan', '--history'], { cwd })
    expect(history.code).toBe(1)
    expect(history.stdout).toContain('This clone is shallow')
    repo.run('git', ['fetch', '-q', '--unshallow'], { cwd })
    expect(range('A').code).toBe(1)
  })
})
