import { expect, test } from 'vitest'
import { accountOf, awsId } from '../../../src/detect/checks/aws.ts'
import { fill } from '../../support/shape.ts'
import { candidateOf } from './candidate.ts'

/** Published examples, cut so that none stands here whole. */
test.each([
  [['ASIA', 'Y34FZKBOKMUTVV7A'], '609629065308'],
  [['ASIA', 'QAAAAAAAGMKEM7X5'], '000000000000'],
])('%# an id tells its account', (parts, account) => {
  expect(accountOf(parts.join(''))).toBe(account)
  expect(awsId(candidateOf(parts.join('')))).toEqual({ note: `of account ${account}` })
})

test.each([
  ['an id of the older form', 'AKIAI<base32:15>'],
  ['another older one', 'AKIAJ<base32:15>'],
  ['bits that are more than any account', 'AKIA7777777<base32:9>'],
  ['a bearer token', 'ABIAY34F<base32:12>'],
  ['a group', 'AGPAY34F<base32:12>'],
  ['what is no id', 'AKIA<base32:10>'],
])('%s tells none', (_, shape) => {
  expect(accountOf(fill(shape))).toBeUndefined()
})

test('an id that tells no account is kept all the same', () => {
  expect(awsId(candidateOf(fill('AKIAI<base32:15>')))).toBe('keep')
})
