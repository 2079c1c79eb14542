import { describe, expect, test } from 'vitest'
import { firebaseWebKey, isPublic } from '../../../src/detect/checks/public.ts'
import { createDetector } from '../../../src/detect/detector.ts'
import { rules } from '../../../src/detect/rules/index.ts'
import { fill } from '../../support/shape.ts'
import { excerptOf } from '../excerpt.ts'
import { candidateOf } from './candidate.ts'

const PUBLIC = [
  'pk_live_<alnum:24>',
  'pk-lf-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>',
  'phc_<alnum:43>',
  'sb_publishable_<b64url:31>',
  'pk.eyJ<alnum:60>.<b64url:22>',
  'pubkey-<hex:32>',
  'pub-c-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>',
  'NRJS-<hex:19>',
  'sq0idp-<b64url:22>',
  'rzp_live_<alnum:14>',
  'AC<hex:32>',
  'LTAI<alnum:20>',
  'org-<alnum:24>',
  'age1<hex:58>',
  '<digits:12>-<hex:32>.apps.googleusercontent.com',
]

const detector = createDetector({ rules, blockFrom: 'medium' })
const blocking = (text: string) => detector.detect(excerptOf(text)).filter(({ finding }) => finding.blocking)

test.each(PUBLIC)('%s never blocks, whatever its name', shape => {
  const value = fill(shape)
  expect(isPublic(value)).toBe(true)
  expect(blocking(`ACME_API_KEY=${value}\n"access_token": "${value}"\n`)).toEqual([])
})

test.each(['sk_live_<alnum:24>', 'phx_<alnum:43>', '<hex:32>', 'sk-lf-<hex:36>'])('%s is not public', shape => {
  expect(isPublic(fill(shape))).toBe(false)
})

describe("a Google API key in Firebase's configuration is no more than a name", () => {
  const key = fill('AIzaSy<b64url:33>')
  test.each([
    ['const firebaseConfig = { authDomain: "a.firebaseapp.com", apiKey: "', 'src/app.ts', 'low'],
    ['NEXT_PUBLIC_FIREBASE_API_KEY=', '.env', 'low'],
    ['"current_key": "', 'android/app/google-services.json', 'low'],
    ['GEMINI_API_KEY=', '.env', 'keep'],
    ['authDomain=a.firebaseapp.com GEMINI_API_KEY=', '.env', 'keep'],
    ['apiKey: "', 'src/app.ts', 'keep'],
  ])('%s in %s', (before, path, judgement) => {
    expect(firebaseWebKey(candidateOf(key, before, path))).toBe(judgement)
  })
})
