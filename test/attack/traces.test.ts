import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rules } from '../../src/detect/rules/index.ts'
import { HIDDEN_FORMS } from '../support/hidden-forms.ts'
import { install, lineWith, openaiKey } from '../support/journey.ts'
import { json, keyhookWith, startProvider } from '../support/provider.ts'
import { type Ended, type Repo, test } from '../support/repo.ts'
import { fill } from '../support/shape.ts'

// No 8 characters of a secret's body anywhere that keyhook leaves a trace: what it prints, what it writes, what it gives its children.

const key = openaiKey('traces')
const body = key.slice('sk-proj-'.length)
const FORMATS = ['text', 'json', 'sarif', 'github', 'gitlab', 'code-quality', 'html']

/** The first place where a text holds a part of the secret; null where it does not. */
function leakIn(text: string, secret = body): string | null {
  for (let at = 0; at + 8 <= secret.length; at++)
    if (text.includes(secret.slice(at, at + 8))) return `${text.indexOf(secret.slice(at, at + 8))} of ${text.length}`
  return null
}

const PROGRAMS = ['git', 'node', 'sh', 'grep', 'tr', 'cat', 'sed', 'rm', 'mv', 'mktemp', 'dirname']

/**
 * A directory for PATH whose programs write down how they were called, and hand on to the real ones.
 *
 * @returns where they write
 */
function watched(repo: Repo): { path: string; log: string } {
  const bin = join(repo.root, 'bin')
  const log = join(repo.root, 'calls')
  mkdirSync(bin)
  writeFileSync(log, '')
  for (const name of PROGRAMS) {
    const real = repo.run('sh', ['-c', `command -v ${name}`]).stdout.trim()
    if (!real.startsWith('/')) continue
    const script = `#!/bin/sh\n{ printf '%s\\n' "$0" "$@"; /usr/bin/env; } >>'${log}'\nexec '${real}' "$@"\n`
    writeFileSync(join(bin, name), script)
    chmodSync(join(bin, name), 0o755)
  }
  return { path: `${bin}:${process.env['PATH']}`, log }
}

/** Every file below a directory. */
function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

/** What keyhook may have written: all in the git directory but git's own, and all beside the working tree. */
function written(repo: Repo): string[] {
  const own = filesIn(join(repo.dir, '.git')).filter(
    file => !/\/\.git\/(?:objects|logs|COMMIT_EDITMSG|keyhook\/.*\.[cm]?js)/.test(file),
  )
  const beside = filesIn(repo.root).filter(file => !file.startsWith(`${repo.dir}/`))
  return [...own, ...beside]
}

function expectNoTrace(repo: Repo, ...endings: Ended[]): void {
  for (const { all } of endings) expect(leakIn(all), all).toBeNull()
  for (const file of written(repo)) expect(leakIn(readFileSync(file, 'latin1')), file).toBeNull()
}

const fingerprintOf = (repo: Repo): string =>
  JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout).findings[0].fingerprint

describe('commands', () => {
  test('scan in each format, to each place, and merge', ({ repo }) => {
    const { path, log } = watched(repo)
    const run = (...args: string[]): Ended => repo.keyhook(args, { env: { PATH: path } })
    repo.stage('src/a.js', lineWith(key))
    repo.git('commit', '-qm', `a ${key}`)
    repo.stage('src/b.js', lineWith(key))
    for (const format of FORMATS) {
      const file = join(repo.root, `out.${format}`)
      const endings = [
        run('scan', '--history', '--format', format, '--output', file),
        repo.keyhook(['scan', '--stdin', '--format', format], { input: lineWith(key) }),
      ]
      expect(endings.map(({ code }) => code)).toEqual([1, 1])
      expectNoTrace(repo, ...endings)
    }
    const parts = [1, 2].map(part => {
      const file = join(repo.root, `part${part}.json`)
      run('scan', '--history', '--shard', `${part}/2`, '--format', 'json', '--output', file)
      return file
    })
    for (const format of FORMATS) expectNoTrace(repo, run('merge', ...parts, '--format', format))
    expect(readFileSync(log, 'latin1')).toContain('diff-tree')
  })

  test('allow, respond, rules, import, rotate, doctor, account', ({ repo }) => {
    const { path, log } = watched(repo)
    const run = (...args: string[]): Ended => repo.keyhook(args, { env: { PATH: path } })
    repo.stage('src/a.js', lineWith(key))
    repo.git('commit', '-qm', 'a')
    repo.stage('src/b.js', lineWith(key))
    repo.write('.env', `OPENAI_API_KEY=${key}\n`)
    repo.write('.secretsignore', `[secrets]\n${key}\n`)
    repo.write('.gitallowed', `${key}\n`)
    const fingerprint = fingerprintOf(repo)
    const endings = [
      ...['text', 'json', 'markdown'].map(format => run('respond', fingerprint, '--format', format)),
      run('respond', '--done', 'revoke', fingerprint),
      run('respond', fingerprint, '--done', 'revoke'),
      run('import', '--dry-run', '.secretsignore', '.gitallowed'),
      run('import', '.secretsignore'),
      run('rotate'),
      run('rotate', '--json'),
      run('rotate', 'OPENAI_API_KEY'),
      run('doctor'),
      run('doctor', '--json'),
      run('doctor', '--deps'),
      run('account'),
      run('verify', '--staged'),
      run('allow', fingerprint, '--reason', 'made up for a test'),
      // Whatever is typed in the wrong place is not repeated.
      ...[
        ['scan', key],
        ['scan', '--format', key],
        ['scan', `--${key}`],
        ['rules', key],
        ['respond', key],
        ['allow', key, '--reason', 'x'],
        [key],
        ['verify', key, '--yes'],
        ['merge', key],
        ['import', key],
        ['rotate', key],
        ['scan', '--range', `${key}..HEAD`],
        ['fix', key],
        ['account', '--delete', key],
      ].map(args => repo.keyhook(args)),
    ]
    expectNoTrace(repo, ...endings)
    expect(readFileSync(log, 'latin1')).not.toBe('')
  })

  test('fix: what it shows, keeps for undo and leaves behind', ({ repo }) => {
    const { path } = watched(repo)
    const env = { PATH: path }
    repo.stage('src/a.js', lineWith(key))
    repo.git('commit', '-qm', 'start', '--no-verify')
    repo.stage('src/b.py', `import openai\nopenai.api_key = "${key}"\n`)
    const endings = [
      repo.keyhook(['fix'], { env }),
      repo.keyhook(['fix', '--dry-run'], { env }),
      repo.keyhook(['fix', '--yes'], { env }),
    ]
    expect(endings[2]?.code).toBe(0)
    expectNoTrace(repo, ...endings)
    for (const name of ['.env.example', 'src/b.py', '.gitignore'])
      expect(leakIn(repo.git('show', `:${name}`)), name).toBeNull()
    expect(readFileSync(join(repo.dir, '.env'), 'utf8')).toContain(key)
    expect(statSync(join(repo.dir, '.env')).mode & 0o077).toBe(0)
    expectNoTrace(repo, repo.keyhook(['fix', '--undo'], { env }))
  })

  test('verify, while the provider repeats what it was sent', async ({ repo }) => {
    const { path } = watched(repo)
    const provider = await startProvider((got, answer) =>
      json(
        answer,
        200,
        { data: [{ id: got.headers.authorization }] },
        { 'openai-organization': key, 'x-request-id': key },
      ),
    )
    repo.stage('a.js', lineWith(key))
    const env = { PATH: path, KEYHOOK_OPENAI_BASE_URL: provider.url }
    for (const args of [['--yes'], ['--yes', '--json'], ['--yes', '--fresh']])
      expectNoTrace(repo, await keyhookWith(repo, ['verify', '--staged', ...args], { env }))
    expect(provider.got.length).toBeGreaterThan(0)
    await provider.close()
  })
})

