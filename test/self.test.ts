import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { KEYHOOK } from './support/repo.ts'

const PROJECT = resolve(import.meta.dirname, '..')

test('this repository passes its own hook: its whole history, with no allowlist', () => {
  expect(existsSync(resolve(PROJECT, '.keyhook'))).toBe(false)
  const said = execFileSync(process.execPath, [KEYHOOK, 'scan', '--history', '--format', 'json'], { cwd: PROJECT })
  const { findings, suppressed } = JSON.parse(said.toString())
  expect({ findings, suppressed }).toEqual({ findings: [], suppressed: [] })
})

test('and so do its files as they lie there', () => {
  const said = execFileSync(process.execPath, [KEYHOOK, 'scan', '.', '--format', 'json'], { cwd: PROJECT })
  const { findings, suppressed } = JSON.parse(said.toString())
  expect({ findings, suppressed }).toEqual({ findings: [], suppressed: [] })
})
