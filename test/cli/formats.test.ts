import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { FORMATS } from '../../src/cli/formats.ts'
import { expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'
import { reportFaults, sarifFaults } from '../support/schemas.ts'
import { overriding } from '../support/server.ts'

const KEY = openaiKey('formats')
const ODD = 'odd: 100%, #1\n::error::x.js'

/** The fingerprint of what is overridden. */
let hotfix: string | null = null

/** A commit with a key in an odd place, in its message, an allowed one and an overridden one. */
function leak(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  repo.stage(ODD, lineWith(KEY))
  repo.stage('test.js', lineWith(openaiKey('allowed')).replace('\n', ' // keyhook:allow made up\n'))
  repo.git('commit', '-qm', `with ${openaiKey('message')}`)
  repo.stage('hotfix.js', lineWith(openaiKey('hotfix')))
  hotfix ??= JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout).findings[0].fingerprint
  repo.git('commit', '-qm', overriding(hotfix ?? ''))
}

describe('every format', () => {
  test('tells of a range: what is found, nothing of a key, and its exit code', ({ repo }) => {
    leak(repo)
    for (const format of FORMATS) {
      const ended = repo.keyhook(['scan', '--range', 'HEAD~2..HEAD', '--format', format])
      expect({ format, code: ended.code, stderr: ended.stderr }).toEqual({ format, code: 1, stderr: '' })
      for (const seed of ['formats', 'allowed', 'message', 'hotfix']) expectNoLeak(ended.stdout, openaiKey(seed))
      expect(ended.stdout, format).toContain('odd')
    }
  })

  test('is told again, from JSON and from SARIF, as if scanned so', ({ repo }) => {
    leak(repo)
    for (const format of ['json', 'sarif']) {
      const args = ['--range', 'HEAD~2..HEAD', '--format', format, '--output', `../${format}`]
      expect(repo.keyhook(['scan', ...args])).toMatchObject({ code: 1, all: '' })
      const text = readFileSync(join(repo.root, format), 'utf8')
      expect((format === 'json' ? reportFaults : sarifFaults)(JSON.parse(text))).toEqual([])
      expect(repo.keyhook(['merge', `../${format}`, '--format', format])).toMatchObject({ code: 1, stdout: text })
    }
    const [json, sarif] = ['json', 'sarif'].map(format => repo.keyhook(['merge', `../${format}`, '--format', 'json']))
    const known = ({ stdout }: { stdout: string }) => ({ ...JSON.parse(stdout), stats: null })
    expect(known(sarif ?? { stdout: '' })).toEqual(known(json ?? { stdout: '' }))
  })
})

test('in a workflow, annotations come with a page for its summary, which goes on where it ends', ({ repo }) => {
  leak(repo)
  const file = join(repo.root, 'summary.md')
  writeFileSync(file, 'Before.\n')
  const env = { GITHUB_STEP_SUMMARY: file }
  const args = ['scan', '--range', 'HEAD~2..HEAD', '--format', 'github']
  const ended = repo.keyhook(args, { env })
  expect(ended.code).toBe(1)
  expect(ended.stdout).toContain('::notice file=hotfix.js,')
  const page = readFileSync(file, 'utf8')
  expect(page).toMatch(/^Before\.\n### keyhook found 2 secrets/)
  for (const part of ['Overridden (1)', 'production is down', 'Allowed (1)', 'made up']) expect(page).toContain(part)
  for (const seed of ['formats', 'allowed', 'message', 'hotfix']) expectNoLeak(page, openaiKey(seed))
  expect(repo.keyhook(args, { env: { GITHUB_STEP_SUMMARY: repo.root } })).toMatchObject({ code: 2, stdout: '' })
})

test('merge refuses JSON beside SARIF, and joins the SARIF of shards', ({ repo }) => {
  leak(repo)
  const shard = (index: number, format: string) =>
    repo.keyhook([
      'scan',
      '--history',
      '--shard',
      `${index}/2`,
      '--format',
      format,
      '--output',
      `../${index}.${format}`,
    ])
  shard(1, 'sarif')
  shard(2, 'sarif')
  shard(2, 'json')
  const mixed = repo.keyhook(['merge', '../1.sarif', '../2.json'])
  expect(mixed).toMatchObject({ code: 2, stdout: '' })
  expect(mixed.stderr).toContain('../2.json is JSON and ../1.sarif is SARIF, so nothing was joined.')
  const merged = repo.keyhook(['merge', '../2.sarif', '../1.sarif', '--format', 'sarif'])
  expect(merged.code).toBe(1)
  expect(sarifFaults(JSON.parse(merged.stdout))).toEqual([])
  const results = (stdout: string): unknown => JSON.parse(stdout).runs[0].results
  expect(results(merged.stdout)).toEqual(results(repo.keyhook(['scan', '--history', '--format', 'sarif']).stdout))
})
