import { expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import type { Revealed } from '../../src/types.ts'
import { HIDDEN_FORMS } from '../support/hidden-forms.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const TOKEN = fill('ghp_<alnum:30><crc32:6>')

function revealedIn(text: string): Revealed[] {
  const revealed: Revealed[] = []
  createDetector({ rules, blockFrom: 'medium', reveal: one => revealed.push(one) }).detect(excerptOf(text))
  return revealed
}

test('the secret of a finding is told to who asks, with its place', () => {
  const [one] = revealedIn(`token: ${TOKEN}\n`)
  expect(one).toMatchObject({ value: TOKEN, form: null, start: 7, end: 47, finding: { rule: 'github-token' } })
})

test.for(Object.entries(HIDDEN_FORMS))(
  '%s, it is told as it is in plain, with the place of what stands there',
  ([, hide]) => {
    const text = `first\n${hide(TOKEN)}\nlast\n`
    const [one] = revealedIn(text)
    expect(one?.value).toBe(TOKEN)
    expect(one?.end).toBeLessThanOrEqual(text.length)
  },
)

test('of a pair, the place of the whole holds both', () => {
  const [id, secret] = [fill('AKIA<base32:16>'), fill('<b64:40>')]
  const text = `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`
  const [one] = revealedIn(text)
  expect(one?.value).toBe(secret)
  expect(text.slice(one?.outerStart, one?.outerEnd)).toContain(id)
})

test('a sign is no secret', () => {
  expect(revealedIn('new OpenAI({ dangerouslyAllowBrowser: true })\n')).toEqual([])
})
