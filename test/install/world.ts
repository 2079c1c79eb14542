import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { init } from '../../src/cli/init.ts'
import { uninstall } from '../../src/cli/uninstall.ts'
import type { World } from '../../src/cli/world.ts'
import { KeyhookError } from '../../src/errors.ts'
import { syntheticKey } from '../../src/install/synthetic-key.ts'
import type { Ended, Options, Repo } from '../support/repo.ts'

export { syntheticKey }

/** Finds nothing but the format of made-up keys, by the simplest means, and starts in a few milliseconds. */
const SCANNER = `
const { execFileSync } = require('node:child_process')
const { appendFileSync, readFileSync } = require('node:fs')
const [verb, door, ...rest] = process.argv.slice(2)
const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
const log = process.env.KEYHOOK_TEST_LOG
if (log && !process.env.KEYHOOK_CONTROL)
  appendFileSync(log, ['scan', door, process.env.NODE_OPTIONS || '', process.env.PATH, ...rest].join('|') + '\\n')
const text = () => {
  if (door === 'commit-msg') return readFileSync(rest[0], 'utf8')
  if (door !== 'pre-push') return git('diff', '--cached', '--no-ext-diff')
  const input = readFileSync(0, 'utf8')
  if (log && !process.env.KEYHOOK_CONTROL) appendFileSync(log, 'scan input ' + JSON.stringify(input) + '\\n')
  return input.split('\\n').filter(Boolean).map(line => {
    const [, tip, , base] = line.split(' ')
    if (/^0+$/.test(tip)) return ''
    return git('log', '-p', '--format=%B', /^0+$/.test(base) ? tip : base + '..' + tip)
  }).join('')
}
if (verb !== 'hook') throw new Error('the scanner was called with ' + process.argv.slice(2))
const found = /sk-proj-[A-Za-z0-9]{100}/.test(text())
if (found) console.error('found a made-up key')
process.exitCode = found ? 1 : 0
`

/** A package as npm would install it, with a scanner of a few lines. */
export function makePackage(root: string, scanner = SCANNER): string {
  const directory = join(root, 'package')
  const home = join(directory, 'dist')
  mkdirSync(home, { recursive: true })
  cpSync(resolve(import.meta.dirname, '../../hooks'), join(directory, 'hooks'), { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{"name":"keyhook","version":"9.9.9"}')
  writeFileSync(join(home, 'keyhook.cjs'), scanner)
  writeFileSync(join(home, 'extra.cjs'), 'module.exports = 1\n')
  return home
}

export interface Wish extends Options {
  /** Standard input is a terminal, and this is typed. */
  readonly typed?: string
  readonly home?: string
}

export type Command = (argv: readonly string[], world: World) => Promise<number>

export const runInit = (repo: Repo, argv: readonly string[] = [], wish: Wish = {}): Promise<Ended> =>
  runCommand(init, repo, argv, wish)

export const runUninstall = (repo: Repo, argv: readonly string[] = [], wish: Wish = {}): Promise<Ended> =>
  runCommand(uninstall, repo, argv, wish)

/** Calls a command as the dispatcher does. */
export async function runCommand(command: Command, repo: Repo, argv: readonly string[], wish: Wish): Promise<Ended> {
  let stdout = ''
  const terminal = wish.typed !== undefined
  const world: World = {
    cwd: wish.cwd ?? repo.dir,
    env: repo.env(wish.env),
    stdin: Object.assign(
      (async function* () {
        if (terminal) yield wish.typed ?? ''
      })(),
      { isTTY: terminal },
    ),
    stdout: { write: (text: string) => (stdout += text), isTTY: terminal },
    stderr: { write: (text: string) => (stdout += text) },
    now: new Date('2026-01-02'),
    home: wish.home ?? makePackage(repo.root),
  }
  try {
    const code = await command(argv, world)
    return { code, stdout, stderr: '', all: stdout }
  } catch (error) {
    if (!(error instanceof KeyhookError)) throw error
    const stderr = `keyhook: ${error.message}\n${error.hint}\n`
    return { code: 2, stdout, stderr, all: stdout + stderr }
  }
}