describe('hooks', () => {
  test('a stopped commit, an override, a message and a push', ({ repo }) => {
    const { path, log } = watched(repo)
    const env = { PATH: path }
    install(repo)
    repo.stage('src/a.js', lineWith(key))
    const stopped = repo.commit('x', { env })
    expect(stopped.code).not.toBe(0)
    const overridden = repo.commit('x', { env: { ...env, KEYHOOK_OVERRIDE: 'made up for a test' } })
    expect(overridden.code).toBe(0)
    expect(leakIn(repo.git('log', '-1', '--format=%B'))).toBeNull()
    repo.git('init', '-q', '--bare', join(repo.root, 'remote'))
    repo.git('remote', 'add', 'origin', join(repo.root, 'remote'))
    repo.git('commit', '-q', '--amend', '-m', 'no trailer', '--no-verify')
    const pushed = repo.run('git', ['push', '-q', 'origin', 'main'], { env })
    expect(pushed.code).not.toBe(0)
    for (const { all } of [stopped, overridden, pushed]) expect(leakIn(all), all).toBeNull()
    expect(leakIn(readFileSync(log, 'latin1'))).toBeNull()
    expect(readFileSync(log, 'latin1')).toContain('git')
    expect(readdirSync(repo.root).sort()).toEqual(['bin', 'calls', 'home', 'remote', 'repo'])
  })

  test('a fault that nobody foresaw, with a secret in its words', ({ repo }) => {
    const preload = join(repo.root, 'fault.cjs')
    for (const [name, line] of [
      ['thrown', `process.nextTick(() => { throw new Error('at ${key}') })`],
      ['rejected', `Promise.reject(new Error('at ${key}'))`],
      ['no error', `process.nextTick(() => { throw '${key}' })`],
    ] as const) {
      writeFileSync(preload, `setImmediate(() => { ${line} })\n`)
      const ended = repo.keyhook(['scan', '--history'], { env: { NODE_OPTIONS: `--require=${preload}` } })
      expect(ended.code, name).toBe(2)
      expect(leakIn(ended.all), name).toBeNull()
    }
    expect(existsSync(join(repo.dir, 'core'))).toBe(false)
  })
})

test('each form of a secret, in each format', ({ repo }) => {
  const chosen = rules.filter((rule, index) => rule.sign === undefined && index % 40 === 0)
  const forms = Object.entries(HIDDEN_FORMS)
  const secrets: string[] = []
  const lines = chosen.flatMap((rule, at) => {
    const text = fill(rule.examples[0] ?? '', `traces ${at}`)
    const [, write = (plain: string) => plain] = forms[at % forms.length] ?? []
    // The parts that a hole was filled with: what stands around them is no secret.
    secrets.push(...holesOf(rule.examples[0] ?? '', text))
    return [text, write(text)]
  })
  repo.stage('all.txt', `${lines.join('\n\n\n')}\n`)
  for (const format of FORMATS) {
    const { stdout, stderr, code } = repo.keyhook(['scan', '--format', format])
    expect(code).toBe(1)
    for (const secret of secrets) expect(leakIn(stdout + stderr, secret), `${format}: ${secret.slice(0, 3)}`).toBeNull()
  }
})

function holesOf(shape: string, filled: string): string[] {
  let rest = filled
  for (const literal of shape.split(/<(?:[^<>]|[A-Za-z0-9-]+):\d+(?:-\d+)?>/))
    if (literal !== '') rest = rest.replace(literal, '\0')
  return rest.split('\0').filter(part => part.length >= 20)
}
