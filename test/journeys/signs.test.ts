import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { adviceWith, expectStopped, install, openaiKey } from '../support/journey.ts'
import { type Ended, type Repo, test } from '../support/repo.ts'

/** A repository with a first commit and keyhook installed. */
function guarded(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  install(repo)
}

const STORE = Buffer.from([0x30, 0x82, 0x04, 0x10, 0x02, 0x01, 0x03])
const quietly = { args: ['-q'] }

/** A commit that went through, with what was told on the way. */
function expectTold(ended: Ended, rule: string): void {
  expect(ended.all).toContain(`(${rule})`)
  expect(ended.all).toContain('stopping nothing')
  expect(ended.code).toBe(0)
}

function rulesOf(repo: Repo, ...args: string[]): string[] {
  const { findings } = JSON.parse(repo.keyhook(['scan', ...args, '--format', 'json']).stdout)
  return findings.map((finding: { rule: string; path: string }) => `${finding.rule} ${finding.path}`)
}

describe('an environment file', () => {
  test('is told, and its command takes it out of git from wherever the user stands', ({ repo }) => {
    guarded(repo)
    repo.stage('app/.gitignore', 'node_modules')
    repo.stage('app/.env', 'LEVEL=info\n')
    const ended = repo.commit('x', quietly)
    expectTold(ended, 'env-file')
    expect(ended.all.split('\n').length).toBeLessThan(10)
    const cwd = join(repo.dir, 'app')
    expect(repo.run('sh', ['-c', adviceWith(ended, 'git rm')], { cwd })).toMatchObject({ code: 0 })
    expect(repo.git('ls-files')).not.toContain('.env')
    expect(existsSync(join(cwd, '.env'))).toBe(true)
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8').split('\n')).toEqual(['node_modules', '.env', ''])
    expect(repo.git('status', '--short', '--untracked-files=all')).not.toMatch(/\?\? .*\.env/)
  })

  test('is told to whoever stands in another directory, with a command for there', ({ repo }) => {
    guarded(repo)
    repo.stage('.env', 'LEVEL=info\n')
    repo.write('app/index.js', '')
    const cwd = join(repo.dir, 'app')
    for (const ended of [repo.keyhook(['scan'], { cwd }), repo.commit('x', { ...quietly, cwd })]) {
      expect(repo.run('sh', ['-c', adviceWith(ended, 'git rm')], { cwd })).toMatchObject({ code: 0 })
      expect(repo.git('check-ignore', '.env')).toBe('.env\n')
      expect(existsSync(join(cwd, '.gitignore'))).toBe(false)
      repo.git('add', '--force', '.env')
    }
  })

  test('that is tracked is told when it changes, and not when only its mode or directory does', ({ repo }) => {
    guarded(repo)
    repo.stage('.env', 'LEVEL=info\n')
    expectTold(repo.commit('x', quietly), 'env-file')
    repo.stage('.env', 'LEVEL=debug\n')
    expectTold(repo.commit('x', quietly), 'env-file')
    chmodSync(join(repo.dir, '.env'), 0o755)
    repo.git('add', '.env')
    expect(repo.commit('x', quietly)).toMatchObject({ code: 0, all: '' })
    repo.write('app/keep', '')
    repo.git('mv', '.env', 'app/.env')
    expect(repo.commit('x', quietly)).toMatchObject({ code: 0, all: '' })
    repo.git('rm', '-q', 'app/.env')
    expect(repo.commit('x', quietly)).toMatchObject({ code: 0, all: '' })
  })

  test('with a key in it stops for the key, and nothing else is told', ({ repo }) => {
    guarded(repo)
    const key = openaiKey('signs')
    repo.stage('.env', `OPENAI_API_KEY=${key}\n`)
    const ended = repo.commit('x')
    expectStopped(ended, key)
    expect(ended.all).not.toContain('env-file')
    expect(rulesOf(repo)).toEqual(['openai-project-key .env'])
    expect(repo.run('sh', ['-c', adviceWith(ended, '.gitignore')])).toMatchObject({ code: 0 })
    expect(repo.git('ls-files')).not.toContain('.env')
  })

  test('that is meant to be there is allowed with the command given', ({ repo }) => {
    guarded(repo)
    repo.stage('.env', 'LEVEL=info\n')
    const ended = repo.commit('x')
    expect(repo.run('sh', ['-c', adviceWith(ended, ' allow ')])).toMatchObject({ code: 0 })
    repo.stage('.env', 'LEVEL=debug\n')
    expect(repo.commit('x', quietly).all).not.toContain('stopping nothing')
    repo.stage('b/.env', 'LEVEL=debug\n')
    expectTold(repo.commit('x', quietly), 'env-file')
  })
})

