import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const PROJECT = resolve(import.meta.dirname, '../..')
export const RESULTS = join(PROJECT, 'bench/results')
export const PEERS = process.env.PEERS ?? join(homedir(), '.cache/keyhook-peers')
/** Published packages, unpacked: clean text to measure with. Where it is missing, texts are made up. */
export const CORPUS = process.env.CORPUS ?? join(homedir(), '.cache/keyhook-corpus')

/** A directory of its own for one script; it is gone when the script ends. */
export const ROOT = realpathSync(mkdtempSync(join(tmpdir(), 'keyhook-bench-')))
process.on('exit', () => rmSync(ROOT, { recursive: true, force: true, maxRetries: 5 }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(2))

/** What is built when this begins; a build in the meantime changes nothing. */
for (const part of ['dist', 'hooks', 'templates'])
  cpSync(join(PROJECT, part), join(ROOT, 'built', part), { recursive: true })
export const KEYHOOK = join(ROOT, 'built/dist/keyhook.cjs')
export const LITERALS = join(ROOT, 'built/dist/guard.literals')

/** What every program runs in: nothing of the user's configuration in sight. */
export const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: ROOT,
  TMPDIR: ROOT,
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
}

/** Runs a program to its end; what it printed. Throws where it fails. */
export function run(cwd, program, ...args) {
  return execFileSync(program, args, {
    cwd,
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  }).toString()
}

/** Runs git; texts are packed fast, for what git writes is not what is measured. */
export function git(cwd, ...args) {
  return run(cwd, 'git', '-c', 'core.compression=1', ...args)
}
