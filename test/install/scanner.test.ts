import { readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../support/repo.ts'
import { syntheticKey } from './world.ts'

/** With the scanner that is built, from the command line. */
describe('the real scanner', () => {
  test('is installed, proven, stops a key at the commit and the push, and is removed', ({ repo }) => {
    const begun = performance.now()
    const ended = repo.keyhook(['init'], { env: { KEYHOOK_OVERRIDE: 'a reason in words' } })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout.split('\n').length).toBeLessThan(6)
    expect(performance.now() - begun).toBeLessThan(3000)
    repo.stage('a', 'clean\n')
    expect(repo.commit('clean', { env: { PATH: '/usr/bin:/bin' } })).toMatchObject({ code: 0, stderr: '' })
    repo.stage('b', `${syntheticKey()}\n`)
    expect(repo.commit('key', { env: { PATH: '/usr/bin:/bin' } }).code).toBe(1)
    repo.commit('key', { args: ['--no-verify'] })
    repo.git('init', '-q', '--bare', join(repo.root, 'far.git'))
    expect(repo.run('git', ['push', join(repo.root, 'far.git'), 'main']).code).toBe(1)
    expect(repo.keyhook(['uninstall']).code).toBe(0)
    expect(repo.run('find', ['.git', '-name', '*keyhook*']).stdout).toBe('')
  })

  test("is proven in a worktree, a subdirectory, with a team's settings, in the middle of a merge", ({ repo }) => {
    repo.stage('.keyhook/config.yml', 'version: 1\nblock: critical\ndisable: [openai-project-key]\n')
    repo.stage('a', 'one\n')
    repo.commit('first')
    repo.git('worktree', 'add', '-q', '../tree')
    repo.git('checkout', '-q', '-b', 'side')
    repo.stage('a', 'two\n')
    repo.commit('second')
    repo.git('checkout', '-q', 'main')
    repo.stage('a', 'three\n')
    repo.commit('third')
    repo.run('git', ['merge', 'side'])
    expect(repo.keyhook(['init'])).toMatchObject({ code: 0 })
    expect(repo.keyhook(['init'], { cwd: join(repo.root, 'tree') })).toMatchObject({ code: 0 })
    expect(repo.keyhook(['init'], { cwd: join(repo.dir, '.keyhook') })).toMatchObject({ code: 0 })
  })

  test('a committed allowlist that is malformed shows in the proof', ({ repo }) => {
    repo.stage('.keyhook/allowlist.yml', 'version: 1\nentries: what\n')
    repo.commit('first')
    const ended = repo.keyhook(['init'])
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain('a clean commit was stopped')
  })

  test('each file that is missing or cut short is told in one line, with the command', ({ repo }) => {
    repo.keyhook(['init'])
    const copy = join(repo.dir, '.git/keyhook')
    for (const name of readdirSync(copy)
      .filter(name => name.endsWith('.cjs'))
      .slice(0, 5)) {
      const size = readFileSync(join(copy, name)).length
      truncateSync(join(copy, name), Math.floor(size / 2))
      const ended = repo.run('.git/hooks/pre-commit', [])
      expect(ended.all).toMatch(/^keyhook: .*npx keyhook init\n$/)
      expect(ended.code).toBe(2)
      expect(repo.keyhook(['init']).code).toBe(0)
    }
  })
})
