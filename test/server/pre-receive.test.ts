import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { adviceWith, expectStopped, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'
import { commitUnseen, overriding, push, withServer } from '../support/server.ts'

const KEY = openaiKey('pre-receive')
const NOTHING = '0'.repeat(40)

const onServer = (repo: Repo): string => repo.git('ls-remote', 'origin')

/** The fingerprint of what the last commit adds. */
function fingerprint(repo: Repo): string {
  const { findings } = JSON.parse(repo.keyhook(['scan', '--range', 'HEAD~1..HEAD', '--format', 'json']).stdout)
  return findings[0].fingerprint
}

function allow(repo: Repo, print: string): void {
  expect(repo.keyhook(['allow', print, '--reason', 'made up for a test']).code).toBe(0)
  repo.git('commit', '-qm', 'allow it', '--no-verify')
}

describe('a server stops', () => {
  test('a key in any commit that it lacks, and tells whoever pushed', ({ repo }) => {
    withServer(repo)
    const leak = commitUnseen(repo, 'a.js', lineWith(KEY))
    commitUnseen(repo, 'a.js', 'gone\n')
    const before = onServer(repo)
    const ended = push(repo)
    expectStopped(ended, KEY)
    expect(onServer(repo)).toBe(before)
    const said = ended.stderr.split('\n').filter(line => line.startsWith('remote: '))
    for (const line of said) expect(line.trimEnd().length).toBeLessThanOrEqual(80)
    expect(ended.stderr).toContain(`    git rebase --interactive ${leak.slice(0, 12)}~1`)
    expect(ended.stderr).toMatch(/^remote: {5}npx keyhook allow [0-9a-f]{16} --reason "why"/m)
  })

  const forms: [string, (repo: Repo) => void, string[]][] = [
    ['a new branch', () => {}, ['main:new']],
    ['a tag', repo => repo.git('tag', 'v1'), ['v1']],
    ['an annotated tag', repo => repo.git('tag', '-am', 'release', 'v1'), ['v1']],
    [
      'several references, one of them clean, one of them deleted',
      () => {},
      ['HEAD~1:refs/heads/clean', 'main:new', ':gone'],
    ],
    ['a forced push', repo => repo.git('commit', '-q', '--amend', '-m', 'another', '--no-verify'), ['--force', 'main']],
  ]
  test.for(forms)('%s', ([, prepare, refs], { repo }) => {
    const server = withServer(repo)
    repo.git('--git-dir', server, 'branch', 'gone', 'main')
    commitUnseen(repo, 'a.js', lineWith(KEY))
    prepare(repo)
    expectStopped(push(repo, ...refs), KEY)
    // All or nothing: not even the deletion was done.
    expect(onServer(repo)).toContain('refs/heads/gone')
  })

  test('a key in the message of a tag', ({ repo }) => {
    withServer(repo)
    repo.git('tag', '-am', `with ${KEY}`, 'v1')
    expectStopped(push(repo, 'v1'), KEY)
  })

  test('what a commit overrides, since anybody can write a trailer, and says so', ({ repo }) => {
    withServer(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.git('commit', '-q', '--amend', '-m', overriding(fingerprint(repo)), '--no-verify')
    const ended = push(repo)
    expectStopped(ended, KEY)
    expect(ended.stderr.replace(/\s+remote: /g, ' ')).toMatch(
      /Keyhook-Override of \w{12} does not count here: production is down/,
    )
  })

  test('in strict mode, what only the push itself allows', ({ repo }) => {
    withServer(repo, ['--strict'])
    commitUnseen(repo, 'a.js', lineWith(KEY))
    allow(repo, fingerprint(repo))
    const ended = push(repo)
    expectStopped(ended, KEY)
    expect(ended.stderr.replace(/\s+remote: /g, ' ')).toContain('It does not count yet')
    adviceWith({ ...ended, all: ended.all.replaceAll(/^remote: /gm, '') }, ' allow ')
  })

  test('a malformed .keyhook/, with exit code 2', ({ repo }) => {
    withServer(repo)
    commitUnseen(repo, '.keyhook/allowlist.yml', 'version: 1\nentries:\n  - rule: x\n')
    const ended = push(repo)
    expect(ended.code).not.toBe(0)
    expect(ended.stderr).toContain('.keyhook/allowlist.yml:3')
  })
})

describe('a server lets through', () => {
  test('clean pushes of every kind, silently', ({ repo }) => {
    withServer(repo)
    commitUnseen(repo, 'a.js', 'clean\n')
    repo.git('tag', '-am', 'release', 'v1')
    for (const refs of [['main'], ['main:new', 'v1'], [':new'], ['--force', 'HEAD~1:main']])
      expect(push(repo, ...refs)).toMatchObject({ code: 0, all: '' })
  })

  test('what it has already, under whatever name', ({ repo }) => {
    const server = withServer(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    repo.run('git', ['-c', 'core.hooksPath=/dev/null', 'fetch', '-q', repo.dir, 'main:old'], { cwd: server })
    commitUnseen(repo, 'b.js', 'clean\n')
    expect(push(repo, 'main', 'HEAD~1:refs/heads/again', 'HEAD~1:refs/tags/v1')).toMatchObject({ code: 0, all: '' })
  })

  test('what the pushed tip allows; in strict mode what was allowed before, on new branches what HEAD allows', ({
    repo,
  }) => {
    const server = withServer(repo)
    commitUnseen(repo, 'a.js', lineWith(KEY))
    const print = fingerprint(repo)
    allow(repo, print)
    const listed = push(repo, 'main:lenient')
    expect(listed.code).toBe(0)
    expect(listed.stderr).toContain(`New in .keyhook/allowlist.yml: ${print}`)
    const hook = join(server, 'hooks/pre-receive')
    repo.run('sed', ['-i', '-e', "s/'--pre-receive'/& --strict/", hook])
    repo.git('reset', '-q', '--hard', 'origin/main')
    allow(repo, print)
    expect(push(repo).code).toBe(0)
    commitUnseen(repo, 'c.js', lineWith(KEY))
    for (const ref of ['main', 'main:another']) expect(push(repo, ref)).toMatchObject({ code: 0 })
  })
})

describe('what stands on standard input', () => {
  const feed = (repo: Repo, input: string, ...args: string[]) =>
    repo.keyhook(['scan', '--pre-receive', ...args], { input })

  test('is nothing, or deletes: nothing is scanned', ({ repo }) => {
    const tip = 'a'.repeat(40)
    for (const input of ['', `${tip} ${NOTHING} refs/heads/main\n`])
      expect(feed(repo, input)).toMatchObject({ code: 0, all: '' })
  })

  test('is no line of git, or names an object that is not here: exit code 2', ({ repo }) => {
    const ended = feed(repo, 'words\n')
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/a line that is not as git writes it/)
    expect(feed(repo, `${NOTHING} ${'a'.repeat(40)} refs/heads/main\n`)).toMatchObject({ code: 2, stdout: '' })
  })

  test('goes with no other mode', ({ repo }) => {
    const others = [
      ['--history'],
      ['--range', 'a..b'],
      ['--staged'],
      ['path'],
      ['--shard', '1/2'],
      ['--engine', 'isomorphic'],
    ]
    for (const args of others) {
      const ended = feed(repo, '', ...args)
      expect(ended, args.join(' ')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^keyhook: --/),
      })
    }
  })
})

