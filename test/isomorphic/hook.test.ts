import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('isomorphic')

/** A hook of one's own that scans without git: no directory of PATH holds it. */
function hook(repo: Repo): void {
  const scan = `PATH=/nowhere exec "${process.execPath}" "${KEYHOOK}" scan --engine isomorphic`
  repo.write('.git/hooks/pre-commit', `#!/bin/sh\n${scan}\n`)
  chmodSync(join(repo.dir, '.git/hooks/pre-commit'), 0o755)
}

function start(repo: Repo): void {
  repo.stage('a', 'one\n')
  repo.stage('b', 'one\n')
  repo.git('commit', '-qm', 'start')
  hook(repo)
}

/** What git hands a hook differs with each of these: for the last two an index of their own. */
describe('a commit that a hook without git looks at', () => {
  const ways: [string, (repo: Repo) => void, string[], boolean][] = [
    ['what is staged', repo => repo.stage('a', lineWith(KEY)), [], true],
    ['not what is not', repo => repo.write('a', lineWith(KEY)), ['--allow-empty'], false],
    ['`commit -a`', repo => repo.write('a', lineWith(KEY)), ['-a'], true],
    ['`commit PATH` with the key in it', repo => repo.write('a', lineWith(KEY)), ['--', 'a'], true],
    ['`commit PATH` with the key staged elsewhere', stagedElsewhere, ['--', 'a'], false],
    ['`commit --amend`', repo => repo.stage('a', lineWith(KEY)), ['--amend'], true],
  ]
  test.for(ways)('%s', ([, arrange, args, stopped], { repo }) => {
    start(repo)
    arrange(repo)
    const ended = repo.run('git', ['commit', '-m', 'next', ...args])
    expectNoLeak(ended.all, KEY)
    expect(ended.code !== 0, ended.all).toBe(stopped)
    if (stopped) expect(ended.all).toContain('OpenAI')
  })

  test('in a linked worktree', ({ repo }) => {
    start(repo)
    repo.git('worktree', 'add', '-q', '-b', 'linked', '../linked')
    const cwd = join(repo.root, 'linked')
    repo.run('tee', ['-a', 'a'], { cwd, input: 'clean\n' })
    expect(repo.run('git', ['commit', '-am', 'clean'], { cwd }).code).toBe(0)
    repo.run('tee', ['-a', 'a'], { cwd, input: lineWith(KEY) })
    expect(repo.run('git', ['commit', '-am', 'key'], { cwd }).all).toContain('OpenAI')
  })

  function stagedElsewhere(repo: Repo): void {
    repo.stage('b', lineWith(KEY))
    repo.write('a', 'two\n')
  }
})

describe('on a machine without git', () => {
  const without = (repo: Repo, args: readonly string[], cwd = repo.dir) =>
    repo.keyhook(['scan', '--engine', 'isomorphic', ...args], { cwd, env: { PATH: '/nowhere' } })

  test('the allowlist counts as it is staged', ({ repo }) => {
    start(repo)
    repo.stage('a', lineWith(KEY))
    const { findings } = JSON.parse(without(repo, ['--format', 'json']).stdout)
    const entry = `  - fingerprint: ${findings[0].fingerprint}\n    reason: an example\n`
    repo.stage('.keyhook/allowlist.yml', `version: 1\nentries:\n${entry}`)
    repo.run('rm', ['-r', '.keyhook'])
    expect(without(repo, []).code).toBe(0)
    repo.stage('.keyhook/allowlist.yml', 'version: 2\n')
    expect(without(repo, []).code).toBe(2)
  })

  test('packed objects, with deltas, are read', ({ repo }) => {
    const text = Array.from({ length: 2000 }, (_, line) => `line ${line}\n`).join('')
    repo.stage('a', text)
    repo.git('commit', '-qm', 'start')
    repo.stage('a', text + lineWith(KEY))
    repo.git('gc', '-q', '--prune=now')
    expect(repo.git('count-objects').trim()).toBe('0 objects, 0 kilobytes')
    const { findings, stats } = JSON.parse(without(repo, ['--format', 'json']).stdout)
    expect(findings).toMatchObject([{ path: 'a', line: 2001 }])
    expect(stats.lines).toBe(1)
  })

  test('named files are scanned, and directories that lie in no repository', ({ repo }) => {
    start(repo)
    repo.write('c', lineWith(KEY))
    expect(without(repo, ['c']).code).toBe(1)
    expect(without(repo, ['a']).code).toBe(0)
    repo.run('mkdir', ['-p', join(repo.root, 'outside/below')])
    repo.run('cp', ['c', join(repo.root, 'outside/below')])
    expect(without(repo, ['outside'], repo.root).code).toBe(1)
    expect(without(repo, ['--staged', 'a']).code).toBe(0)
  })

  test('the message of the other engine names this one', ({ repo }) => {
    const ended = repo.keyhook(['scan'], { env: { PATH: '/nowhere' } })
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain('scan --engine isomorphic')
  })

  test('a scan writes nothing', ({ repo }) => {
    start(repo)
    repo.stage('a', lineWith(KEY))
    const state = () => repo.run('bash', ['-c', 'find . -type f -printf "%p %s %T@ %C@\\n" | sort']).stdout
    const before = state()
    expect(without(repo, []).code).toBe(1)
    expect(state()).toBe(before)
  })
})
