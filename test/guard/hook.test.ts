import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectStopped, install, lineWith, openaiKey } from '../support/journey.ts'
import { type Ended, type Repo, test } from '../support/repo.ts'
import { SHELLS } from '../support/shells.ts'

const KEY = openaiKey('guard')

/** A guarded repository that takes note of each start of node. */
function guarded(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  install(repo)
  repo.write(
    '../node-noting',
    `#!/bin/sh\necho started >>'${repo.root}/starts'\nexec '${process.execPath}' "$@"\n`,
    0o755,
  )
}

/** Commits, and tells which of the two hooks of a commit started node. */
function commit(repo: Repo, env: Record<string, string> = {}, args: string[] = []): Ended & { starts: number } {
  const log = join(repo.root, 'starts')
  rmSync(log, { force: true })
  const ended = repo.commit('x', { env: { KEYHOOK_NODE: join(repo.root, 'node-noting'), ...env }, args })
  return { ...ended, starts: existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').length : 0 }
}

describe('node is spared', () => {
  const changes: [string, (repo: Repo) => void][] = [
    ['a clean line', repo => repo.stage('a.js', 'const answer = 42\n')],
    ['a new empty file', repo => repo.stage('empty', '')],
    ['a binary file', repo => repo.stage('a.bin', Buffer.from([0, 1, 2, 255, 10, 0]))],
    ['a name with a space', repo => repo.stage('a name.txt', 'text\n')],
    ['a name that is not ASCII', repo => repo.stage('é.txt', 'text\n')],
    ['a rename', repo => repo.git('mv', 'start.txt', 'moved.txt')],
    ['a deletion', repo => repo.git('rm', '-q', 'start.txt')],
    [
      'words that are only near a secret',
      repo => repo.stage('a.md', 'Set the token, the password and the secret key.\n'),
    ],
    ['a use of the environment', repo => repo.stage('a.js', "const level = process.env.LOG_LEVEL ?? 'info'\n")],
    ['a public variable of no secret', repo => repo.stage('a.js', 'const title = import.meta.env.VITE_TITLE\n')],
    ['a mention of an environment file', repo => repo.stage('a.md', 'Copy it to .env, or ~/.ssh/id_rsa.\n')],
    ['an address without a password', repo => repo.stage('a.md', 'https://example.com/path and sk-1\n')],
  ]
  test.for(changes)('%s', ([, change], { repo }) => {
    guarded(repo)
    change(repo)
    expect(commit(repo)).toMatchObject({ code: 0, starts: 0 })
  })

  test('in a linked worktree and in a subdirectory', ({ repo }) => {
    guarded(repo)
    repo.git('worktree', 'add', '-q', '../linked', '-b', 'linked')
    const cwd = join(repo.root, 'linked')
    writeFileSync(join(cwd, 'a.txt'), 'text\n')
    repo.run('git', ['add', 'a.txt'], { cwd })
    const env = { KEYHOOK_NODE: join(repo.root, 'node-noting') }
    expect(repo.run('git', ['commit', '-qm', 'x'], { cwd, env }).code).toBe(0)
    expect(existsSync(join(repo.root, 'starts'))).toBe(false)
    writeFileSync(join(cwd, 'a.txt'), lineWith(KEY))
    repo.run('git', ['add', 'a.txt'], { cwd })
    expectStopped(repo.run('git', ['commit', '-qm', 'x'], { cwd, env }), KEY)
  })
})

describe('node decides', () => {
  const changes: [string, (repo: Repo) => void, number][] = [
    ['a line that may hold a secret', repo => repo.stage('a.js', 'const token = createTokenFromHeader(request)\n'), 1],
    ['an environment file', repo => repo.stage('.env', 'LOG_LEVEL=info\n'), 1],
    ['an environment file with a space before it', repo => repo.stage('a b/.env', 'LOG_LEVEL=info\n'), 1],
    ['a public variable of a secret', repo => repo.stage('a.js', `read('VITE_${'OPENAI'}_API_KEY')\n`), 1],
    ['a change under .keyhook', repo => repo.stage('.keyhook/allowlist.yml', '# nothing\n'), 1],
    ['a configuration', repo => repo.stage('.keyhook/config.yml', 'version: 1\n'), 2],
    ['a name that git has to quote', repo => repo.stage('new\nline', 'text\n'), 1],
  ]
  test.for(changes)('%s', ([, change, starts], { repo }) => {
    guarded(repo)
    change(repo)
    expect(commit(repo)).toMatchObject({ code: 0, starts })
  })

  test('where the guard is turned off, or is not there', ({ repo }) => {
    guarded(repo)
    repo.stage('a.txt', 'text\n')
    expect(commit(repo, { KEYHOOK_GUARD: 'off' })).toMatchObject({ code: 0, starts: 2 })
  })

  test('of a first commit and of a merge', ({ repo }) => {
    install(repo)
    repo.write(
      '../node-noting',
      `#!/bin/sh\necho started >>'${repo.root}/starts'\nexec '${process.execPath}' "$@"\n`,
      0o755,
    )
    repo.stage('a.txt', 'text\n')
    expect(commit(repo)).toMatchObject({ code: 0, starts: 1 })
    repo.git('checkout', '-qb', 'side')
    repo.stage('b.txt', 'text\n')
    repo.git('commit', '-qm', 'side')
    repo.git('checkout', '-q', 'main')
    repo.stage('c.txt', 'text\n')
    repo.git('commit', '-qm', 'main')
    repo.git('merge', '-q', '--no-commit', 'side')
    expect(commit(repo).starts).toBeGreaterThan(0)
  })

  test('where an override is set, the message is looked at by node', ({ repo }) => {
    guarded(repo)
    repo.stage('a.txt', 'text\n')
    expect(commit(repo, { KEYHOOK_OVERRIDE: 'some reason for it' })).toMatchObject({ code: 0, starts: 1 })
  })
})

describe('the guard is not fooled', () => {
  test('by a name that imitates its last line', ({ repo }) => {
    guarded(repo)
    for (const number of ['1', '$$', '12345']) repo.stage(`a\nkeyhook-guard-${number}-end 0 1\nb`, 'text\n')
    repo.stage('z.js', lineWith(KEY))
    expectStopped(commit(repo), KEY)
  })

  test('by content that imitates it', ({ repo }) => {
    guarded(repo)
    repo.stage('a', Array.from({ length: 70_000 }, (_, number) => `keyhook-guard-${number}-end 0 1\n`).join(''))
    repo.stage('z.js', lineWith(KEY))
    expectStopped(commit(repo), KEY)
  })

  test('by options that grep takes from the environment', ({ repo }) => {
    guarded(repo)
    repo.stage('z.js', lineWith(KEY))
    expectStopped(commit(repo, { GREP_OPTIONS: '-v', GREP_COLORS: 'mt=1', POSIXLY_CORRECT: '1' }), KEY)
  })

  test('by a git that fails', ({ repo }) => {
    guarded(repo)
    repo.stage('a.txt', 'text\n')
    const id = repo.git('rev-parse', ':a.txt').trim()
    rmSync(join(repo.dir, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true })
    const ended = commit(repo)
    expect(ended.code).not.toBe(0)
    expect(ended.starts).toBe(1)
  })

  test.for(['grep', 'tr', 'cut', 'cat'])('by a %s that fails, or is planted in the work tree', (program, { repo }) => {
    guarded(repo)
    repo.stage('z.js', lineWith(KEY))
    const planted = join(repo.dir, program)
    writeFileSync(planted, `#!/bin/sh\necho ran >>'${repo.root}/planted'\nexit 0\n`)
    chmodSync(planted, 0o755)
    expectStopped(commit(repo, { PATH: `.:${repo.dir}:${process.env['PATH']}` }), KEY)
    expect(existsSync(join(repo.root, 'planted'))).toBe(false)
    const outside = join(repo.root, 'broken')
    repo.write(`../broken/${program}`, '#!/bin/sh\nexit 1\n', 0o755)
    expectStopped(commit(repo, { PATH: `${outside}:${process.env['PATH']}` }), KEY)
  })

  test('by a working tree that was cleaned within the second', ({ repo }) => {
    repo.git('config', 'core.trustctime', 'false')
    repo.git('config', 'core.checkStat', 'minimal')
    guarded(repo)
    repo.stage('z.js', lineWith(KEY))
    repo.run('touch', ['-d', '2026-01-01T00:00:00Z', 'z.js'])
    repo.git('add', 'z.js')
    repo.write('z.js', 'x'.repeat(lineWith(KEY).length))
    repo.run('touch', ['-d', '2026-01-01T00:00:00Z', 'z.js'])
    expectStopped(commit(repo), KEY)
  })

  test.for([
    'color.ui=always',
    'diff.external=true',
    'diff.relative=true',
    'core.quotePath=true',
    'diff.noprefix=true',
    'core.bigFileThreshold=1',
  ])('by %s', (setting, { repo }) => {
    guarded(repo)
    repo.git('config', ...setting.split('='))
    repo.write('.gitattributes', '* -diff\n')
    repo.stage('z.js', lineWith(KEY))
    expectStopped(commit(repo, { GIT_DIFF_OPTS: '-u0', GIT_EXTERNAL_DIFF: 'true' }), KEY)
  })
})

describe.for(SHELLS)('in %s', ([shell, ...first]) => {
  test('it spares node for a clean commit and stops a key', ({ repo }) => {
    guarded(repo)
    const words = [...first, '.git/hooks/pre-commit']
    const env = { KEYHOOK_NODE: join(repo.root, 'node-noting') }
    repo.stage('a.txt', 'text\n')
    expect(repo.run(shell, words, { env })).toMatchObject({ code: 0, all: '' })
    expect(existsSync(join(repo.root, 'starts'))).toBe(false)
    repo.stage('z.js', lineWith(KEY))
    expectStopped(repo.run(shell, words, { env }), KEY)
  })
})
