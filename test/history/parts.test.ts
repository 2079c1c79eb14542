import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test as plain } from 'vitest'
import { allPlaces, placesOfJob } from '../../src/doors/places.ts'
import { deal } from '../../src/doors/shard.ts'
import { fillHistory } from '../support/history.ts'
import { expectNoLeak } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

/** A report without what differs from run to run. */
function scanned(repo: Repo, ...args: string[]): { code: number; report: unknown; findings: number } {
  const ended = repo.keyhook(['scan', '--format', 'json', ...args])
  expect(ended.stderr).toBe('')
  const { stats, ...rest } = JSON.parse(ended.stdout)
  return { code: ended.code, report: { ...rest, stats: { ...stats, ms: 0 } }, findings: rest.findings.length }
}

const COMMITS = 1500

describe('however the work is spread, the same is found in the same order', () => {
  test('by threads', ({ repo }) => {
    fillHistory(repo, COMMITS, 1)
    for (const what of [['--history'], ['--range', 'main~400..main']]) {
      const alone = scanned(repo, ...what, '--jobs', '1')
      expect(alone.findings).toBeGreaterThan(5)
      for (const jobs of ['2', '3', '7']) expect(scanned(repo, ...what, '--jobs', jobs)).toEqual(alone)
    }
  })

  test('by shards, which are joined', ({ repo }) => {
    fillHistory(repo, COMMITS, 2)
    for (const [what, shards] of [
      [['--history'], 3],
      [['--history', '--jobs', '2'], 2],
      [['--range', 'main~400..main'], 5],
    ] as const) {
      const files = Array.from({ length: shards }, (_, at) => `shard-${at + 1}.json`)
      const sizes = files.map((file, at) => {
        repo.keyhook(['scan', ...what, '--shard', `${at + 1}/${shards}`, '--format', 'json', '--output', file])
        return JSON.parse(repo.run('cat', [file]).stdout).shard.commits
      })
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      const merged = repo.keyhook(['merge', ...files.toReversed(), '--format', 'json'])
      const { stats, ...rest } = JSON.parse(merged.stdout)
      const whole = scanned(repo, ...what)
      expect({
        code: merged.code,
        report: { ...rest, stats: { ...stats, ms: 0 } },
        findings: rest.findings.length,
      }).toEqual(whole)
    }
  })

  test('and nothing of a key is shown', ({ repo }) => {
    const { keys } = fillHistory(repo, 300, 3)
    const all = ['json', 'text'].map(format => repo.keyhook(['scan', '--history', '--format', format]).all).join('')
    for (const key of keys) expectNoLeak(all, key)
  })
})

describe('every key is found', () => {
  test.for([4, 5, 6])('of seed %i', (seed, { repo }) => {
    const { keys } = fillHistory(repo, 400, seed)
    const ended = repo.keyhook(['scan', '--history', '--format', 'json'])
    expect(ended.stderr).toBe('')
    const { findings } = JSON.parse(ended.stdout)
    const ends = (key: string): string => key.slice(-4)
    expect(findings.map((one: { preview: string }) => one.preview.slice(-4)).sort()).toEqual(keys.map(ends).sort())
    for (const { commit } of findings) expect(commit).toMatch(/^[0-9a-f]{40}$/)
  })
})

const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 })
const ids = fc.uniqueArray(id, { maxLength: 60 })

plain('shards are the whole, each commit in one of them, and differ by one at most', () => {
  fc.assert(
    fc.property(ids, ids, fc.integer({ min: 1, max: 9 }), (commits, tags, of) => {
      const dealt = Array.from({ length: of }, (_, at) => deal(commits, tags, { index: at + 1, of }))
      const all = (which: 'commits' | 'tags'): number[] => dealt.flatMap(part => [...part[which]]).sort((a, b) => a - b)
      expect(all('commits')).toEqual(commits.map((_, at) => at))
      expect(all('tags')).toEqual(tags.map((_, at) => at))
      const sizes = dealt.map(part => part.commits.length + part.tags.length)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      expect(new Set(dealt.map(({ whole }) => whole)).size).toBe(1)
    }),
    { seed: 5 },
  )
})

plain('a commit is in the same shard in whatever order git lists it', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 9 }), (commits, of) => {
      const reversed = commits.toReversed()
      for (let index = 1; index <= of; index++) {
        const one = deal(commits, [], { index, of })
        const other = deal(reversed, [], { index, of })
        expect([...other.commits].map(place => reversed[place]).sort()).toEqual(
          [...one.commits].map(place => commits[place]).sort(),
        )
        expect(other.whole).toBe(one.whole)
      }
    }),
    { seed: 6 },
  )
})

plain('jobs are the whole, each place in one of them, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 9 }), (length, jobs) => {
      const parts = Array.from({ length: jobs }, (_, job) => {
        const part = placesOfJob(allPlaces(length), job, jobs)
        expect(part.at(part.length)).toBeUndefined()
        return Array.from({ length: part.length }, (_, index) => part.at(index) ?? -1)
      })
      for (const part of parts) expect(part).toEqual(part.toSorted((a, b) => a - b))
      expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, at) => at))
    }),
    { seed: 7 },
  )
})

