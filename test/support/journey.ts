import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Ended, Repo } from './repo.ts'
import { fill } from './shape.ts'

/** Made-up keys, one for each seed. */
export const openaiKey = (seed: string): string => fill('sk-proj-<b64url:74>T3Bl<b:1>kFJ<b64url:73><alnum:1>', seed)

let installed: string | null = null

/**
 * Installs keyhook. The first time in a file by `keyhook init` itself; after that what it installed is copied, for it is the same in each repository
 * and proving it takes a second.
 */
export function install(repo: Repo): void {
  const git = join(repo.dir, '.git')
  if (installed === null) {
    const ended = repo.keyhook(['init'])
    expect(ended.all).toContain('A made-up key was stopped')
    expect(ended.code).toBe(0)
    installed = mkdtempSync(join(tmpdir(), 'keyhook-installed-'))
    for (const name of ['hooks', 'keyhook']) cpSync(join(git, name), join(installed, name), { recursive: true })
    const directory = installed
    process.on('exit', () => rmSync(directory, { recursive: true, force: true }))
    return
  }
  for (const name of ['hooks', 'keyhook']) cpSync(join(installed, name), join(git, name), { recursive: true })
}

/** A line of code with a key in it. */
export const lineWith = (key: string): string => `const client = new OpenAI({ apiKey: '${key}' })\n`

/** No eight characters of the key's body stand in the text, beyond what a preview may show. */
export function expectNoLeak(text: string, key: string): void {
  const body = key.slice('sk-proj-'.length)
  for (let at = 0; at + 8 <= body.length; at++) expect(text).not.toContain(body.slice(at, at + 8))
}

/** The stopped commit: its exit code, its message, and that the message leaks nothing. */
export function expectStopped(ended: Ended, key: string): void {
  expect(ended.all).toMatch(/keyhook stopped/)
  expect(ended.code).not.toBe(0)
  expectNoLeak(ended.all, key)
}

/** The copyable command of a message that holds `word`. */
export function adviceWith(ended: Ended, word: string): string {
  const line = ended.all.split('\n').find(candidate => candidate.startsWith('    ') && candidate.includes(word))
  expect(line, `advice with ${word} in:\n${ended.all}`).toBeDefined()
  return (line ?? '').trim()
}
