import { describe, expect } from 'vitest'
import { adviceWith, expectStopped, install, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

/** A repository with a first commit and keyhook installed. */
function guarded(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  install(repo)
}

describe('every way to commit', () => {
  const key = openaiKey('ways')
  const ways: [string, (repo: Repo) => void, string[]][] = [
    ['commit', repo => repo.stage('a.js', lineWith(key)), ['commit', '-m', 'x']],
    ['commit -a', repo => repo.write('start.txt', lineWith(key)), ['commit', '-am', 'x']],
    ['commit PATH', repo => repo.write('start.txt', lineWith(key)), ['commit', '-m', 'x', 'start.txt']],
    [
      'commit --only',
      repo => repo.write('start.txt', lineWith(key)),
      ['commit', '-m', 'x', '--only', '--', 'start.txt'],
    ],
    [
      'commit --include',
      repo => repo.write('start.txt', lineWith(key)),
      ['commit', '-m', 'x', '--include', 'start.txt'],
    ],
    ['commit --amend', repo => repo.stage('a.js', lineWith(key)), ['commit', '--amend', '-m', 'x']],
    [
      'commit from a subdirectory',
      repo => repo.stage('deep/er/a.js', lineWith(key)),
      ['-C', 'deep/er', 'commit', '-m', 'x'],
    ],
    [
      'commit with an editor',
      repo => repo.stage('a.js', lineWith(key)),
      ['-c', 'core.editor=true', 'commit', '--amend'],
    ],
    ['commit of a file named --cached', repo => repo.stage('--cached', lineWith(key)), ['commit', '-m', 'x']],
    ['commit of a name with a newline', repo => repo.stage('new\nline', lineWith(key)), ['commit', '-m', 'x']],
    [
      'commit of UTF-16',
      repo => repo.stage('a.cs', Buffer.from(`\ufeff${lineWith(key)}`, 'utf16le')),
      ['commit', '-m', 'x'],
    ],
    [
      'commit of a binary file',
      repo => repo.stage('a.bin', Buffer.from(`\0\x01\n${key}\0`, 'latin1')),
      ['commit', '-m', 'x'],
    ],
    ['commit of a file name', repo => repo.stage(`${key}.txt`, 'nothing\n'), ['commit', '-m', 'x']],
  ]
  test.for(ways)('%s', ([, prepare, args], { repo }) => {
    guarded(repo)
    prepare(repo)
    const before = repo.git('rev-parse', 'HEAD')
    expectStopped(repo.run('git', args), key)
    expect(repo.git('rev-parse', 'HEAD')).toBe(before)
  })

  test('part of a file: only what is staged counts', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', 'clean\n')
    repo.write('a.js', `clean\n${lineWith(key)}`)
    expect(repo.commit('clean part').code).toBe(0)
    repo.git('add', 'a.js')
    repo.write('a.js', 'clean\n')
    expectStopped(repo.commit('key part'), key)
  })

  test('the first commit of a repository', ({ repo }) => {
    install(repo)
    repo.stage('a.js', lineWith(key))
    expectStopped(repo.commit('first'), key)
    repo.stage('a.js', 'clean\n')
    expect(repo.commit('first').code).toBe(0)
  })

  test('a clean commit is silent', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', 'const answer = 42\n')
    const ended = repo.commit('clean', { args: ['-q'] })
    expect(ended).toMatchObject({ code: 0, all: '' })
  })

  test('what stands in the repository already does not stop the next commit', ({ repo }) => {
    repo.stage('old.js', lineWith(key))
    repo.git('commit', '-qm', 'before keyhook')
    install(repo)
    repo.stage('old.js', `// a comment\n${lineWith(key)}`)
    expect(repo.commit('unrelated').code).toBe(0)
    repo.git('mv', 'old.js', 'moved.js')
    expect(repo.commit('a rename').code).toBe(0)
  })
})

