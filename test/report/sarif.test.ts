import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/detect/rules/index.ts'
import { pathOf, uriOf } from '../../src/report/artifact-uri.ts'
import { readResult } from '../../src/report/read-result.ts'
import { renderSarif } from '../../src/report/sarif.ts'
import type { Finding, Suppressed, Verdict } from '../../src/types.ts'
import { sarifFaults } from '../support/schemas.ts'
import { finding, suppressed, verdict } from './verdicts.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

const KNOWN = new Map(rules.map(rule => [rule.id, rule]))
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd')

const render = (outcome: Verdict, quiet = false): string =>
  renderSarif(outcome, { version: '1.2.3', rules: KNOWN, quiet })

/** The one run, once the whole is valid. */
function runOf(outcome: Partial<Verdict>, quiet = false) {
  const log = JSON.parse(render(verdict(outcome), quiet))
  expect(sarifFaults(log)).toEqual([])
  return log.runs[0]
}

describe('is valid by the official schema', () => {
  const history = { commit: COMMIT, date: '2026-01-02T04:04:05+01:00', inHead: null, pushed: true }
  const rows: [string, Partial<Verdict>][] = [
    ['nothing found', {}],
    ['a finding', { findings: [finding()] }],
    ['one in a name', { findings: [finding({ line: 0 })] }],
    ['one in history', { findings: [finding(history)] }],
    [
      'one of a rule of the team',
      { findings: [finding({ rule: 'acme-key', provider: 'ACME <b>', help: 'ask *us*' })] },
    ],
    ['one that stops nothing', { findings: [finding({ severity: 'low', blocking: false, confidence: 'low' })] }],
    [
      'each way to suppress',
      { suppressed: (['inline', 'allowlist', 'override'] as const).map(by => suppressed(by, 'why')) },
    ],
    ['an interrupted scan', { complete: false, notes: ['a note'] }],
    [
      'a shard',
      {
        findings: [finding({ ...history, position: 3 })],
        shard: { index: 1, of: 2, commits: 9, whole: 'ab', folds: true },
      },
    ],
  ]
  test.for(rows)('%s', ([, outcome]) => {
    const whole = verdict(outcome)
    runOf(outcome)
    expect(readResult(render(whole), 'x')).toEqual({ format: 'sarif', verdict: whole })
  })

  test('every rule there is', () => {
    const findings = rules.map(({ id, provider, help, severity }) => finding({ rule: id, provider, help, severity }))
    const run = runOf({ findings })
    expect(run.tool.driver.rules).toHaveLength(rules.length)
    for (const { help } of run.tool.driver.rules)
      expect(help.markdown).toMatch(/^\*\*.+\*\* \(`[a-z0-9-]+`, .+\)\n\n1\. /)
  })

  test('whatever names, messages and reasons hold; and all of it can be read back', () => {
    fc.assert(
      fc.property(wild, wild, wild, (name, message, reason) => {
        const path = `x${wellFormed(name)}`
        const outcome = verdict({ findings: [finding({ path, message })], suppressed: [suppressed('inline', reason)] })
        const text = render(outcome)
        expect(sarifFaults(JSON.parse(text))).toEqual([])
        expect(text.replaceAll('\n', '')).not.toMatch(UNSAFE)
        expect(readResult(text, 'x').verdict).toEqual(outcome)
      }),
      { ...SEED, numRuns: 100 },
    )
  })

  test('the schema is one that can say no', () => {
    const log = JSON.parse(render(verdict({ findings: [finding()] })))
    log.runs[0].results[0].level = 'bad'
    expect(sarifFaults(log)).not.toEqual([])
    log.runs[0].results[0].level = 'error'
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b.js'
    expect(sarifFaults(log)).not.toEqual([])
  })
})

