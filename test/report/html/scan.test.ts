import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type Packed, type Report, unpack } from '../../../src/report/html/packed.ts'
import { expectNoLeak, lineWith, openaiKey } from '../../support/journey.ts'
import { test } from '../../support/repo.ts'

const key = openaiKey('html')

function reportIn(page: string): Report {
  const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? []
  return unpack(JSON.parse(data) as Packed)
}

describe('keyhook scan --format html', () => {
  test('of a history tells what is pushed and what is still in HEAD, and nothing of the key', ({ repo }) => {
    repo.stage('client.js', lineWith(key))
    repo.commit('Talk')
    repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    const other = openaiKey('other')
    repo.stage('client.js', lineWith(other))
    repo.commit('Rotate')
    const [, command = ''] = /^```sh\n(npx keyhook .*)\n```$/m.exec(readFileSync('docs/report.md', 'utf8')) ?? []
    const ended = repo.keyhook(command.split(' ').slice(2))
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    const page = readFileSync(join(repo.dir, 'report.html'), 'utf8')
    const { subject, entries } = reportIn(page)
    expect(subject).toMatchObject({ name: 'repo', allowable: true, command: expect.stringContaining('keyhook') })
    expect(entries.map(({ pushed, inHead, date }) => [pushed, inHead, date?.slice(0, 10)])).toEqual([
      [true, false, '2026-01-02'],
      [false, true, '2026-01-02'],
    ])
    expectNoLeak(page, key)
    expectNoLeak(page, other)
  })

  test('is called after no directory whose name is a secret', ({ repo }) => {
    const directory = join(repo.dir, key)
    repo.write(`${key}/a.js`, lineWith(key))
    const ended = repo.keyhook(['scan', 'a.js', '--format', 'html'], { cwd: directory })
    expect(ended.code).toBe(1)
    expectNoLeak(ended.all, key)
  })

  test('offers no command that could not help', ({ repo }) => {
    const { entries, subject } = reportIn(
      repo.keyhook(['scan', '--stdin', '--format', 'html'], { input: lineWith(key) }).stdout,
    )
    expect(subject.allowable).toBe(false)
    expect(entries).toMatchObject([{ path: '-', commit: null, date: null, pushed: null }])
  })

  test('that cannot be written is a failure', ({ repo }) => {
    repo.stage('client.js', lineWith(key))
    const ended = repo.keyhook(['scan', '--format', 'html', '--output', 'missing/report.html'])
    expect(ended.code).toBe(2)
    expect(existsSync(join(repo.dir, 'missing'))).toBe(false)
  })

  test('joins the results of shards', ({ repo }) => {
    for (const name of ['one', 'two', 'three']) {
      repo.stage(`${name}.js`, lineWith(openaiKey(name)))
      repo.commit(name)
    }
    for (const shard of [1, 2])
      repo.keyhook(['scan', '--history', '--shard', `${shard}/2`, '--format', 'json', '--output', `${shard}.json`])
    const merged = repo.keyhook(['merge', '1.json', '2.json', '--format', 'html'])
    expect(merged.code).toBe(1)
    const { entries, complete } = reportIn(merged.stdout)
    expect(entries.map(({ path }) => path)).toEqual(['one.js', 'two.js', 'three.js'])
    expect(complete).toBe(true)
    const part = repo.keyhook(['scan', '--history', '--shard', '1/2', '--format', 'html'])
    expect(reportIn(part.stdout).complete).toBe(false)
  })
})
