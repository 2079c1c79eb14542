import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import { finding, suppressed, verdict } from './verdicts.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

const KEYS = [
  ...['fingerprint', 'rule', 'provider', 'severity', 'blocking', 'path', 'line', 'column', 'endColumn'],
  ...['preview', 'commit', 'message', 'help', 'confidence'],
]

test('is the object of the contract, keys in its order, and ends with a newline', () => {
  const json = renderJson(verdict({ findings: [finding()], suppressed: [suppressed('inline', 'an example')] }))
  const parsed = JSON.parse(json)
  expect(Object.keys(parsed)).toEqual(['version', 'findings', 'suppressed', 'stats'])
  expect(parsed.version).toBe(1)
  expect(Object.keys(parsed.findings[0])).toEqual(KEYS)
  expect(Object.keys(parsed.suppressed[0])).toEqual([...KEYS, 'by', 'reason'])
  expect(Object.keys(parsed.stats)).toEqual(['files', 'lines', 'bytes', 'ms'])
  expect(json.endsWith('}\n')).toBe(true)
})

test('is complete when nothing was found', () => {
  expect(JSON.parse(renderJson(verdict({ notes: ['a note is for people'] })))).toEqual({
    version: 1,
    findings: [],
    suppressed: [],
    stats: { files: 1, lines: 3, bytes: 120, ms: 4 },
  })
})

test('tells no field but those of the contract', () => {
  const extended = { ...finding(), secretly: 'more' }
  expect(renderJson(verdict({ findings: [extended] }))).not.toContain('secretly')
})

test('parses back to the same findings, whatever they hold', () => {
  fc.assert(
    fc.property(wild, wild, wild, (path, message, reason) => {
      const findings = [finding({ path, message }), finding({ path: message })]
      const allowed = [suppressed('allowlist', reason, { path })]
      const json = renderJson(verdict({ findings, suppressed: allowed }))
      expect(JSON.parse(json)).toMatchObject({ findings, suppressed: allowed })
      expect(json.replaceAll('\n', '')).not.toMatch(UNSAFE)
    }),
    SEED,
  )
})

test('10,000 findings take well under a second', () => {
  const findings = Array.from({ length: 10_000 }, (_, line) => finding({ line }))
  const begun = performance.now()
  expect(JSON.parse(renderJson(verdict({ findings }))).findings).toHaveLength(10_000)
  expect(performance.now() - begun).toBeLessThan(1000)
})