describe('what the message says works', () => {
  const key = openaiKey('advice')

  test('allow, then commit', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', lineWith(key))
    const command = adviceWith(repo.commit('x'), ' allow ')
    expect(repo.run('sh', ['-c', command])).toMatchObject({ code: 0 })
    expect(repo.commit('x')).toMatchObject({ code: 0 })
    expect(repo.git('show', 'HEAD:.keyhook/allowlist.yml')).toContain('reason: why')
  })

  test('override, as it stands there', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', lineWith(key))
    const command = adviceWith(repo.commit('x'), 'KEYHOOK_OVERRIDE')
    expect(repo.run('sh', ['-c', `${command} -m x`])).toMatchObject({ code: 0 })
    expect(repo.git('log', '-1', '--format=%B')).toContain('Keyhook-Override: why')
  })

  test('the same from a subdirectory', ({ repo }) => {
    guarded(repo)
    repo.stage('deep/a.js', lineWith(key))
    const cwd = `${repo.dir}/deep`
    const command = adviceWith(repo.commit('x', { cwd }), ' allow ')
    expect(repo.run('sh', ['-c', command], { cwd })).toMatchObject({ code: 0 })
    expect(repo.commit('x', { cwd })).toMatchObject({ code: 0 })
  })

  test('another value on the allowed line stops again', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', lineWith(key))
    repo.run('sh', ['-c', adviceWith(repo.commit('x'), ' allow ')])
    repo.git('commit', '-qm', 'allowed')
    const other = openaiKey('another')
    repo.stage('a.js', lineWith(other))
    expectStopped(repo.commit('x'), other)
  })

  test('an inline marker with a reason passes, without one it does not', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', `${lineWith(key).trimEnd()} // keyhook:allow\n`)
    const ended = repo.commit('x')
    expectStopped(ended, key)
    expect(ended.all).toMatch(/keyhook:allow does not count without a reason/)
    const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout)
    expect(findings[0].message).toContain('keyhook:allow without a reason does not count')
    repo.stage('a.js', `${lineWith(key).trimEnd()} // keyhook:allow made up for a test\n`)
    expect(repo.commit('x').code).toBe(0)
    repo.stage('b.js', `// keyhook:allow-next-line made up for a test\n${lineWith(key)}`)
    expect(repo.commit('x').code).toBe(0)
  })
})

/** An editor that leaves the message as it is. */
const EDITED = { GIT_EDITOR: 'true' }

describe('the message of a commit', () => {
  const key = openaiKey('message')

  test('is scanned, and the override does not help', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', 'clean\n')
    expectStopped(repo.commit(`use ${key}`), key)
    expectStopped(repo.commit(`use ${key}`, { env: { KEYHOOK_OVERRIDE: 'it is urgent today' } }), key)
  })

  test('is not what git will take out of it', ({ repo }) => {
    guarded(repo)
    repo.stage('start.txt', lineWith(key))
    repo.git('commit', '-qm', 'a key that is there already', '--no-verify')
    repo.stage('start.txt', 'gone\n')
    // The diff below the scissors shows the removed key.
    const editor = 'sed -i 1s/^/Remove\\ it/'
    expect(repo.run('git', ['-c', `core.editor=${editor}`, 'commit', '-v'])).toMatchObject({ code: 0 })
  })

  test('is what git may keep: comments a person wrote, and text below a line that looks like scissors', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', 'clean\n')
    const scissors = '# ------------------------ >8 ------------------------'
    for (const text of [`subject\n\n# ${key}\n`, `subject\n\n${scissors}\n${key}\n`]) {
      repo.write('../text', text)
      expectStopped(repo.run('git', ['commit', '--cleanup=whitespace', '-F', '../text', '-e'], { env: EDITED }), key)
      expectStopped(repo.run('git', ['commit', '-F', '../text', '-e'], { env: EDITED }), key)
    }
  })

  test('without an editor a line that looks like a comment stays, so it counts', ({ repo }) => {
    guarded(repo)
    repo.stage('a.js', 'clean\n')
    expectStopped(repo.commit(`subject\n\n# ${key}`), key)
  })
})
