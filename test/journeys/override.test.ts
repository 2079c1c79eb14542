import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, expectStopped, install, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('override')
const WHY = 'production is down and the key is revoked already'

function guardedWithKey(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  install(repo)
  repo.stage('a.js', lineWith(KEY))
}

describe('an override with a reason', () => {
  test('lets one commit through, says what, and records it', ({ repo }) => {
    guardedWithKey(repo)
    const ended = repo.commit('Hotfix\n\nBody\n\nSigned-off-by: A <a@example.com>', { env: { KEYHOOK_OVERRIDE: WHY } })
    expect(ended.code).toBe(0)
    expect(ended.all).toContain('a.js:1:')
    expectNoLeak(ended.all, KEY)
    const message = repo.git('log', '-1', '--format=%B')
    expect(message).toMatch(
      new RegExp(`Signed-off-by: A <a@example.com>\nKeyhook-Override: ${WHY}\nKeyhook-Overridden: [0-9a-f]{16}\n`),
    )
    repo.stage('b.js', lineWith(openaiKey('next')))
    expectStopped(repo.commit('next'), openaiKey('next'))
  })

  test('with an editor, comments and a verbose diff', ({ repo }) => {
    guardedWithKey(repo)
    const options = { env: { KEYHOOK_OVERRIDE: WHY } }
    expect(repo.run('git', ['-c', 'core.editor=sed -i 1s/^/Hotfix/', 'commit', '-v'], options).code).toBe(0)
    expect(repo.git('log', '-1', '--format=%B').trim()).toMatch(
      /^Hotfix\n\nKeyhook-Override: .*\nKeyhook-Overridden: [0-9a-f]{16}$/,
    )
  })

  test('whatever is configured of trailers, and runs none of it', ({ repo }) => {
    guardedWithKey(repo)
    for (const [name, value] of [
      ['trailer.separators', '='],
      ['trailer.ifexists', 'doNothing'],
      ['trailer.sign.key', 'Signed-off-by: '],
      ['trailer.sign.command', 'touch ../ran; echo stranger'],
      ['core.commentChar', 'auto'],
    ] as const)
      repo.git('config', name, value)
    repo.write('../text', '#1: Hotfix\n')
    const env = { KEYHOOK_OVERRIDE: WHY, GIT_EDITOR: 'true' }
    const ended = repo.run('git', ['commit', '-v', '-e', '-F', '../text'], { env })
    expect(ended).toMatchObject({ code: 0 })
    expect(repo.git('log', '-1', '--format=%B').trim()).toMatch(
      /^#1: Hotfix\n\nKeyhook-Override: .*\nKeyhook-Overridden: [0-9a-f]{16}$/,
    )
    expect(existsSync(join(repo.root, 'ran'))).toBe(false)
  })

  test('in words of any script', ({ repo }) => {
    guardedWithKey(repo)
    expect(repo.commit('Hotfix', { env: { KEYHOOK_OVERRIDE: '緊急の修正' } }).code).toBe(0)
    expect(repo.git('log', '-1', '--format=%B')).toContain('Keyhook-Override: 緊急の修正')
  })

  test('two keys, two fingerprints, one block', ({ repo }) => {
    guardedWithKey(repo)
    repo.stage('b.js', lineWith(openaiKey('second')))
    repo.commit('Hotfix', { env: { KEYHOOK_OVERRIDE: WHY } })
    expect(repo.git('log', '-1', '--format=%B').match(/^Keyhook-Overridden: /gm)).toHaveLength(2)
  })

  test('nothing to let through leaves no trailer', ({ repo }) => {
    guardedWithKey(repo)
    repo.stage('a.js', 'clean\n')
    expect(repo.commit('Clean', { env: { KEYHOOK_OVERRIDE: WHY } }).code).toBe(0)
    expect(repo.git('log', '-1', '--format=%B').trim()).toBe('Clean')
  })

  test('of a merge that git itself commits', ({ repo }) => {
    guardedWithKey(repo)
    repo.git('reset', '-q', '--hard')
    repo.write('../merged', lineWith(KEY))
    repo.git('config', 'merge.evil.driver', 'cp ../merged %A')
    repo.write('.git/info/attributes', '* merge=evil\n')
    repo.git('checkout', '-qb', 'side')
    for (const branch of ['side', 'main']) {
      repo.git('checkout', '-q', branch)
      repo.stage('start.txt', branch)
      repo.git('commit', '-qm', branch)
    }
    expectStopped(repo.run('git', ['merge', 'side', '-m', 'Merge it']), KEY)
    repo.git('reset', '-q', '--hard')
    const options = { env: { KEYHOOK_OVERRIDE: WHY } }
    expect(repo.run('git', ['merge', 'side', '-m', 'Merge it'], options).code).toBe(0)
    expect(repo.git('log', '-1', '--format=%B').trim()).toMatch(
      /^Merge it\n\nKeyhook-Override: .*\nKeyhook-Overridden: [0-9a-f]{16}$/,
    )
  })

  test('of a merge', ({ repo }) => {
    guardedWithKey(repo)
    repo.git('reset', '-q', '--hard')
    repo.git('checkout', '-qb', 'side')
    repo.stage('side.txt', 'side\n')
    repo.git('commit', '-qm', 'side')
    repo.git('checkout', '-q', 'main')
    repo.stage('main.txt', 'main\n')
    repo.git('commit', '-qm', 'main')
    repo.git('merge', '-q', '--no-commit', 'side')
    repo.stage('a.js', lineWith(KEY))
    expectStopped(repo.run('git', ['commit', '-m', 'merge']), KEY)
    expect(repo.run('git', ['commit', '-m', 'merge'], { env: { KEYHOOK_OVERRIDE: WHY } }).code).toBe(0)
    expect(repo.git('log', '-1', '--format=%B')).toContain('Keyhook-Overridden:')
  })
})

describe('refused reasons', () => {
  test.for(['', ' ', '1', 'true', 'YES', 'ok', '...', '…！', 'x'])('%j', (reason, { repo }) => {
    guardedWithKey(repo)
    const ended = repo.commit('x', { env: { KEYHOOK_OVERRIDE: reason } })
    expectStopped(ended, KEY)
    expect(ended.all).toContain('KEYHOOK_OVERRIDE does not count')
  })

  test('one that holds the secret', ({ repo }) => {
    guardedWithKey(repo)
    expectStopped(repo.commit('x', { env: { KEYHOOK_OVERRIDE: `the key ${KEY} is fine` } }), KEY)
  })

  test('where nothing had to be let through, even a poor reason harms nothing', ({ repo }) => {
    guardedWithKey(repo)
    repo.stage('a.js', 'clean\n')
    expect(repo.commit('Clean', { env: { KEYHOOK_OVERRIDE: '1' } }).code).toBe(0)
  })
})

describe('what an override does not open', () => {
  test('a scan that could not be completed', ({ repo }) => {
    guardedWithKey(repo)
    repo.stage('.keyhook/allowlist.yml', 'version: 1\nentries:\n  - nonsense: true\n')
    const ended = repo.commit('x', { env: { KEYHOOK_OVERRIDE: WHY } })
    expect(ended.code).not.toBe(0)
    expect(ended.all).toContain('.keyhook/allowlist.yml:3')
  })

  test('scan', ({ repo }) => {
    guardedWithKey(repo)
    expect(repo.keyhook(['scan'], { env: { KEYHOOK_OVERRIDE: WHY } }).code).toBe(1)
  })
})
