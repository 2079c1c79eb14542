import { expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

/** Keys of the same form, each found once: by its longest opening, by its length, or by the provider named beside it. */
test.each([
  ['sk_live_<alnum:40>', ['stripe-live-key']],
  ['PAYSTACK_SECRET_KEY=sk_live_<alnum:40>', ['paystack-secret-key']],
  ['STRIPE_SECRET_KEY=sk_live_<alnum:40>', ['stripe-live-key']],
  ['sk_live_<alnum:24>\nPAYSTACK_SECRET_KEY=sk_live_<alnum:40>', ['stripe-live-key', 'paystack-secret-key']],
  ['"sk_live_a2V5Xz<alnum:69>"', ['workos-api-key']],
  ['STABILITY_API_KEY=sk-<alnum:48>', ['stability-api-key']],
  ['OPENAI_API_KEY=sk-<alnum:48>', ['openai-unmarked-key']],
  ['rpa_<base32:40><alnum:6>', ['runpod-api-key']],
  ['REDIRECT_PIZZA_TOKEN=rpa_<alnum:30>', ['redirect-pizza-api-token']],
  ['sgp_<hex:40>', ['sourcegraph-access-token']],
  ['sgp_<alnum:64>', ['segment-api-token']],
  ['"key_<hex:128>"', ['runway-api-key']],
  ['RETELL_API_KEY=key_<hex:28>', ['retell-api-key']],
  ['UNKEY_API_KEY=key_<alnum:28>', ['unkey-api-key']],
  ['tskey-auth-<alnum:17>-<alnum:32>', ['tailscale-auth-key']],
  ['xai-token-<alnum:80>', ['xai-token']],
])('%s', (shape, expected) => {
  expect(detector.detect(excerptOf(fill(shape))).map(({ finding }) => finding.rule)).toEqual(expected)
})

test('a block is one finding, whatever its lines look like by themselves', () => {
  const head = Buffer.from('openssh-key-v1\0\0\0\0\naes256-ctr\0\0\0\x06bcrypt\0\0\0\x18').toString('base64')
  const block = fill(
    `<-:5>BEGIN OPENSSH PRIVATE KEY<-:5>\n${head.slice(0, 56)}<b64:14>\n<b64:70>\n<b64:70>\n<-:5>END OPENSSH PRIVATE KEY<-:5>`,
  )
  expect(detector.detect(excerptOf(block)).map(({ finding }) => finding)).toMatchObject([
    { rule: 'private-key', severity: 'medium', confidence: 'high', line: 1 },
  ])
})