describe('merge refuses, with exit code 2,', () => {
  /** Two shards of one history, and one of another. */
  function shards(repo: Repo): void {
    fillHistory(repo, 60, 8)
    const write = (name: string, ...args: string[]) =>
      repo.keyhook(['scan', '--history', '--format', 'json', '--output', name, ...args])
    write('1.json', '--shard', '1/2')
    write('2.json', '--shard', '2/2')
    write('1of3.json', '--shard', '1/3')
    write('whole.json')
    repo.keyhook(['scan', '--range', 'main~9..main', '--format', 'json', '--output', 'range.json', '--shard', '2/2'])
    mkdirSync(join(repo.dir, 'other'))
    writeFileSync(join(repo.dir, 'text'), 'no json')
    writeFileSync(join(repo.dir, 'list.json'), '[]')
    writeFileSync(join(repo.dir, 'future.json'), '{"version":2}')
    writeFileSync(join(repo.dir, 'half.json'), '{"version":1,"findings":[{"rule":1}],"suppressed":[],"stats":{}}')
    writeFileSync(join(repo.dir, 'sarif.json'), '{"version":"2.1.0","runs":[]}')
    const { code, stdout } = repo.run('cat', ['1.json'])
    expect(code).toBe(0)
    writeFileSync(join(repo.dir, 'cut.json'), stdout.replace('"version":1,', '"version":1,\n "complete":false,'))
  }
  const rows: [string, string[], RegExp][] = [
    ['a shard that is missing', ['1.json'], /shard 2\/2 is missing, so not all was scanned/],
    ['a shard given twice', ['1.json', '1.json', '2.json'], /1\.json and 1\.json are both shard 1\/2/],
    ['shards of other numbers', ['1of3.json', '2.json'], /one of 3 shards, and 2\.json one of 2/],
    ['shards of other commits', ['1.json', 'range.json'], /are not of the same commits/],
    ['a shard beside a whole', ['1.json', 'whole.json', '2.json'], /whole\.json is of a whole scan/],
    ['a scan that was interrupted', ['cut.json', '2.json'], /cut\.json is of a scan that was interrupted/],
    ['what is no JSON', ['text'], /text is no JSON/],
    ['a list', ['list.json'], /is no JSON|no result/],
    ['a newer version', ['future.json'], /is no result of keyhook, or of a newer one/],
    ['half a result', ['half.json'], /half\.json is no whole result of keyhook/],
    ['SARIF of another tool', ['sarif.json'], /sarif\.json is SARIF that keyhook did not write/],
    ['a file that is not there', ['nowhere.json'], /nowhere\.json could not be read \(ENOENT\)/],
    ['a directory', ['other'], /other could not be read \(EISDIR\)/],
  ]
  test('each of what is no whole', ({ repo }) => {
    shards(repo)
    for (const [name, files, says] of rows) {
      const ended = repo.keyhook(['merge', ...files])
      expect({ name, code: ended.code, stdout: ended.stdout }).toEqual({ name, code: 2, stdout: '' })
      expect(ended.stderr, name).toMatch(says)
    }
    expect(repo.keyhook(['merge', 'whole.json']).code).toBe(1)
    expect(repo.keyhook(['merge', '1.json', '2.json', '--quiet']).code).toBe(1)
  })
})

test('what cannot be read is an error, in whichever thread', ({ repo }) => {
  fillHistory(repo, 600, 10)
  repo.stage('lost.js', 'lost\n')
  const blob = repo.git('rev-parse', ':lost.js').trim()
  repo.git('commit', '-qm', 'lost')
  repo.run('rm', ['-f', `.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`])
  for (const jobs of ['1', '3']) {
    const ended = repo.keyhook(['scan', '--history', '--jobs', jobs])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^keyhook: git diff-tree ended with exit code 128/)
  }
  const codes = ['1/2', '2/2'].map(shard => repo.keyhook(['scan', '--history', '--shard', shard]).code)
  expect(codes).toContain(2)
})

describe('what is asked for is checked', () => {
  test.for([
    ['--history', '--shard', '0/2'],
    ['--history', '--shard', '3/2'],
    ['--history', '--shard', '1'],
    ['--history', '--shard', 'x/y'],
    ['--shard', '1/2'],
    ['--history', '--jobs', '0'],
    ['--history', '--jobs', '65'],
    ['--history', '--jobs', 'many'],
  ])('%s %s %s', (args, { repo }) => {
    expect(repo.keyhook(['scan', ...args])).toMatchObject({ code: 2, stdout: '' })
  })

  test('more shards than commits leaves some of them empty', ({ repo }) => {
    fillHistory(repo, 3, 9)
    const codes = Array.from(
      { length: 9 },
      (_, at) => repo.keyhook(['scan', '--history', '--shard', `${at + 1}/9`]).code,
    )
    expect(codes.every(code => code === 0 || code === 1)).toBe(true)
  })
})
