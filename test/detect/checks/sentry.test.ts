import { expect, test } from 'vitest'
import { sentryClaims } from '../../../src/detect/checks/sentry.ts'
import type { Judgement } from '../../../src/types.ts'
import { fill } from '../../support/shape.ts'

function judged(claims: string, secret: string): Judgement {
  const encoded = Buffer.from(claims).toString('base64')
  const value = `sntrys_${encoded}_${fill(secret)}`
  return sentryClaims({ value, before: '', after: '', path: '', nearby: () => '' })
}

test.each([
  ['{"iat":1687336543.69859,"url":null,"region_url":"http://localhost:8000","org":"acme"}', 'keep'],
  ['{"iat": 1729278581, "org": "acme"}', 'keep'],
  ['{"iat":1687336543,"sub":"acme"}', 'drop'],
  ['{"alg":"HS256"}', 'drop'],
])('%s: %s', (claims, expected) => {
  expect(judged(claims, '<b64:43>')).toBe(expected)
})

test('a body that somebody typed is no token', () => {
  expect(judged('{"iat":1687336543,"region_url":"https://us.sentry.io","org":"acme"}', '<x:43>')).toBe('drop')
})
