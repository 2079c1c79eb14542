import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { seeded } from '../support/random.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'
import { leaky, untouched } from './scene.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** The latest moment at which a signal is sent: about how long a scan takes. In milliseconds. */
const LATEST = 260
const TIMES = 2

/** Starts a program in a group of its own, which gets the signal as from a terminal, and waits for its end. */
function signalled(
  repo: Repo,
  command: readonly string[],
  signal: NodeJS.Signals,
  after: number,
): Promise<number | string> {
  return new Promise((settle, reject) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, {
      cwd: repo.dir,
      env: repo.env({ KEYHOOK_GUARD: 'off' }),
      detached: true,
      stdio: 'ignore',
    })
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), signal), after)
    child.on('error', reject)
    child.on('exit', (code, by) => {
      clearTimeout(timer)
      settle(code ?? by ?? 'nothing')
    })
  })
}

const DOORS: readonly [string, (repo: Repo) => string[]][] = [
  ['the hook', () => ['/bin/sh', '.git/hooks/pre-commit']],
  ['git commit', () => ['git', 'commit', '-qm', 'x']],
  ['scan --history', () => [process.execPath, KEYHOOK, 'scan', '--history', '--jobs', '2']],
]

describe.for(DOORS)('%s', ([name, command]) => {
  test('a signal at any moment: never 0, nothing committed, nothing left behind', async ({ repo }) => {
    leaky(repo)
    const random = seeded(name.length)
    const before = untouched(repo)
    const head = repo.git('rev-parse', 'HEAD')
    for (const signal of SIGNALS)
      for (let time = 0; time < TIMES; time++) {
        const after = random.below(LATEST)
        expect(await signalled(repo, command(repo), signal, after), `${signal} after ${after} ms`).not.toBe(0)
      }
    expect(repo.git('rev-parse', 'HEAD')).toBe(head)
    expect(existsSync(join(repo.dir, '.git/index.lock'))).toBe(false)
    expect(readdirSync(repo.root).sort()).toEqual(['home', 'repo'])
    // git commit itself takes note in the index of what the files look like.
    if (name !== 'git commit') expect(untouched(repo)).toBe(before)
  })
})
