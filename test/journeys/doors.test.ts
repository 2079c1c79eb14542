import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectStopped, install, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('doors')

function commitUnseen(repo: Repo, path: string, content: string, message = 'unseen'): void {
  repo.stage(path, content)
  repo.git('commit', '-qm', message, '--no-verify')
}

/** `main` and `side` have gone apart; HEAD is on `main`. */
function forked(repo: Repo, side: (repo: Repo) => void): void {
  commitUnseen(repo, 'start.txt', 'start\n')
  install(repo)
  repo.git('checkout', '-qb', 'side')
  side(repo)
  repo.git('checkout', '-q', 'main')
  commitUnseen(repo, 'main.txt', 'main\n')
}

const tip = (repo: Repo): string => repo.git('rev-parse', 'HEAD')

describe('pre-merge-commit', () => {
  test('lets a merge through that adds nothing of its own', ({ repo }) => {
    forked(repo, () => commitUnseen(repo, 'a.js', lineWith(KEY)))
    expect(repo.run('git', ['merge', '-q', '-m', 'merge', 'side'])).toMatchObject({ code: 0, all: '' })
  })

  test('stops what a merge brings in that no parent has', ({ repo }) => {
    commitUnseen(repo, 'f', 'one\n')
    // A program that git has resolve conflicts may write anything.
    repo.write('../driver', `#!/bin/sh\nprintf '%s' "${lineWith(KEY).trim()}" >"$1"\n`, 0o755)
    repo.git('config', 'merge.custom.driver', '../driver %A')
    repo.write('.git/info/attributes', 'f merge=custom\n')
    install(repo)
    repo.git('checkout', '-qb', 'side')
    commitUnseen(repo, 'f', 'side\n')
    repo.git('checkout', '-q', 'main')
    commitUnseen(repo, 'f', 'main\n')
    const before = tip(repo)
    expectStopped(repo.run('git', ['merge', '-m', 'merge', 'side']), KEY)
    expect(tip(repo)).toBe(before)
  })
})

describe('pre-applypatch', () => {
  function patchOf(repo: Repo, content: string, message: string): string {
    forked(repo, () => commitUnseen(repo, 'a.js', content, message))
    repo.run('sh', ['-c', 'git format-patch --stdout main..side >../patch'])
    return '../patch'
  }

  test.for([
    ['its lines', lineWith(KEY), 'patch'],
    ['its message', 'clean\n', `patch with ${KEY}`],
  ])('stops git am with a key in %s', ([, content = '', message = ''], { repo }) => {
    const patch = patchOf(repo, content, message)
    const before = tip(repo)
    expectStopped(repo.run('git', ['am', '-q', patch]), KEY)
    expect(tip(repo)).toBe(before)
    expect(repo.run('git', ['am', '--abort']).code).toBe(0)
  })

  test('lets a clean patch through, silently', ({ repo }) => {
    const patch = patchOf(repo, 'clean\n', 'clean')
    expect(repo.run('git', ['am', '-q', patch])).toMatchObject({ code: 0, all: '' })
  })

  test('stops git rebase --apply', ({ repo }) => {
    forked(repo, () => commitUnseen(repo, 'a.js', lineWith(KEY)))
    repo.git('checkout', '-q', 'side')
    expectStopped(repo.run('git', ['rebase', '-q', '--apply', 'main']), KEY)
    expect(repo.run('git', ['rebase', '--abort']).code).toBe(0)
  })
})

describe('what no hook of git sees is stopped at the push', () => {
  const ways: [string, (repo: Repo) => void, string[][]][] = [
    ['cherry-pick', repo => commitUnseen(repo, 'a.js', lineWith(KEY)), [['cherry-pick', 'side']]],
    [
      'revert',
      repo => {
        commitUnseen(repo, 'a.js', lineWith(KEY))
        commitUnseen(repo, 'a.js', 'clean\n')
      },
      [
        ['checkout', '-q', 'side'],
        ['revert', '--no-edit', 'HEAD'],
        ['reset', '-q', '--soft', 'main'],
        ['commit', '-qm', 'only what the revert brought back', '--no-verify'],
        ['checkout', '-qB', 'main'],
      ],
    ],
    [
      'rebase',
      repo => commitUnseen(repo, 'a.js', lineWith(KEY)),
      [
        ['checkout', '-q', 'side'],
        ['rebase', '-q', 'main'],
        ['checkout', '-qB', 'main'],
      ],
    ],
  ]
  test.for(ways)('%s', ([, side, steps], { repo }) => {
    repo.git('init', '-q', '--bare', '../remote.git')
    repo.git('remote', 'add', 'origin', '../remote.git')
    forked(repo, side)
    for (const args of steps) expect(repo.run('git', args), args.join(' ')).toMatchObject({ code: 0 })
    expectStopped(repo.run('git', ['push', '-q', 'origin', 'main']), KEY)
  })
})

describe('a file that is called what the message is called', () => {
  test('is told apart from it', ({ repo }) => {
    repo.stage('COMMIT_MSG', lineWith(KEY))
    repo.git('commit', '-qm', `with ${openaiKey('message')}`)
    const paths = (...args: string[]): string[] =>
      JSON.parse(repo.keyhook(['scan', '--format', 'json', ...args]).stdout).findings.map(
        (one: { path: string }) => one.path,
      )
    expect(paths('--history')).toEqual(['COMMIT_MSG', './COMMIT_MSG'])
    expect(paths('COMMIT_MSG')).toEqual(['./COMMIT_MSG'])
    repo.stage('COMMIT_MSG', `${lineWith(KEY)}${lineWith(openaiKey('staged'))}`)
    expect(paths()).toEqual(['./COMMIT_MSG'])
  })

  test('can be overridden, which a message cannot', ({ repo }) => {
    commitUnseen(repo, 'start.txt', 'start\n')
    install(repo)
    repo.stage('COMMIT_MSG', lineWith(KEY))
    expect(repo.commit('Hotfix', { env: { KEYHOOK_OVERRIDE: 'production is down' } }).code).toBe(0)
    expect(repo.keyhook(['scan', '--range', 'HEAD~1..HEAD']).code).toBe(0)
  })
})

test('docs/doors.md has a row for each door that init wires', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/doors.md'), 'utf8')
  for (const door of ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-applypatch', 'pre-push'])
    expect(page).toMatch(new RegExp(`^\\| \`${door}\` \\|`, 'm'))
})
