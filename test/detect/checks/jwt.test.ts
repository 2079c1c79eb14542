import { describe, expect, test } from 'vitest'
import { createJsonWebToken } from '../../../src/detect/checks/jwt.ts'
import type { Judgement } from '../../../src/types.ts'
import { fill } from '../../support/shape.ts'
import { candidateOf } from './candidate.ts'

const NOW = Date.UTC(2026, 0, 15) / 1000
const DAY = 24 * 60 * 60
const check = createJsonWebToken(() => NOW)

function judged(claims: object, header: object = { alg: 'HS256' }, signature = fill('<b64url:43>')): Judgement {
  const [head, body] = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return check(candidateOf(`${head}.${body}.${signature}`))
}

const claims = { sub: 'a4711', iss: 'https://id.acme.dev' }

describe('a token that still holds', () => {
  test.each([
    ['without a time', {}],
    ['that runs out tomorrow', { exp: NOW + DAY }],
    ['that ran out today: clocks differ', { exp: NOW - DAY + 60 }],
    ['whose time is no time', { exp: 'soon' }],
    ['whose time is in milliseconds', { exp: NOW * 1000 }],
    ['whose time is nothing', { exp: 0 }],
  ])('%s', (_, more) => {
    expect(judged({ ...claims, ...more })).toEqual({ confidence: 'high' })
  })

  test("Supabase's service role is the worst", () => {
    expect(judged({ ...claims, role: 'service_role', exp: NOW + DAY })).toMatchObject({ severity: 'critical' })
  })
})

test('a token that ran out is shown and stops nothing', () => {
  expect(judged({ ...claims, exp: Date.UTC(2020, 1, 29, 12) / 1000 })).toEqual({
    severity: 'low',
    confidence: 'high',
    note: 'that expired on 2020-02-29',
  })
})

describe('no finding', () => {
  test.each([
    ['without a signature', judged(claims, { alg: 'none' })],
    ['without an algorithm', judged(claims, { typ: 'JWT' })],
    ['public by design', judged({ ...claims, role: 'anon' })],
    ["the documentation's", judged({ ...claims, sub: '1234567890' })],
    ['with a made-up signature', judged(claims, { alg: 'HS256' }, 'x'.repeat(43))],
    ['with hardly a claim', judged({ a: 1 })],
    ['that is no JSON', check(candidateOf(fill('eyJ<b64url:30>.eyJ<b64url:30>.<b64url:43>')))],
  ])('%s', (_, judgement) => {
    expect(judgement).toBe('drop')
  })
})
