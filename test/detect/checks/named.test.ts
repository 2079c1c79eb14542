import { expect, test } from 'vitest'
import { namedKey } from '../../../src/detect/checks/named.ts'
import { fill } from '../../support/shape.ts'
import { candidateOf } from './candidate.ts'

const value = fill('<hex:16>3a<hex:14>')

test.each([
  'ACME_API_KEY=',
  'ACME_API_KEY ?= ',
  'acmeApiKey: string = "',
  'process.env.ACME_KEY ?? "',
  'K="$' + '{ACME_KEY:-',
  '<acmeToken>',
  '<add key="AcmeToken" value="',
  'https://api.acme.dev/v1 -H "Authorization: Bearer ',
])('takes a random value for a key: %s', before => {
  expect(namedKey(candidateOf(value, before))).toBe('keep')
})

test.each([
  'ACME_PUBLIC_KEY=',
  'ACME_SITE_KEY=',
  'acmeSearchApiKey: "',
  'ACME_TOKEN_ID=',
  'acmeTokenId = "',
  'ACME_TOKEN_URL=',
  'acme_key_sha256: ',
])('leaves what is public, or only tells about a key: %s', before => {
  expect(namedKey(candidateOf(value, before))).toBe('drop')
})

test.each(['placeholder-of-a-key-to-come', fill('<a:32>'), 'someApplicationTokenProvider', '12345678901234567890'])(
  'leaves what nobody drew at random: %s',
  made => {
    expect(namedKey(candidateOf(made, 'ACME_API_KEY='))).toBe('drop')
  },
)

test('takes a short key of letters only', () => {
  expect(namedKey(candidateOf('qXwRtBkZpLmVnGdF', 'ACME_API_KEY='))).toBe('keep')
})
