import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { adviceWith, expectNoLeak, expectStopped, install, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('push')

/** A guarded repository whose `origin` has its first commit. */
function withRemote(repo: Repo): void {
  const bare = join(repo.root, 'remote.git')
  mkdirSync(bare)
  repo.run('git', ['init', '-q', '--bare', '-b', 'main'], { cwd: bare })
  repo.git('remote', 'add', 'origin', bare)
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  repo.git('push', '-q', 'origin', 'main')
  install(repo)
}

function commitUnseen(repo: Repo, path: string, content: string, message = 'unseen'): void {
  repo.stage(path, content)
  repo.git('commit', '-qm', message, '--no-verify')
}

const push = (repo: Repo, ...args: string[]) =>
  repo.run('git', ['push', '-q', 'origin', ...(args.length === 0 ? ['main'] : args)])

describe('pre-push stops', () => {
  test('a key in any commit that the remote lacks, though later removed', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    commitUnseen(repo, 'a.js', 'gone\n')
    const ended = push(repo)
    expectStopped(ended, KEY)
    expect(ended.all).toContain(repo.git('rev-parse', 'HEAD~1').slice(0, 12))
    expect(repo.git('ls-remote', 'origin', 'main')).not.toContain(repo.git('rev-parse', 'HEAD').trim())
  })

  test('a key in the very first commit, and says how to change that one', ({ repo }) => {
    repo.run('git', ['init', '-q', '--bare', join(repo.root, 'remote.git')])
    repo.git('remote', 'add', 'origin', join(repo.root, 'remote.git'))
    install(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    const command = adviceWith(push(repo), 'git rebase')
    expect(repo.run('sh', ['-c', command], { env: { GIT_SEQUENCE_EDITOR: 'true' } })).toMatchObject({ code: 0 })
  })

  const forms: [string, string[][], string[]][] = [
    ['a new branch', [['checkout', '-qb', 'new']], ['new']],
    ['HEAD under another name', [], ['HEAD:refs/heads/other']],
    ['a tag', [['tag', 'v1']], ['v1']],
    ['an annotated tag', [['tag', '-am', 'release', 'v1']], ['v1']],
    ['all', [], ['--all']],
    ['a deletion beside it', [['push', '-q', '--no-verify', 'origin', 'HEAD~1:refs/heads/gone']], ['main', ':gone']],
  ]
  test.for(forms)('%s', ([, prepare, refs], { repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    for (const args of prepare) repo.git(...args)
    expectStopped(push(repo, ...refs), KEY)
  })

  test('a force push over a tip that is not known here', ({ repo }) => {
    withRemote(repo)
    const elsewhere = join(repo.root, 'elsewhere')
    repo.run('git', ['clone', '-q', join(repo.root, 'remote.git'), elsewhere])
    repo.run('git', ['commit', '-q', '--allow-empty', '-m', 'unknown here'], { cwd: elsewhere })
    expect(repo.run('git', ['push', '-q'], { cwd: elsewhere }).code).toBe(0)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    expectStopped(push(repo, '--force', 'main'), KEY)
  })

  test('a key that a clean cherry-pick or merge brought in', ({ repo }) => {
    withRemote(repo)
    repo.git('checkout', '-qb', 'side')
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('checkout', '-q', 'main')
    repo.git('cherry-pick', 'side')
    expectStopped(push(repo), KEY)
  })

  test('a key that only a merge commit holds', ({ repo }) => {
    withRemote(repo)
    repo.git('checkout', '-qb', 'side')
    commitUnseen(repo, 'side.txt', 'side\n')
    repo.git('checkout', '-q', 'main')
    commitUnseen(repo, 'main.txt', 'main\n')
    repo.git('merge', '-q', '--no-commit', 'side')
    repo.stage('evil.js', lineWith(KEY))
    repo.git('commit', '-qm', 'merge', '--no-verify')
    expectStopped(push(repo), KEY)
  })

  test('a key in a message, and in the message of a tag', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', 'clean\n', `with ${KEY}`)
    expectStopped(push(repo), KEY)
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    repo.git('tag', '-am', `with ${KEY}`, 'v1')
    expectStopped(push(repo, 'v1'), KEY)
    repo.git('tag', '-am', 'a tag of the tag', 'v1-signed', 'v1')
    const ended = push(repo, 'v1-signed')
    expectStopped(ended, KEY)
    const command = adviceWith(ended, ' allow ').replace('"…"', '"made up for a test"')
    expect(repo.run('sh', ['-c', command])).toMatchObject({ code: 0 })
    expect(repo.keyhook(['scan', '--history']).code).toBe(1)
  })

  test('a key in a tree or a file that a tag names without a commit', ({ repo }) => {
    withRemote(repo)
    repo.stage('a.js', lineWith(KEY))
    repo.git('tag', 'tree', repo.git('write-tree').trim())
    repo.git('tag', 'file', repo.git('rev-parse', ':a.js').trim())
    repo.git('tag', '-am', 'annotated', 'annotated-file', 'file')
    for (const tag of ['tree', 'file', 'annotated-file']) expectStopped(push(repo, tag), KEY)
    repo.stage('a.js', 'clean\n')
    repo.git('tag', '-f', 'file', repo.git('rev-parse', ':a.js').trim())
    expect(push(repo, 'file')).toMatchObject({ code: 0, all: '' })
  })

  test('a key behind a graft', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    commitUnseen(repo, 'a.js', 'clean\n')
    repo.write('.git/info/grafts', `${repo.git('rev-parse', 'HEAD', 'HEAD~2').trim().replace('\n', ' ')}\n`)
    expectStopped(push(repo), KEY)
  })

  test('what the remote had once and has no more, though it is still remembered here', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('push', '-q', '--no-verify', 'origin', 'main')
    repo.git('--git-dir', '../remote.git', 'update-ref', 'refs/heads/main', repo.git('rev-parse', 'HEAD~1').trim())
    expect(repo.git('rev-parse', 'origin/main')).toBe(repo.git('rev-parse', 'HEAD'))
    expectStopped(push(repo), KEY)
  })

  test('what a remote at a new address lacks, whatever the old one had', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('push', '-q', '--no-verify', 'origin', 'main')
    repo.git('remote', 'set-head', 'origin', 'main')
    repo.run('git', ['init', '-q', '--bare', '../public.git'])
    repo.git('remote', 'set-url', 'origin', '../public.git')
    expectStopped(push(repo), KEY)
  })
})

