import { describe, expect } from 'vitest'
import { test } from '../support/repo.ts'
import { runInit, runUninstall, syntheticKey } from './world.ts'

describe('what init says', () => {
  test('fits on 80 columns, and names where and how', async ({ repo }) => {
    const { stdout } = await runInit(repo)
    expect(stdout.split('\n')).toEqual([
      'keyhook now guards this repository, from .git/hooks.',
      'A made-up key was stopped at each door, and a clean commit passed:',
      '  pre-commit, pre-merge-commit, commit-msg, pre-applypatch, pre-push',
      'To undo it: node .git/keyhook/keyhook.cjs uninstall',
      '',
    ])
  })

  test('asks to commit the hooks of a work tree until they are committed', async ({ repo }) => {
    repo.git('config', 'core.hooksPath', '.githooks')
    const remark = 'Commit what changed in .githooks'
    expect((await runInit(repo)).stdout).toContain(remark)
    expect((await runInit(repo)).stdout).toContain(remark)
    repo.git('add', '.githooks')
    repo.git('commit', '-qm', 'guard every clone')
    expect((await runInit(repo)).stdout).not.toContain(remark)
  })

  test('does not take the inside of a git directory for a bare repository', async ({ repo }) => {
    expect((await runInit(repo, [], { cwd: `${repo.dir}/.git` })).stdout).not.toContain('bare')
  })
})

describe('a fresh repository', () => {
  test('is guarded, proven and freed again', async ({ repo }) => {
    const ended = await runInit(repo)
    expect(ended.all).toContain('A made-up key was stopped at')
    expect(ended.code).toBe(0)
    repo.stage('a.txt', syntheticKey())
    expect(repo.commit('add')).toMatchObject({ code: 1 })
    repo.stage('a.txt', 'clean\n')
    expect(repo.commit('add')).toMatchObject({ code: 0, stderr: '' })
    expect(repo.commit(`a key: ${syntheticKey()}`, { args: ['--allow-empty'] }).code).toBe(1)
    const gone = await runUninstall(repo)
    expect(gone.code).toBe(0)
    repo.stage('a.txt', syntheticKey())
    expect(repo.commit('add').code).toBe(0)
  })
})
