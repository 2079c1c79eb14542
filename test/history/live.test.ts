import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test as plain } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { fillHistory } from '../support/history.ts'
import { expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('live')

/** A git that stops half way through the patches of a history, and then says nothing for a minute; and a note of every command it was given. */
function slowGit(repo: Repo): Record<string, string> {
  const real = repo.run('sh', ['-c', 'command -v git']).stdout.trim()
  const program = `#!/bin/sh
echo "$@" >>"${repo.root}/calls"
case " $* " in
*" diff-tree "*" --stdin "*)
  "${real}" "$@" | { head -c 100000; touch "${repo.root}/waiting"; sleep 60; } ;;
*) exec "${real}" "$@" ;;
esac
`
  repo.write('../slow/git', program, 0o755)
  return repo.env({ PATH: `${join(repo.root, 'slow')}:${process.env['PATH']}` })
}

async function interrupted(repo: Repo, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [KEYHOOK, 'scan', '--history', ...args], {
    cwd: repo.dir,
    env: slowGit(repo),
    detached: true,
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => (said.stdout += chunk))
  child.stderr.on('data', chunk => (said.stderr += chunk))
  const ended = once(child, 'close')
  while (!existsSync(join(repo.root, 'waiting'))) await new Promise(done => setTimeout(done, 20))
  await new Promise(done => setTimeout(done, 500))
  // As a terminal does: the whole group of processes.
  process.kill(-(child.pid ?? 0), 'SIGINT')
  const [code] = await ended
  return { code, ...said }
}

/** A key in the first of many commits. */
function longHistory(repo: Repo): void {
  repo.stage('first.js', lineWith(KEY))
  repo.git('commit', '-qm', 'first')
  repo.git('checkout', '-q', '--orphan', 'later')
  fillHistory(repo, 1000, 11)
}

describe('^C ends a scan at once, with what was found so far', () => {
  test('as text', async ({ repo }) => {
    longHistory(repo)
    const ended = await interrupted(repo)
    expect(ended.code).toBe(130)
    expect(ended.stdout).toMatch(/^keyhook found \d+ secrets? in /)
    expect(ended.stdout).toContain('in commit ')
    expect(ended.stderr).toMatch(/^keyhook: stopped by \^C after \d+ of 1000 commits, so the scan is not complete\./)
    expectNoLeak(ended.stdout + ended.stderr, KEY)
  })

  test('as JSON, which says that it is not all and cannot be joined', async ({ repo }) => {
    longHistory(repo)
    const ended = await interrupted(repo, '--format', 'json', '--output', 'part.json', '--shard', '1/1')
    expect(ended.code).toBe(130)
    const report = JSON.parse(readFileSync(join(repo.dir, 'part.json'), 'utf8'))
    expect(report.complete).toBe(false)
    expect(report.findings.length).toBeGreaterThan(0)
    expect(report.findings[0]).toMatchObject({ date: null, inHead: null, pushed: null })
    expect(repo.keyhook(['merge', 'part.json']).code).toBe(2)
  })

  test('from several threads', async ({ repo }) => {
    longHistory(repo)
    const ended = await interrupted(repo, '--jobs', '2')
    expect(ended.code).toBe(130)
    expect(ended.stderr).toContain('the scan is not complete')
  })
})

test('one git process reads all patches, and one all messages, however many commits there are', ({ repo }) => {
  fillHistory(repo, 700, 12)
  const env = slowGit(repo)
  // Without the delay.
  repo.write(
    '../slow/git',
    readFileSync(join(repo.root, 'slow/git'), 'utf8').replace(/\| \{ head .*?\} ;;/, ';;'),
    0o755,
  )
  repo.run(process.execPath, [KEYHOOK, 'scan', '--history', '--jobs', '1'], { env })
  const calls = readFileSync(join(repo.root, 'calls'), 'utf8').split('\n')
  expect(calls.filter(call => call.includes(' diff-tree --always') && call.includes('--stdin'))).toHaveLength(1)
  // The messages, those of tags, and the dates of what was found.
  expect(calls.filter(call => call.endsWith(' cat-file --batch')).length).toBeLessThan(12)
})

describe('on a terminal', () => {
  test.skipIf(!existsSync('/usr/bin/script'))('findings are shown as they come, then what they mean', ({ repo }) => {
    repo.stage('a.js', lineWith(KEY))
    repo.git('commit', '-qm', 'first')
    const command = `stty cols 100; "${process.execPath}" "${KEYHOOK}" scan --history`
    const { stdout, code } = repo.run('script', ['-qec', command, '/dev/null'], {
      env: { TERM: 'xterm', NO_COLOR: '1' },
    })
    expect(code).toBe(1)
    const shown = stdout.replaceAll('\r', '')
    expect(shown.indexOf('a.js:1:38: critical')).toBe(0)
    expect(shown.match(/a\.js:1:38/g)).toHaveLength(1)
    expect(shown.indexOf('keyhook found 1 secret in 1 file')).toBeGreaterThan(0)
    expect(shown).toContain(' allow ')
    expect(shown).not.toContain('\u001b[K')
  })

  plain('a line says how far the scan is: after a second, ten times a second, and never at the end', () => {
    let text = ''
    let time = 0
    const world = fakeWorld({ stderr: { write: part => (text += part), isTTY: true, columns: 100 } })
    const progress = createProgress(world, 50_000, false, () => time)
    for (time = 0; time < 1000; time += 50) progress.update(time)
    expect(text).toBe('')
    time = 2000
    progress.update(10_000)
    expect(text).toBe('\r\u001b[K[====>               ]  20 %  10,000 of 50,000 commits, 5,000 a second, 8 s left')
    time = 2050
    progress.update(11_000)
    expect(text.match(/commits/g)).toHaveLength(1)
    time = 4_000_000
    progress.update(30_000)
    expect(text).toMatch(/30,000 of 50,000 commits, 8 a second, 44 min left$/)
    text = ''
    progress.clear()
    progress.clear()
    expect(text).toBe('\r\u001b[K')
    time = 5_000_000
    progress.update(50_000)
    expect(text).toBe('\r\u001b[K')
  })

  plain.for<[string, { isTTY?: boolean }, Record<string, string>, boolean]>([
    ['not a terminal', {}, {}, false],
    ['dumb', { isTTY: true }, { TERM: 'dumb' }, false],
    ['quiet', { isTTY: true }, {}, true],
  ])('no line where it is %s', ([, output, env, quiet]) => {
    let text = ''
    let time = 0
    const world = fakeWorld({ env, stderr: { write: part => (text += part), ...output } })
    const progress = createProgress(world, 100, quiet, () => time)
    time = 5000
    progress.update(50)
    progress.clear()
    expect(text).toBe('')
  })
})
