import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { test as base, inject } from 'vitest'

const PROJECT = resolve(import.meta.dirname, '../..')
/** The scanner of the packed package: what is tested is what is published. */
export const KEYHOOK = join(inject('package'), 'dist/keyhook.cjs')

/** A program that takes longer hangs; in milliseconds, less than a test may take. */
const PATIENCE = 50_000

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Standard output and error together, for messages that may be on either. */
  readonly all: string
}

export interface Options {
  readonly cwd?: string
  readonly env?: Record<string, string | undefined>
  readonly input?: string | Buffer
}

/** A real repository in a directory of its own, with nothing of the user's configuration in sight. */
export class Repo {
  readonly root: string
  readonly home: string
  /** The working tree. */
  readonly dir: string

  constructor(name = 'repo') {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'keyhook-test-')))
    if (this.root.startsWith(PROJECT)) throw new Error('a test repository must not lie inside this project')
    this.home = join(this.root, 'home')
    this.dir = join(this.root, name)
    mkdirSync(this.home)
    mkdirSync(this.dir)
  }

  /** Nothing of GIT_*, NODE_* or npm_* is inherited: a test may itself run inside a hook. */
  env(more: Record<string, string | undefined> = {}): Record<string, string> {
    const env: Record<string, string | undefined> = {
      PATH: process.env['PATH'],
      HOME: this.home,
      LC_ALL: 'C',
      TZ: 'UTC',
      TMPDIR: this.root,
      // The journeys are walked twice: with the guard, and with node looking at every commit.
      KEYHOOK_GUARD: process.env['KEYHOOK_GUARD'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: join(this.home, '.gitconfig'),
      GIT_AUTHOR_NAME: 'A U Thor',
      GIT_AUTHOR_EMAIL: 'author@example.com',
      GIT_COMMITTER_NAME: 'C O Mitter',
      GIT_COMMITTER_EMAIL: 'committer@example.com',
      GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
      GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
      ...more,
    }
    return Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined))
  }

  /** Runs any program in the repository and never throws. */
  run(program: string, args: readonly string[], options: Options = {}): Ended {
    const ended = spawnSync(program, args, {
      cwd: options.cwd ?? this.dir,
      env: this.env(options.env),
      input: options.input ?? '',
      maxBuffer: 1 << 30,
      timeout: PATIENCE, // vitest cannot interrupt a call that waits
      killSignal: 'SIGKILL',
    })
    if (ended.error) throw ended.error
    const stdout = ended.stdout.toString()
    const stderr = ended.stderr.toString()
    return { code: ended.status ?? -1, stdout, stderr, all: stdout + stderr }
  }

  /** Runs git and throws where it fails. */
  git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.dir,
      env: this.env(),
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 30,
    }).toString()
  }

  write(path: string, content: string | Buffer, mode?: number): void {
    const file = join(this.dir, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    if (mode !== undefined) chmodSync(file, mode)
  }

  /** Writes and stages. */
  stage(path: string, content: string | Buffer): void {
    this.write(path, content)
    this.git('--literal-pathspecs', 'add', '-f', '--', path)
  }

  commit(message: string, options: Options & { args?: readonly string[] } = {}): Ended {
    return this.run('git', ['commit', '-m', message, ...(options.args ?? [])], options)
  }

  /** Runs the built keyhook. */
  keyhook(args: readonly string[], options: Options = {}): Ended {
    return this.run(process.execPath, [KEYHOOK, ...args], options)
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** `test` with a `repo` of its own: `git init` done, nothing committed. */
export const test = base.extend<{ repo: Repo }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's needs from the pattern
  repo: async ({}, use) => {
    const repo = new Repo()
    repo.git('init', '-q', '-b', 'main')
    await use(repo)
    repo.remove()
  },
})
