import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { stableNode } from '../../src/install/node-path.ts'
import { type Repo, test } from '../support/repo.ts'

function program(repo: Repo, path: string): string {
  const full = join(repo.root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, '', { mode: 0o755 })
  return full
}

function link(repo: Repo, path: string, target: string): string {
  const full = join(repo.root, path)
  mkdirSync(dirname(full), { recursive: true })
  symlinkSync(target, full)
  return full
}

describe('the path of node that is recorded', () => {
  test('a stable link that leads to the running node, before a path with a version in it', ({ repo }) => {
    const running = program(repo, 'brew/Cellar/node/22.1.0/bin/node')
    const stable = link(repo, 'brew/bin/node', running)
    expect(stableNode(running, { PATH: dirname(stable) }, repo.dir)).toBe(stable)
  })

  test('never a link to another node', ({ repo }) => {
    const running = program(repo, '.nvm/versions/node/v22.1.0/bin/node')
    const other = program(repo, 'usr/bin/node')
    expect(stableNode(running, { PATH: dirname(other) }, repo.dir)).toBe(running)
  })

  test("version managers' own links", ({ repo }) => {
    const running = program(repo, 'fnm/node-versions/v22.1.0/installation/bin/node')
    const stable = link(repo, 'fnm/aliases/default/bin/node', running)
    expect(stableNode(running, { FNM_DIR: join(repo.root, 'fnm'), PATH: '' }, repo.dir)).toBe(stable)
  })

  test('nothing out of the work tree, and no other runtime', ({ repo }) => {
    expect(stableNode(program(repo, 'repo/node_modules/node/bin/node'), { PATH: '' }, repo.dir)).toBeNull()
    expect(stableNode(program(repo, 'bin/bun'), { PATH: '' }, repo.dir)).toBeNull()
  })
})
