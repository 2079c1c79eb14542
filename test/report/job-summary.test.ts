import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderJobSummary } from '../../src/report/job-summary.ts'
import type { Verdict } from '../../src/types.ts'
import { finding, scene, suppressed, verdict } from './verdicts.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

const render = (outcome: Partial<Verdict>): string =>
  renderJobSummary(verdict(outcome), scene({ what: 'scan', staged: false }))

test('lists findings, what was overridden or allowed and why, and remarks', () => {
  const page = render({
    findings: [finding(), finding({ blocking: false, severity: 'low', path: 'b.ts' })],
    suppressed: [
      suppressed('override', 'production is down'),
      suppressed('allowlist', 'a sample'),
      suppressed('inline', 'a test'),
    ],
    notes: ['a remark'],
  })
  expect(page).toMatch(/^### keyhook found 1 secret in 1 file/)
  for (const part of [
    '#### Worth a look, but stopping nothing (1)',
    '#### Overridden (1)',
    'KEYHOOK_OVERRIDE: <code>production is down</code>',
    '#### Allowed (2)',
    '.keyhook/allowlist.yml: <code>a sample</code>',
    'an inline marker: <code>a test</code>',
    '<li><code>a remark</code></li>',
  ])
    expect(page).toContain(part)
})

test('a clean one is one line', () => {
  expect(render({})).toBe('### keyhook: no secrets in 1 file (3 lines, 4 ms)\n')
})

test('what comes from outside is text, whatever it holds', () => {
  fc.assert(
    fc.property(wild, wild, wild, (path, message, reason) => {
      const page = render({
        findings: [finding({ path, message })],
        suppressed: [suppressed('override', reason)],
        notes: [reason],
      })
      expect(page.replaceAll('\n', '')).not.toMatch(UNSAFE)
      const bare = page.replace(/<\/?(?:table|tr|th|td|ul|li|code)>|<br>/g, '')
      expect(bare).not.toMatch(/[<>`"]/)
      // No line of its own, which could be a heading, a fence or the end of the table.
      const shapes = page.split('\n').map(line => line.slice(0, 4))
      expect(new Set(shapes)).toEqual(new Set(['### ', '####', '', '<tab', '<tr>', '</ta', '<ul>', '<li>', '</ul']))
    }),
    SEED,
  )
})

test('stays far below what GitHub takes, however much was found', () => {
  const path = `${'long/'.repeat(100)}name`
  const findings = Array.from({ length: 10_000 }, () => finding({ path, message: 'x'.repeat(500) }))
  const page = render({
    findings,
    suppressed: findings.map(one => ({ ...one, by: 'override', reason: 'y'.repeat(500) })),
  })
  expect(page.length).toBeLessThan(400_000)
  expect(page).toContain('and 9900 more')
})