describe('a key file', () => {
  test('is stopped by its name, until it is allowed; another of that name is not', ({ repo }) => {
    guarded(repo)
    repo.stage('certs/live.p12', STORE)
    const ended = repo.commit('x')
    expect(ended.code).toBe(1)
    expect(ended.all).toContain('certs/live.p12:0:7: medium: key file live.p12 (key-file)')
    expect(ended.all).not.toContain('Give the file a name')
    expect(repo.run('sh', ['-c', adviceWith(ended, ' allow ')])).toMatchObject({ code: 0 })
    expect(repo.commit('x')).toMatchObject({ code: 0 })
    repo.stage('certs/live.p12', Buffer.concat([STORE, STORE]))
    expect(repo.commit('x')).toMatchObject({ code: 0 })
    repo.stage('other/live.p12', STORE)
    expect(repo.commit('x')).toMatchObject({ code: 1 })
  })

  test('leaves git by the command of its message', ({ repo }) => {
    guarded(repo)
    repo.stage("it's [a] store.p12", STORE)
    const ended = repo.commit('x')
    expect(ended.code).toBe(1)
    expect(repo.run('sh', ['-c', adviceWith(ended, 'git rm')])).toMatchObject({ code: 0 })
    expect(repo.git('status', '--short', '--untracked-files=all')).toBe('?? .gitignore\n')
  })

  test('is only told among tests, and is let through by an override', ({ repo }) => {
    guarded(repo)
    repo.stage('test/certs/live.p12', STORE)
    expectTold(repo.commit('x', quietly), 'key-file')
    repo.stage('live.p12', STORE)
    const env = { KEYHOOK_OVERRIDE: 'live.p12 is the store of the demo' }
    expect(repo.commit('x', { env })).toMatchObject({ code: 0 })
    expect(repo.git('log', '-1', '--format=%B')).toContain('Keyhook-Override: live.p12 is the store of the demo')
  })

  test('is told by every scan', ({ repo }) => {
    repo.stage('start.txt', 'start\n')
    repo.git('commit', '-qm', 'start')
    repo.stage('live.p12', STORE)
    repo.stage('.env', 'LEVEL=info\n')
    const both = ['env-file .env', 'key-file live.p12']
    expect(rulesOf(repo).sort()).toEqual(both)
    expect(rulesOf(repo, '--staged', 'live.p12')).toEqual(['key-file live.p12'])
    expect(rulesOf(repo, '.').sort()).toEqual(both)
    expect(rulesOf(repo, 'live.p12')).toEqual(['key-file live.p12'])
    repo.git('commit', '-qm', 'x')
    expect(rulesOf(repo, '--range', 'HEAD~1..HEAD').sort()).toEqual(both)
    repo.stage('.env', 'LEVEL=debug\n')
    repo.git('commit', '-qm', 'y')
    expect(rulesOf(repo, '--history').sort()).toEqual(both)
  })
})

describe('a sign in a file', () => {
  test('is told, and an inline marker answers it', ({ repo }) => {
    guarded(repo)
    const line = `const key = process.env.NEXT_PUBLIC_${'OPENAI'}_API_KEY`
    repo.stage('a.ts', `${line}\n`)
    expectTold(repo.commit('x', quietly), 'public-variable')
    repo.stage('b.ts', `${line} // keyhook:allow it holds the address of a proxy\n`)
    expect(repo.commit('x', quietly).all).not.toContain('stopping nothing')
  })
})
