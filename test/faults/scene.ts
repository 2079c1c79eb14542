import { createHash } from 'node:crypto'
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { expectNoLeak, install, lineWith, openaiKey } from '../support/journey.ts'
import type { Ended, Repo } from '../support/repo.ts'

/** Staged, in a commit, and in a branch: whatever is scanned holds one of them, so that 0 is always wrong. */
export const STAGED_KEY = openaiKey('staged under a fault')
export const COMMITTED_KEY = openaiKey('committed under a fault')

let made: string | null = null

/** A guarded repository with a key in its history and another staged, and edits that are not staged. */
export function leaky(repo: Repo): void {
  if (made !== null) {
    rmSync(repo.dir, { recursive: true })
    cpSync(made, repo.dir, { recursive: true })
    return
  }
  make(repo)
  const kept = mkdtempSync(join(tmpdir(), 'keyhook-leaky-'))
  process.on('exit', () => rmSync(kept, { recursive: true, force: true }))
  cpSync(repo.dir, kept, { recursive: true })
  made = kept
}

function make(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  repo.stage('config.js', `${lineWith(COMMITTED_KEY)}${'export const more = 1\n'.repeat(40)}`)
  repo.git('commit', '-qm', 'a key')
  repo.stage('start.txt', 'start\nagain\n')
  repo.git('commit', '-qm', 'more')
  install(repo)
  repo.stage('app.js', `${'export const filler = 1\n'.repeat(40)}${lineWith(STAGED_KEY)}`)
  repo.write('start.txt', 'start\nagain\nnot staged\n')
  repo.write('untracked.txt', 'untracked\n')
}

/** A digest of all that a scan must leave alone: the index and every file of the working tree, with modes. */
export function untouched(repo: Repo): string {
  const hash = createHash('sha256')
  const look = (path: string): void => {
    const found = lstatSync(path)
    hash.update(`${path}\0${found.mode}\0`)
    if (found.isSymbolicLink()) hash.update(readlinkSync(path))
    else if (found.isDirectory()) for (const name of readdirSync(path).sort()) look(join(path, name))
    else hash.update(readFileSync(path))
  }
  for (const name of readdirSync(repo.dir).sort()) if (name !== '.git') look(join(repo.dir, name))
  for (const name of ['.git/index', '.git/HEAD']) look(join(repo.dir, name))
  return hash.digest('hex')
}

/** What every command must hold under every fault: it fails with a word, or finds what is there; and no word is too much. */
export function expectTold(ended: Pick<Ended, 'code' | 'all'>, context = ''): void {
  expect(ended.code, `${context}\n${ended.all}`).not.toBe(0)
  expect(ended.all.trim(), context).not.toBe('')
  if (ended.code === 1) expect(ended.all, context).toMatch(/found|stopped|"blocking":\s*true|ended with 1/)
  expectNoLeak(ended.all, STAGED_KEY)
  expectNoLeak(ended.all, COMMITTED_KEY)
}

/** The pre-commit hook as git starts it, but with this PATH and not git's own before it. */
export function runHook(repo: Repo, env: Record<string, string | undefined> = {}): Ended {
  return repo.run('/bin/sh', ['.git/hooks/pre-commit'], { env })
}
