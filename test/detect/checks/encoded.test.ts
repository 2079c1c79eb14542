import { expect, test } from 'vitest'
import { encodedSecret } from '../../../src/detect/checks/encoded.ts'
import { fill } from '../../support/shape.ts'

function judged(name: string, text: string) {
  const value = Buffer.from(text).toString('base64')
  return encodedSecret({ value, before: `  ${name}: `, after: '', path: 'a.yaml', nearby: () => '' })
}

test.each([
  ['password', '<alnum:20>', 'keep'],
  ['password', '<alnum:20>\n', 'keep'],
  ['settings', '<alnum:40>', 'keep'],
  ['url', 'postgres<::1>//app:<alnum:20>@db.acme.dev/app', 'keep'],
  ['application.yml', 'spring:\n  url: amqp<::1>//app:<alnum:20>@mq.acme.dev\n', 'keep'],
  ['password', 'changeme', 'drop'],
  ['password', '$(PASSWORD_OF_APP)', 'drop'],
  ['username', 'administrator', 'drop'],
  ['notes', 'several words that say something', 'drop'],
  ['url', 'postgres<::1>//app@db.acme.dev/app', 'drop'],
  ['keystore', '\0\x01\x02binary', 'drop'],
])('%s with %s: %s', (name, shape, judgement) => {
  expect(judged(name, fill(shape))).toBe(judgement)
})