describe('the way out that is named works', () => {
  const published = (repo: Repo): string => repo.git('ls-remote', 'origin')

  test('for a key in the first commit', ({ repo }) => {
    repo.run('git', ['init', '-q', '--bare', '../remote.git'])
    repo.git('remote', 'add', 'origin', '../remote.git')
    commitUnseen(repo, 'a.js', lineWith(KEY))
    install(repo)
    const command = adviceWith(push(repo), 'git rebase')
    const steps = { GIT_SEQUENCE_EDITOR: 'sed -i s/^pick/edit/' }
    expect(repo.run('sh', ['-c', command], { env: steps })).toMatchObject({ code: 0 })
    repo.stage('a.js', 'clean\n')
    repo.git('commit', '-q', '--amend', '--no-edit')
    repo.git('rebase', '--continue')
    expect(push(repo)).toMatchObject({ code: 0, all: '' })
    expect(published(repo)).toContain(repo.git('rev-parse', 'HEAD').trim())
  })

  test('for a key in the message of a tag', ({ repo }) => {
    withRemote(repo)
    repo.git('tag', '-am', `with ${KEY}`, 'v1')
    const command = adviceWith(push(repo, 'v1'), 'git tag')
    const ended = repo.run('sh', ['-c', command], { env: { GIT_EDITOR: 'sed -i s/with.*/without/' } })
    expect(ended).toMatchObject({ code: 0 })
    expect(push(repo, 'v1')).toMatchObject({ code: 0, all: '' })
    expect(published(repo)).toContain(repo.git('rev-parse', 'v1').trim())
  })
})

describe('pre-push lets through', () => {
  test('clean commits, silently', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', 'clean\n')
    expect(push(repo)).toMatchObject({ code: 0, all: '' })
  })

  test('what the remote has already', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('push', '-q', '--no-verify', 'origin', 'main')
    commitUnseen(repo, 'b.js', 'clean\n')
    expect(push(repo).code).toBe(0)
    expect(push(repo, 'HEAD:refs/heads/another').code).toBe(0)
  })

  test('what a remote of an odd name has already', ({ repo }) => {
    withRemote(repo)
    repo.git('remote', 'rename', 'origin', 'my+fork@home')
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('push', '-q', '--no-verify', 'my+fork@home', 'main')
    expect(repo.run('git', ['push', '-q', 'my+fork@home', 'main:another']).code).toBe(0)
  })

  test('an old release beside the branch that allows what stands in both', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('tag', 'v1')
    const command = adviceWith(push(repo), ' allow ').replace('"…"', '"made up for a test"')
    repo.run('sh', ['-c', command])
    repo.git('commit', '-qm', 'allow it')
    expectStopped(push(repo, 'v1'), KEY)
    expect(push(repo, 'v1', 'main').code).toBe(0)
  })

  test('many references, quickly', ({ repo }) => {
    withRemote(repo)
    const id = repo.git('rev-parse', 'HEAD').trim()
    const input = Array.from(
      { length: 10_000 },
      (_, at) => `refs/tags/t${at} ${id} refs/tags/t${at} ${'0'.repeat(40)}\n`,
    )
    const started = performance.now()
    const ended = repo.keyhook(['hook', 'pre-push', 'origin', 'url'], { input: input.join('') })
    expect(ended).toMatchObject({ code: 0, all: '' })
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('a deletion', ({ repo }) => {
    withRemote(repo)
    repo.git('push', '-q', 'origin', 'main:gone')
    expect(push(repo, ':gone').code).toBe(0)
  })

  test('what the pushed tip allows', ({ repo }) => {
    withRemote(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    const fingerprint =
      /\b[0-9a-f]{16}\b/.exec(repo.keyhook(['scan', '--range', 'HEAD~1..HEAD', '--format', 'json']).stdout)?.[0] ?? ''
    expect(repo.keyhook(['allow', fingerprint, '--reason', 'made up for a test']).code).toBe(0)
    repo.git('commit', '-qm', 'allow it')
    const ended = push(repo)
    expect(ended.code).toBe(0)
    expect(ended.all).toContain(fingerprint)
  })

  test('an overridden commit, and lists it; but another key in it, or the same elsewhere, is stopped', ({ repo }) => {
    withRemote(repo)
    repo.stage('a.js', lineWith(KEY))
    expect(repo.commit('Hotfix', { env: { KEYHOOK_OVERRIDE: 'production is down, revoked already' } }).code).toBe(0)
    const ended = push(repo)
    expect(ended.code).toBe(0)
    expect(ended.all).toContain('a.js:1:')
    expect(ended.all).toContain('production is down')
    expectNoLeak(ended.all, KEY)
    const message = repo.git('log', '-1', '--format=%B')
    commitUnseen(repo, 'b.js', lineWith(openaiKey('other')), message)
    expectStopped(push(repo), openaiKey('other'))
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    commitUnseen(repo, 'b.js', lineWith(KEY))
    expectStopped(push(repo), KEY)
  })
})