test('a secret keeps its fingerprints wherever it moves, and another value on its line has others', () => {
  const prints = (changes: Partial<Finding>): unknown =>
    runOf({ findings: [finding(changes)] }).results[0].partialFingerprints
  const first = prints({})
  expect(prints({ path: 'moved/b.ts', line: 99, column: 1, commit: COMMIT })).toEqual(first)
  expect(prints({ fingerprint: 'fedcba9876543210' })).not.toEqual(first)
})

test('columns are UTF-16 units, the last one exclusive; a name has no region', () => {
  const run = runOf({ findings: [finding(), finding({ line: 0 })] })
  expect(run.columnKind).toBe('utf16CodeUnits')
  const [inFile, inName] = run.results.map(
    (one: { locations: { physicalLocation: object }[] }) => one.locations[0]?.physicalLocation,
  )
  expect(inFile.region).toEqual({ startLine: 3, startColumn: 12, endColumn: 60 })
  expect(inName).not.toHaveProperty('region')
})

test('names the rules that found something, once each, and no other', () => {
  const run = runOf({
    findings: [finding(), finding({ rule: 'github-token' }), finding()],
    suppressed: [suppressed('inline', 'why', { rule: 'acme-key' })],
  })
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    'openai-project-key',
    'github-token',
    'acme-key',
  ])
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId)
})

describe('suppressions', () => {
  const of = (by: Suppressed['by']) => runOf({ suppressed: [suppressed(by, 'an example')] }).results[0].suppressions
  test.for([
    ['inline', 'inSource'],
    ['allowlist', 'external'],
    ['override', 'external'],
  ] as const)('by %s are %s', ([by, kind]) => {
    expect(of(by)).toEqual([{ kind, status: 'accepted', justification: 'an example', properties: { by } }])
  })

  test('stand in every result once one has any, and what is suppressed can be left out', () => {
    const outcome = { findings: [finding()], suppressed: [suppressed('inline', 'why')] }
    expect(runOf(outcome).results.map((one: { suppressions: object[] }) => one.suppressions.length)).toEqual([0, 1])
    expect(runOf(outcome, true).results).toHaveLength(1)
  })
})

describe('a path as URI', () => {
  const rows: [string, string][] = [
    ['src/a.ts', 'src/a.ts'],
    ['a b', 'a%20b'],
    ['100%', '100%25'],
    ['a#b?c', 'a%23b%3Fc'],
    ['c:d', 'c%3Ad'],
    ['ta\tb\nc', 'ta%09b%0Ac'],
    ['é/漢', '%C3%A9/%E6%BC%A2'],
    ['a\\b', 'a%5Cb'],
    ['not utf-8 \ufffd', 'not%20utf-8%20%EF%BF%BD'],
    ['//evil.example/x', 'file:////evil.example/x'],
    ['/tmp/a b', 'file:///tmp/a%20b'],
    ['C:/x y', 'file:///C%3A/x%20y'],
    ['../a', '../a'],
    ['-', '-'],
  ]
  test.for(rows)('%j is %s', ([path, uri]) => {
    expect(uriOf(path)).toBe(uri)
    expect(pathOf(uri)).toBe(path)
  })

  test('is made of nothing but what a URI may hold, and leads back', () => {
    fc.assert(
      fc.property(wild, name => {
        const uri = uriOf(name)
        expect(uri).toMatch(/^(?:[A-Za-z0-9\-._~!'()*/]|%[0-9A-F]{2}|^file:)*$/)
        expect(pathOf(uri)).toBe(wellFormed(name))
      }),
      SEED,
    )
  })
})

test('10,000 findings are written and read back in a moment, each at the same cost', () => {
  const findings = Array.from({ length: 10_000 }, (_, line) => finding({ line: line + 1, path: `dir/file ${line}.ts` }))
  const begun = performance.now()
  expect(readResult(render(verdict({ findings })), 'x').verdict.findings).toHaveLength(10_000)
  expect(performance.now() - begun).toBeLessThan(10_000)
})
