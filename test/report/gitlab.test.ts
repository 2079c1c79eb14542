import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderCodeQuality } from '../../src/report/code-quality.ts'
import { renderGitlab } from '../../src/report/gitlab.ts'
import type { Verdict } from '../../src/types.ts'
import { finding, suppressed, verdict } from './verdicts.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

const NOW = new Date('2026-01-02T03:04:05.678Z')
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

const secrets = (outcome: Partial<Verdict>) =>
  JSON.parse(renderGitlab(verdict(outcome), { version: '1.2.3', now: NOW }))
const quality = (outcome: Partial<Verdict>) => JSON.parse(renderCodeQuality(verdict(outcome)))

describe('the secret detection report', () => {
  test('says when, and by what', () => {
    const tool = { id: 'keyhook', name: 'keyhook', version: '1.2.3', vendor: { name: 'keyhook' } }
    expect(secrets({ stats: { files: 1, lines: 1, bytes: 1, ms: 2000 } })).toEqual({
      version: '15.2.1',
      scan: {
        analyzer: tool,
        scanner: tool,
        type: 'secret_detection',
        start_time: '2026-01-02T03:04:03',
        end_time: '2026-01-02T03:04:05',
        status: 'success',
      },
      vulnerabilities: [],
    })
    expect(secrets({ complete: false }).scan.status).toBe('failure')
  })

  test('tells each finding as the schema wants it', () => {
    const { vulnerabilities } = secrets({ findings: [finding({ commit: COMMIT }), finding({ line: 0, help: '' })] })
    const [inFile, inName] = vulnerabilities
    expect(inFile).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      severity: 'Critical',
      identifiers: [{ type: 'keyhook_rule', name: 'keyhook rule openai-project-key', value: 'openai-project-key' }],
      location: { file: 'src/a.ts', start_line: 3, end_line: 3, commit: { sha: COMMIT } },
    })
    expect(inName.location).toEqual({ file: 'src/a.ts', commit: { sha: '0000000' } })
    expect(inName).not.toHaveProperty('links')
  })

  test('has an id for each place, the same in each report', () => {
    const ids = (): string[] =>
      secrets({ findings: [1, 2, 3].map(line => finding({ line })) }).vulnerabilities.map(
        ({ id }: { id: string }) => id,
      )
    expect(new Set(ids()).size).toBe(3)
    expect(ids()).toEqual(ids())
  })
})

describe('the code quality report', () => {
  test('tells each finding, with a fingerprint of its own that moved lines do not change', () => {
    const both = quality({ findings: [finding(), finding({ line: 9 })] })
    expect(both[0]).toEqual({
      description: 'OpenAI project API key. Whoever has it spends your money. Fingerprint 0123456789abcdef.',
      check_name: 'openai-project-key',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: 'blocker',
      location: { path: 'src/a.ts', lines: { begin: 3 } },
    })
    expect(both[0].fingerprint).not.toBe(both[1].fingerprint)
    expect(quality({ findings: [finding({ line: 77 })] })[0].fingerprint).toBe(both[0].fingerprint)
  })

  test('gives a line to what has none, and rates what stops nothing as information', () => {
    const [one] = quality({ findings: [finding({ line: 0, blocking: false })] })
    expect(one).toMatchObject({ severity: 'info', location: { lines: { begin: 1 } } })
  })

  test('is a list when nothing was found', () => {
    expect(quality({})).toEqual([])
  })
})

test('what is suppressed stands in neither', () => {
  const outcome = { suppressed: [suppressed('override', 'why'), suppressed('inline', 'why')] }
  expect(quality(outcome)).toEqual([])
  expect(secrets(outcome).vulnerabilities).toEqual([])
})

test('whatever names and messages hold, both parse, and nothing moves a cursor', () => {
  fc.assert(
    fc.property(wild, wild, (path, message) => {
      const outcome = verdict({ findings: [finding({ path, message })] })
      const texts = [renderCodeQuality(outcome), renderGitlab(outcome, { version: '1', now: NOW })]
      for (const text of texts) expect(text.replaceAll('\n', '')).not.toMatch(UNSAFE)
      const [one, other] = texts.map(text => JSON.parse(text))
      expect([one[0].location.path, other.vulnerabilities[0].location.file]).toEqual([path, path])
    }),
    SEED,
  )
})