test('alternates that are relative to the hook are found', ({ repo }) => {
  const server = withServer(repo)
  const tip = commitUnseen(repo, 'a.js', lineWith(KEY))
  const input = `${NOTHING} ${tip} refs/heads/new\n`
  const env = { GIT_DIR: '.', GIT_ALTERNATE_OBJECT_DIRECTORIES: '../repo/.git/objects' }
  expect(repo.keyhook(['scan', '--pre-receive'], { cwd: server, env, input }).code).toBe(1)
  expect(repo.keyhook(['scan', '--pre-receive'], { cwd: server, env: { GIT_DIR: '.' }, input }).code).toBe(2)
})

test('of a large repository with many references, only what is pushed is looked at', ({ repo }) => {
  const server = join(repo.root, 'large.git')
  mkdirSync(server)
  repo.run('git', ['init', '-q', '--bare', '-b', 'main'], { cwd: server })
  const commits = Array.from({ length: 2_000 }, (_, at) => {
    const from = at === 0 ? '' : `from :${at}\n`
    const commit = `commit refs/heads/main\nmark :${at + 1}\ncommitter C <c@example.com> ${1_600_000_000 + at} +0000\ndata 3\nhi\n`
    const file = `M 100644 inline f${at % 500}\ndata <<END\nline ${at}\nEND\n`
    return `${commit}${from}${file}${at % 20 === 0 ? `reset refs/pull/${at}/head\nfrom :${at + 1}\n` : ''}`
  })
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: server, env: repo.env(), input: commits.join('') })
  repo.git('remote', 'add', 'origin', server)
  repo.git('fetch', '-q', 'origin', 'main')
  repo.git('reset', '-q', '--hard', 'origin/main')
  const old = repo.git('rev-parse', 'HEAD').trim()
  commitUnseen(repo, 'a.js', lineWith(KEY))
  const tip = commitUnseen(repo, 'b.js', 'clean\n')
  const env = {
    GIT_OBJECT_DIRECTORY: join(repo.dir, '.git/objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(server, 'objects'),
  }
  const ended = repo.run(process.execPath, [KEYHOOK, 'scan', '--pre-receive', '--strict', '--format', 'json'], {
    cwd: server,
    env,
    input: `${old} ${tip} refs/heads/main\n`,
  })
  expect(ended.code).toBe(1)
  expect(JSON.parse(ended.stdout).stats.files).toBe(2)
})
