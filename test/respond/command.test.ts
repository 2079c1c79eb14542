import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'
import { fill } from '../support/shape.ts'
import { carryOut, commandsOf, commitFile, edit, leak, responseTo } from './responding.ts'

const key = openaiKey('respond, the command')
const CHECKLIST = 'keyhook-respond.json'

const fingerprintOf = (repo: Repo): string => responseTo(repo, key).key?.fingerprint ?? ''

function ended(repo: Repo, ...args: string[]) {
  const told = repo.keyhook(['respond', ...args])
  expectNoLeak(told.all, key)
  return told
}

describe('what is asked about', () => {
  test('a provider, by any of its names, without a repository too', ({ repo }) => {
    for (const word of ['openai', 'OpenAI', 'ChatGPT']) {
      const told = repo.keyhook(['respond', word], { cwd: repo.root })
      expect(told.code).toBe(0)
      expect(told.stdout).toContain('https://platform.openai.com/usage')
    }
    const known = repo.keyhook(['respond', 'AbuseIPDB'], { cwd: repo.root })
    expect(known).toMatchObject({ code: 0 })
    expect(repo.keyhook(['respond'], { cwd: repo.root }).stdout).toContain('1.  [ ] Revoke the key')
  })

  test('an unknown provider: exit 2, with the nearest one, and the word is not repeated', ({ repo }) => {
    const told = ended(repo, 'opnai')
    expect(told.code).toBe(2)
    expect(told.stderr).toContain('Did you mean OpenAI?')
    const pasted = ended(repo, key.slice(0, 40))
    expect(pasted.code).toBe(2)
    expect(pasted.stderr).toMatch(/nearest is|Did you mean/)
  })

  test('a fingerprint that is nowhere: exit 2; outside a repository too', ({ repo }) => {
    leak(repo, key)
    expect(ended(repo, '0123456789abcdef')).toMatchObject({ code: 2, stdout: '' })
    expect(repo.keyhook(['respond', '0123456789abcdef'], { cwd: repo.root }).code).toBe(2)
  })

  test('a step that there is not: exit 2, with the nearest one', ({ repo }) => {
    leak(repo, key)
    const told = ended(repo, fingerprintOf(repo), '--done', 'revok')
    expect(told.code).toBe(2)
    expect(told.stderr).toContain('Did you mean revoke?')
  })

  test('a key in a file that is not staged', ({ repo }) => {
    commitFile(repo, 'a')
    repo.stage('client.js', lineWith(key))
    const fingerprint = fingerprintOf(repo)
    repo.git('rm', '-q', '--cached', 'client.js')
    const told = ended(repo, fingerprint)
    expect(told.code).toBe(0)
    expect(told.stdout).toContain('in a file that is not staged')
  })

  test('what is allowed, by its fingerprint; without a word only what is not', ({ repo }) => {
    leak(repo, key)
    const fingerprint = fingerprintOf(repo)
    repo.keyhook(['allow', fingerprint, '--reason', 'made up for a test'])
    repo.git('commit', '-q', '-m', 'Allow it')
    expect(ended(repo, fingerprint).stdout).toContain(fingerprint)
    expect(ended(repo).stdout).toContain('No key was found')
  })

  test('several keys: the worst in full, the others in a line; all of them for machines', ({ repo }) => {
    const other = fill('glpat-<alnum:20>', 'respond, another')
    repo.stage('a.js', `const token = '${other}'\n`)
    repo.git('commit', '-q', '-m', 'A token')
    leak(repo, key)
    const text = ended(repo).stdout
    expect(text).toMatch(/^key +GitLab glpat-…/)
    expect(text).toContain('This was the worst of 2 keys. The others:')
    expect(text).toMatch(/ {2}OpenAI sk-proj-…\S* in commits here; .*\n {4}\S.* respond [0-9a-f]{16}\n$/)
    const told = JSON.parse(ended(repo, '--format', 'json').stdout)
    expect(told.responses.map((one: { provider: string }) => one.provider)).toEqual(['GitLab', 'OpenAI'])
    expect(JSON.parse(ended(repo, 'gitlab', '--format', 'json').stdout).responses).toHaveLength(1)
    expect(ended(repo, '--done', 'revoke').code).toBe(2)
  })
})

