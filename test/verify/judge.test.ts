import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rules } from '../../src/detect/rules/index.ts'
import { judge } from '../../src/verify/judge.ts'
import { probeFor, probes } from '../../src/verify/providers/index.ts'
import { answers } from './answers.ts'

function said(status: number, body: unknown, headers: Record<string, string> = {}) {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

test('there are at least 25 providers, each row of its own, for rules that there are', () => {
  expect(new Set(probes.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(25)
  expect(new Set(probes.map(({ id }) => id)).size).toBe(probes.length)
  const named = probes.flatMap(probe => probe.rules)
  expect(new Set(named).size).toBe(named.length)
  const known = new Map(rules.map(rule => [rule.id, rule]))
  for (const id of named) expect(known.has(id), id).toBe(true)
  expect(probeFor('pypi-token')).toBeUndefined()
  expect(probes.map(({ id }) => id).sort()).toEqual(Object.keys(answers).sort())
})

test.for(probes.map(probe => [probe.id, probe] as const))('%s is asked by TLS at a documented place', ([, probe]) => {
  expect(new URL(probe.origin)).toMatchObject({ protocol: 'https:', pathname: '/', search: '' })
  expect(probe.origin.endsWith('/')).toBe(false)
  expect(probe.path.startsWith('/')).toBe(true)
  expect(new URL(probe.documentation).protocol).toBe('https:')
  expect(probe.path.includes('{partner}') || probe.credential.in !== 'path' || probe.path.includes('{secret}')).toBe(
    true,
  )
})

test.for(probes.map(probe => [probe.id, probe] as const))('%s: what it documents is understood', ([id, probe]) => {
  const { live, revoked, tells } = answers[id] ?? expect.fail()
  const good = judge(said(...live), probe, false)
  expect(good).toMatchObject({ status: 'live', why: null })
  const words = [...good.owner, ...good.permissions].map(({ called, value }) => `${called} ${value}`)
  if (tells !== '') expect(words).toContain(tells)
  expect(judge(said(...revoked), probe, false)).toMatchObject({ status: 'revoked', owner: [], permissions: [] })
})

test.for(probes.map(probe => [probe.id, probe] as const))('%s: nothing else is', ([id, probe]) => {
  const { live } = answers[id] ?? expect.fail()
  const others = [
    said(200, '<html>Log in to the network</html>'),
    said(200, ''),
    said(200, '{}'),
    said(200, '[]'),
    said(200, 'null'),
    said(200, '"ok"'),
    said(200, '{"data":{"viewer":"x"},"name":{},"id":[],"ok":"true","valid":"true","active":"yes","user":"x"}'),
    said(401, '<html>Proxy authentication</html>'),
    said(403, ''),
    said(403, '{"message":"blocked"}'),
    said(302, live[1]),
    said(429, live[1]),
    said(500, live[1]),
    said(204, ''),
    said(0, ''),
  ]
  for (const other of others) {
    const { status, why } = judge(other, probe, false)
    expect([other.status, other.body, status]).toEqual([other.status, other.body, 'unknown'])
    expect(why).not.toBeNull()
  }
})

test('a key of another GitLab is not called revoked', () => {
  const gitlab = probeFor('gitlab-token') ?? expect.fail()
  const refusal = said(401, { message: '401 Unauthorized' })
  expect(judge(refusal, gitlab, true)).toMatchObject({ status: 'unknown' })
  expect(judge(refusal, gitlab, false)).toMatchObject({ status: 'revoked' })
})

test('a key that is refused for its address or its rights is not called revoked', () => {
  const openai = probeFor('openai-project-key') ?? expect.fail()
  const refusal = (status: number, message: string) => judge(said(status, { error: { message } }), openai, true).status
  expect(refusal(401, 'Your request IP does not match the configured IP allowlist.')).toBe('unknown')
  expect(refusal(401, 'You must be a member of an organization to use the API')).toBe('unknown')
  expect(refusal(403, 'You have insufficient permissions for this operation. Missing scopes: api.model.read.')).toBe(
    'live',
  )
  expect(refusal(403, 'Country, region, or territory not supported')).toBe('unknown')
})

test('whatever a host answers, it is judged, and what is told is short', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 6 }).map(json => JSON.stringify(json)),
    fc.string({ maxLength: 300 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...probes), fc.integer({ min: 0, max: 999 }), value, (probe, status, body) => {
      const { owner, permissions } = judge({ status, headers: {}, body }, probe, true)
      for (const told of [...owner, ...permissions]) expect(told.value.length).toBeLessThan(40_000)
    }),
    { seed: 7, numRuns: 500 },
  )
  const deep = judge(
    said(200, `{"login":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    probeFor('github-token') ?? expect.fail(),
    true,
  )
  expect(deep.status).toBe('unknown')
  const proto = judge(said(200, '{"__proto__":{"login":"x"}}'), probeFor('github-token') ?? expect.fail(), true)
  expect(proto.status).toBe('unknown')
  const long = judge(said(200, { login: 'x'.repeat(100_000) }), probeFor('github-token') ?? expect.fail(), true)
  expect(long.owner[0]?.value.length).toBeLessThan(200)
})
