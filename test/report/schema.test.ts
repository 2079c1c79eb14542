import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import type { Verdict } from '../../src/types.ts'
import { reportFaults } from '../support/schemas.ts'
import { finding, suppressed, verdict } from './verdicts.ts'
import { SEED, wild } from './wild.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const history = { commit: COMMIT, date: '2026-01-02T04:04:05+01:00', inHead: false, pushed: null }
const shard = { index: 1, of: 2, commits: 9, whole: '0123456789abcdef0123456789abcdef', folds: true }

const report = (outcome: Partial<Verdict>) => JSON.parse(renderJson(verdict(outcome)))

describe('the published schema takes', () => {
  test.for<[string, Partial<Verdict>]>([
    ['nothing found', {}],
    ['a finding', { findings: [finding()] }],
    ['one in a name', { findings: [finding({ line: 0, column: 1, endColumn: 9 })] }],
    ['one in history', { findings: [finding(history), finding({ ...history, date: null, inHead: null })] }],
    ['one of a SHA-256 repository', { findings: [finding({ ...history, commit: COMMIT.slice(0, 32).repeat(2) })] }],
    [
      'what is suppressed',
      { suppressed: (['inline', 'allowlist', 'override'] as const).map(by => suppressed(by, 'why')) },
    ],
    ['an interrupted scan', { complete: false }],
    ['a shard', { findings: [finding({ ...history, position: 3 })], shard }],
  ])('%s', ([, outcome]) => {
    expect(reportFaults(report(outcome))).toEqual([])
  })

  test('whatever names, messages and reasons hold', () => {
    fc.assert(
      fc.property(wild, wild, wild, (name, message, reason) => {
        const outcome = {
          findings: [finding({ path: `x${name}`, message })],
          suppressed: [suppressed('inline', reason)],
        }
        expect(reportFaults(report(outcome))).toEqual([])
      }),
      { ...SEED, numRuns: 100 },
    )
  })
})

describe('the published schema refuses', () => {
  type Fields = Record<string, unknown>
  const whole = () => report({ findings: [finding()], suppressed: [suppressed('inline', 'why')], shard })

  test('a report without any of its fields', () => {
    for (const name of ['version', 'findings', 'suppressed', 'stats']) {
      const { [name]: _, ...rest } = whole()
      expect(reportFaults(rest), name).not.toEqual([])
    }
    for (const list of ['findings', 'suppressed'] as const)
      for (const name of Object.keys(whole()[list][0])) {
        const broken = whole()
        delete (broken[list][0] as Fields)[name]
        expect(reportFaults(broken), `${list} ${name}`).not.toEqual([])
      }
  })

  test.for<[string, unknown]>([
    ['fingerprint', 'ABCDEF0123456789'],
    ['severity', 'severe'],
    ['confidence', 'sure'],
    ['blocking', 'yes'],
    ['line', -1],
    ['line', 1.5],
    ['commit', 'HEAD'],
    ['path', ''],
    ['date', 'yesterday'],
    ['inHead', 1],
    ['position', null],
  ])('a finding whose %s is %j', ([name, value]) => {
    const broken = whole()
    broken.findings[0][name] = value
    expect(reportFaults(broken)).not.toEqual([])
  })

  test('another version, and a reason of no known way', () => {
    expect(reportFaults({ ...whole(), version: 2 })).not.toEqual([])
    const broken = whole()
    broken.suppressed[0].by = 'magic'
    expect(reportFaults(broken)).not.toEqual([])
  })
})

test('the published schema names every field that there is, and says what it is', async () => {
  const { properties, definitions } = (await import('../../schema/report.schema.json')).default
  const all = report({ findings: [finding({ ...history, position: 1 })], complete: false, shard })
  expect(Object.keys(properties).sort()).toEqual(Object.keys(all).sort())
  expect(Object.keys(definitions.finding.properties).sort()).toEqual(Object.keys(all.findings[0]).sort())
  expect(Object.keys(definitions.shard.properties).sort()).toEqual(Object.keys(all.shard).sort())
})
