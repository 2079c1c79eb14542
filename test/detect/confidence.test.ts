import { expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

test.each([
  ['a checksum', 'ghp_<alnum:30><crc32:6>', 'high'],
  ['a checksum that does not match', 'ghp_<alnum:30>000000', 'low'],
  ['a literal of its own', 'xoxb-<digits:12>-<digits:12>-<alnum:24>', 'high'],
  ['a short literal', 'hf_<letters:34>', 'medium'],
  ['its structure', 'token: <jwt:43>', 'high'],
  ["its provider's name", 'DD_API_KEY=<hex:32>', 'medium'],
  ['its place in a URL', 'postgres<::1>//app:<alnum:20>@db.acme.dev/app', 'medium'],
  ['a name alone', 'db_password = "<alnum:32>"', 'low'],
  ['the id beside it', 'AKIAY34F<base32:12> <b64:40>', 'high'],
])('%s: %s is of %s confidence', (_, shape, confidence) => {
  expect(detector.detect(excerptOf(fill(shape))).map(({ finding }) => finding)).toMatchObject([{ confidence }])
})
