import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AllowlistEntry } from '../../src/allowlist/allowlist.ts'
import { applyAllowlist } from '../../src/allowlist/apply.ts'
import { aDetection } from '../support/detections.ts'

const OPTIONS = { today: '2026-06-15', markers: [], mask: (text: string) => text }
const FINGERPRINT = '0123456789abcdef'
const entry = (fields: Partial<AllowlistEntry>): AllowlistEntry => ({ reason: 'Example', line: 3, ...fields })
const apply = (fields: Partial<AllowlistEntry>, path = 'src/a.ts') =>
  applyAllowlist([aDetection('x', null, { path })], { entries: [entry(fields)] }, OPTIONS)

describe('conditions', () => {
  test.each<[Partial<AllowlistEntry>, boolean]>([
    [{ fingerprint: FINGERPRINT }, true],
    [{ fingerprint: 'ffffffffffffffff' }, false],
    [{ rule: 'openai-project-key' }, true],
    [{ rule: 'aws-secret' }, false],
    [{ path: 'src/*' }, true],
    [{ path: '*.ts' }, false],
    [{ path: 'a.ts' }, false],
    [{ path: 'src' }, false],
    [{ path: 'SRC/**' }, false],
    [{ fingerprint: FINGERPRINT, rule: 'openai-project-key', path: 'src/**' }, true],
    [{ fingerprint: FINGERPRINT, rule: 'aws-secret' }, false],
    [{ fingerprint: FINGERPRINT, path: 'test/**' }, false],
    [{ rule: 'openai-project-key', path: 'test/**' }, false],
    [{ rule: 'aws-secret', path: 'src/**' }, false],
  ])('%j', async (fields, holds) => {
    const { findings, suppressed } = await apply(fields)
    expect([findings.length, suppressed.length]).toEqual(holds ? [0, 1] : [1, 0])
    if (holds) expect(suppressed[0]).toMatchObject({ fingerprint: FINGERPRINT, by: 'allowlist', reason: 'Example' })
  })

  test.each([
    ['**/.env', '.env', true],
    ['**/.env', 'a/b/.env', true],
    ['*', '.env', true],
    ['.github/**', '.github/workflows/ci.yml', true],
    ['src/**', 'src/.hidden/x', true],
    ['src/*', 'src/a/b', false],
    ['a b/*', 'a b/c', true],
    ['src/**', 'src/a\nb.ts', true],
    ['src\\**', 'src/a.ts', false],
    ['app/\\[id\\]/*', 'app/[id]/page.tsx', true],
  ])('glob %s, path %j', async (path, finding, holds) => {
    expect((await apply({ path }, finding)).suppressed).toHaveLength(holds ? 1 : 0)
  })
})

describe('expiry', () => {
  test.each([
    ['2026-06-14', false],
    ['2026-06-15', false],
    ['2026-06-16', true],
    ['2027-01-01', true],
  ])('%s', async (expires, counts) => {
    const { suppressed, notes } = await apply({ fingerprint: FINGERPRINT, expires })
    expect(suppressed).toHaveLength(counts ? 1 : 0)
    expect(notes).toEqual(
      counts ? [] : [`.keyhook/allowlist.yml:3: the entry for ${FINGERPRINT} expired on ${expires}`],
    )
  })

  test('an entry that matches nothing is named as well, and each of many once', async () => {
    const entries = Array.from({ length: 30 }, (_, line) =>
      entry({ rule: 'aws-secret', path: 'x/*', expires: '2020-01-01', line }),
    )
    const { notes } = await applyAllowlist([], { entries }, OPTIONS)
    expect(notes).toHaveLength(11)
    expect(notes[1]).toBe('.keyhook/allowlist.yml:1: the entry for aws-secret in x/* expired on 2020-01-01')
    expect(notes[10]).toBe('.keyhook/allowlist.yml: and 20 more entries that expired')
  })
})

describe('what is told', () => {
  test('reasons are masked and clipped', async () => {
    const options = { ...OPTIONS, mask: (text: string) => text.replaceAll('hidden', '…') }
    const entries = [entry({ fingerprint: FINGERPRINT, reason: `hidden ${'long '.repeat(100)}` })]
    const { suppressed } = await applyAllowlist([aDetection()], { entries }, options)
    expect(suppressed[0]?.reason).toMatch(/^… long .*…$/)
    expect([...(suppressed[0]?.reason ?? '')]).toHaveLength(200)
    const inline = await applyAllowlist([aDetection('k # keyhook:allow hidden word')], { entries: [] }, options)
    expect(inline.suppressed[0]).toMatchObject({ by: 'inline', reason: '… word' })
  })

  test('a marker without a reason', async () => {
    const detections = [aDetection('k # keyhook:allow'), aDetection('k # keyhook:allow', null, { column: 90 })]
    const { findings, notes } = await applyAllowlist(detections, { entries: [] }, OPTIONS)
    expect(findings).toHaveLength(2)
    expect(notes).toEqual(['src/a.ts:3: keyhook:allow does not count without a reason: keyhook:allow REASON'])
  })
})

test('thousands of entries and findings take no longer than a moment', async () => {
  const hex = (n: number) => n.toString(16).padStart(16, '0')
  const entries = Array.from({ length: 10_000 }, (_, n) => entry({ fingerprint: hex(n), path: 'src/**' }))
  const detections = Array.from({ length: 10_000 }, (_, n) => aDetection('x', null, { fingerprint: hex(n + 5_000) }))
  const start = performance.now()
  const { findings, suppressed } = await applyAllowlist(detections, { entries }, OPTIONS)
  expect([findings.length, suppressed.length]).toEqual([5_000, 5_000])
  expect(performance.now() - start).toBeLessThan(1_500)
})

describe('properties', () => {
  const some = <T>(...values: T[]) => fc.constantFrom(...values)
  const fingerprints = some('0000000000000000', '1111111111111111', '2222222222222222')
  const rules = some('a-rule', 'b-rule')
  const entries = fc.record(
    {
      fingerprint: fingerprints,
      rule: rules,
      path: some('src/**', '*.ts', '**/a.ts', 'x'),
      expires: some('2026-01-01', '2027-01-01'),
      reason: some('why', 'because'),
      line: fc.nat(),
    },
    { requiredKeys: ['reason', 'line'] },
  )
  const detections = fc
    .record({
      line: some('k', 'k # keyhook:allow', 'k # keyhook:allow docs'),
      previous: some(null, '# keyhook:allow-next-line docs', '# keyhook:allow-next-line'),
      fingerprint: fingerprints,
      rule: rules,
      path: some('src/a.ts', 'a.ts', 'x', 'test/y'),
    })
    .map(({ line, previous, ...differs }) => aDetection(line, previous, differs))

  test('nothing is lost, nothing is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(detections), fc.array(entries), async (all, list) => {
        const { findings, suppressed } = await applyAllowlist(all, { entries: list }, OPTIONS)
        expect(findings.length + suppressed.length).toBe(all.length)
      }),
      { seed: 20260615 },
    )
  })

  test('one more entry never adds a finding', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(detections), fc.array(entries), entries, async (all, list, more) => {
        const before = await applyAllowlist(all, { entries: list }, OPTIONS)
        const after = await applyAllowlist(all, { entries: [...list, more] }, OPTIONS)
        expect(before.findings).toEqual(expect.arrayContaining(after.findings))
      }),
      { seed: 20260616 },
    )
  })
})
