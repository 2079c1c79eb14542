import { describe, expect } from 'vitest'
import { type Ended, type Repo, test } from '../support/repo.ts'
import { type Break, FaultyGit } from './faulty-git.ts'
import { expectTold, leaky, runHook, untouched } from './scene.ts'

// Every start of git, in turn, goes wrong in every way. What cannot be told: a git that ends with 0 after it left out whole records.
// The guard takes git's exit code for its word, so there it goes wrong with another code, or at every start.

const KILLED: readonly Break[] = ['killed halfway']
const LYING: readonly Break[] = ['half, with exit code 0', 'garbage, with exit code 0']

interface Door {
  readonly name: string
  readonly breaks: readonly Break[]
  readonly run: (repo: Repo, env: Record<string, string>) => Ended
}

const DOORS: readonly Door[] = [
  { name: 'the hook', breaks: KILLED, run: runHook },
  {
    name: 'the hook without its guard',
    breaks: LYING,
    run: (repo, env) => runHook(repo, { ...env, KEYHOOK_GUARD: 'off' }),
  },
  { name: 'scan --history', breaks: LYING, run: (repo, env) => repo.keyhook(['scan', '--history'], { env }) },
]

describe.for(DOORS)('$name', ({ run, breaks }) => {
  test('one start of git goes wrong: never 0', ({ repo }) => {
    leaky(repo)
    const git = new FaultyGit(repo)
    const { PATH, calls } = git.noting()
    const before = untouched(repo)
    expect(run(repo, { PATH }).code).toBe(1)
    const starts = calls()
    expect(starts.length).toBeGreaterThan(1)
    for (const start of starts)
      for (const how of breaks) {
        // Half of nothing is what a git that is whole prints there.
        if (start.bytes < 2 && how === 'half, with exit code 0') continue
        const ended = run(repo, { PATH: git.breaking(start, how, Math.floor(start.bytes / 2)) })
        expectTold(ended, `git ${start.verb}, start ${start.number} of ${start.bytes} bytes: ${how}`)
      }
    expect(untouched(repo)).toBe(before)
  })

  test('every start of git goes wrong: never 0', ({ repo }) => {
    leaky(repo)
    const git = new FaultyGit(repo)
    const before = untouched(repo)
    for (const how of LYING) expectTold(run(repo, { PATH: git.breaking('every', how, 60) }), how)
    expect(untouched(repo)).toBe(before)
  })
})
