import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { install, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'
import { fill } from '../support/shape.ts'

// No 8 characters of a secret's body in any output: the ways in which some got there once.

const key = openaiKey('leak')
const body = key.slice('sk-proj-'.length)
const password = fill('<alnum:28>9x', 'leak')
const assigned = `password = "${password}"`

function expectNothingOf(secret: string, text: string): void {
  for (let at = 0; at + 8 <= secret.length; at++) expect(text).not.toContain(secret.slice(at, at + 8))
}

describe('in a report', () => {
  const files: [string, string, string, string][] = [
    ['a reason that holds a password', password, 'a.py', `${assigned} # keyhook:allow because ${password} is none\n`],
    ['a reason that holds half a key', body, 'a.py', `x = '${key}' # keyhook:allow ${body.slice(20, 50)} is none\n`],
    ['a name that holds the password of the file', password, `${password}.py`, `${assigned}\n`],
  ]
  test.for(files)('%s', ([, secret, path, content], { repo }) => {
    repo.stage(path, content)
    for (const format of ['text', 'json']) {
      const ended = repo.keyhook(['scan', '--format', format])
      expect(ended.code).toBeLessThan(2)
      expectNothingOf(secret, ended.all)
    }
  })

  test('a path that the commit itself begins to ignore', ({ repo }) => {
    install(repo)
    repo.stage('.keyhook/config.yml', `version: 1\nignore: ["${key}/**"]\n`)
    repo.stage('a.js', lineWith(key))
    expectNothingOf(body, repo.commit('x').stderr)
  })
})

test('allow refuses a reason that holds a part of a secret', ({ repo }) => {
  repo.stage('a.py', `${assigned}\n`)
  const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout)
  const ended = repo.keyhook(['allow', findings[0].fingerprint, '--reason', `it is ${password.slice(0, 12)}`])
  expect(ended.code).toBe(2)
  expectNothingOf(password, ended.all)
  expect(existsSync(join(repo.dir, '.keyhook'))).toBe(false)
})

test("git's own words are cut between words", ({ repo }) => {
  for (const before of [340, 350, 360]) {
    const ended = repo.keyhook(['scan', '--range', `${'A'.repeat(before)}/${key}..HEAD`])
    expect(ended.code).toBe(2)
    expectNothingOf(body, ended.all)
  }
})

test('init and uninstall mask the directories they name', ({ repo }) => {
  repo.git('config', 'core.hooksPath', join(repo.root, key))
  for (const command of [['init', '--dry-run'], ['init'], ['uninstall']]) {
    const ended = repo.keyhook(command)
    expect(ended.code).toBe(0)
    expectNothingOf(body, ended.all)
  }
})

test('a configured trailer runs nothing, and hides nothing of an override', ({ repo }) => {
  install(repo)
  const mark = join(repo.root, 'ran')
  for (const [name, value] of [
    ['trailer.sign.command', `touch ${mark}`],
    ['trailer.sign.cmd', `touch ${mark}`],
    ['trailer.keyhook-override.key', 'Another'],
    ['trailer.ifMissing', 'doNothing'],
    ['trailer.separators', '%'],
  ] as const)
    repo.git('config', name, value)
  repo.stage('a.js', lineWith(key))
  expect(repo.commit('x', { env: { KEYHOOK_OVERRIDE: 'made up for a test' } }).code).toBe(0)
  expect(existsSync(mark)).toBe(false)
  expect(repo.git('log', '-1', '--format=%B')).toMatch(
    /^x\n\nKeyhook-Override: made up for a test\nKeyhook-Overridden: [0-9a-f]{16}\n/,
  )
})

test('a partial clone is not completed: that would start a program of its configuration', ({ repo }) => {
  repo.stage('a', 'a\n')
  repo.git('commit', '-qm', 'a')
  const mark = join(repo.root, 'ran')
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', 'ssh://nowhere/x'],
    ['core.sshCommand', `touch ${mark}; false`],
  ] as const)
    repo.git('config', name, value)
  const id = repo.git('rev-parse', 'HEAD:a').trim()
  execFileSync('rm', ['-f', join(repo.dir, '.git/objects', id.slice(0, 2), id.slice(2))])
  expect(repo.keyhook(['scan', '--history']).code).toBe(2)
  expect(existsSync(mark)).toBe(false)
})

/** Starts a program and ends it after some milliseconds. */
function ended(repo: Repo, signal: string, after: number): void {
  const script = `"$0" "$1" init >/dev/null 2>&1 & sleep ${after / 1000}; kill -${signal} $! 2>/dev/null; wait $!`
  repo.run('sh', ['-c', script, process.execPath, KEYHOOK])
}

test('init leaves no temporary files, whenever it is ended', ({ repo }) => {
  repo.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 0\n', 0o755)
  for (const signal of ['TERM', 'HUP', 'INT'])
    for (const after of [80, 180]) {
      ended(repo, signal, after)
      expect(readdirSync(repo.root).sort()).toEqual(['home', 'repo'])
    }
  expect(readdirSync(join(repo.dir, '.git/hooks')).filter(name => /keyhook-\d/.test(name))).toEqual([])
})

test('what is no file neither hangs a scan nor passes for clean', ({ repo }) => {
  repo.stage('tracked', 'x\n')
  execFileSync('rm', [join(repo.dir, 'tracked')])
  execFileSync('mkfifo', [join(repo.dir, 'tracked'), join(repo.dir, 'pipe')])
  for (const path of ['pipe', '.', '/dev/zero']) {
    const scanned = repo.keyhook(['scan', path], { input: key })
    expect(scanned.code).toBe(2)
    expect(scanned.stderr).toContain('keyhook scan --stdin')
  }
  // What the shell has opened already is read to its end.
  repo.write('key', key)
  for (const path of ['/dev/stdin', '/dev/fd/0'])
    expect(repo.run('sh', ['-c', 'cat key | "$0" "$@"', process.execPath, KEYHOOK, 'scan', path]).code).toBe(1)
})