describe('the checklist', () => {
  test('is ticked off, resumed, and outlives the key; only its owner reads it, and it holds no secret', ({ repo }) => {
    leak(repo, key)
    const fingerprint = fingerprintOf(repo)
    const file = join(repo.dir, '.git', CHECKLIST)
    expect(ended(repo, fingerprint, '--done', 'revoke,replace').stdout).toContain(
      '1.  [x] Revoke the key (revoke), done on ',
    )
    expect(ended(repo, fingerprint, '--not-done', 'replace').stdout).toContain('2.  [ ] Replace it')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expectNoLeak(readFileSync(file, 'utf8'), key)
    expect(readdirSync(join(repo.dir, '.git')).filter(name => name.includes('respond'))).toEqual([CHECKLIST])

    const commands = commandsOf(responseTo(repo, key), 'history')
    edit(repo, 'client.js', key)
    carryOut(repo, commands)
    const told = ended(repo, fingerprint, '--done', 'usage').stdout
    expect(told).toContain('Nothing in this repository holds it any more.')
    expect(told).toMatch(/first commit +[0-9a-f]{12} of 2026-01-02, client\.js:2/)
    expect(told).toContain('[x] Revoke the key')
    expect(told).toContain("[x] Look at that key's usage")
    expect(repo.git('status', '--porcelain')).toBe('')
  })

  test('is one for all linked working trees', ({ repo }) => {
    leak(repo, key)
    const fingerprint = fingerprintOf(repo)
    const cwd = join(repo.root, 'linked')
    repo.git('worktree', 'add', '-q', cwd)
    expect(repo.keyhook(['respond', fingerprint, '--done', 'mfa'], { cwd }).code).toBe(0)
    expect(ended(repo, fingerprint).stdout).toContain('[x] Then turn on MFA')
  })

  test('of a provider, where no key was found', ({ repo }) => {
    commitFile(repo, 'a')
    expect(ended(repo, 'stripe', '--done', 'revoke').code).toBe(0)
    expect(ended(repo, 'Stripe').stdout).toContain('[x] Revoke the key')
  })

  test('that is damaged is left alone: exit 2', ({ repo }) => {
    leak(repo, key)
    const file = join(repo.dir, '.git', CHECKLIST)
    for (const text of ['', '{', '[]', '{"version":2,"keys":{}}', '{"version":1,"keys":{"x":{"done":1}}}']) {
      writeFileSync(file, text)
      const told = ended(repo)
      expect(told.code, text).toBe(2)
      expect(told.stderr).toContain(CHECKLIST)
      expect(readFileSync(file, 'utf8')).toBe(text)
    }
  })

  test('that is a link is replaced, and what it led to is left alone', ({ repo }) => {
    leak(repo, key)
    const outside = join(repo.root, 'outside')
    writeFileSync(outside, '{"version":1,"keys":{}}')
    symlinkSync(outside, join(repo.dir, '.git', CHECKLIST))
    expect(ended(repo, fingerprintOf(repo), '--done', 'revoke').code).toBe(0)
    expect(readFileSync(outside, 'utf8')).toBe('{"version":1,"keys":{}}')
  })

  test.skipIf(process.getuid?.() === 0)('that cannot be written: a tick fails, an answer does not', ({ repo }) => {
    leak(repo, key)
    const fingerprint = fingerprintOf(repo)
    chmodSync(join(repo.dir, '.git'), 0o500)
    expect(ended(repo, fingerprint).code).toBe(0)
    expect(ended(repo, fingerprint, '--done', 'revoke').code).toBe(2)
    chmodSync(join(repo.dir, '.git'), 0o700)
  })

  test('is not begun for what is only staged, or is only asked about', ({ repo }) => {
    commitFile(repo, 'a')
    repo.stage('client.js', lineWith(key))
    ended(repo)
    ended(repo, 'openai')
    expect(existsSync(join(repo.dir, '.git', CHECKLIST))).toBe(false)
  })
})

describe('where history cannot be rewritten yet', () => {
  test('a merge that is half done', ({ repo }) => {
    commitFile(repo, 'a')
    leak(repo, key)
    repo.git('switch', '-q', '-c', 'side', 'HEAD~1')
    commitFile(repo, 'a', 'side\n')
    repo.git('switch', '-q', 'main')
    commitFile(repo, 'a', 'main\n')
    repo.run('git', ['merge', '-q', 'side'])
    const told = ended(repo, fingerprintOf(repo)).stdout
    expect(told).toContain('A merge is half done here.')
    expect(told).not.toContain('update-ref')
  })

  test('only a stash holds it', ({ repo }) => {
    commitFile(repo, 'client.js')
    repo.write('client.js', lineWith(key))
    repo.git('stash', '-q')
    expect(ended(repo, fingerprintOf(repo)).stdout).toContain('git stash list')
  })

  test('other changes in the file are named', ({ repo }) => {
    leak(repo, key)
    repo.write('client.js', `${readFileSync(join(repo.dir, 'client.js'))}// more\n`)
    expect(ended(repo).stdout).toContain('What else is changed in client.js and not committed would go along')
  })
})

test('a ticket: a table of what is known, and a task list', ({ repo }) => {
  leak(repo, key)
  const text = ended(repo, '--format', 'markdown').stdout
  expect(text).toMatch(/^# Response: OpenAI sk-proj-…/)
  expect(text).toMatch(/^\| fingerprint \| [0-9a-f]{16} \|$/m)
  expect(text.match(/^- \[ \] \*\*/gm)).toHaveLength(10)
})
