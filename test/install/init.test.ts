import { describe, expect } from 'vitest'
import { test } from '../support/repo.ts'
import { runInit, runUninstall, syntheticKey } from './world.ts'

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
