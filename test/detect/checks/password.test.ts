import { describe, expect, test } from 'vitest'
import { type Account, isPassword } from '../../../src/detect/checks/password.ts'
import { fill } from '../../support/shape.ts'

const FAR: Account = { user: 'deploy', reach: 'network', isCertain: true }
const WEB: Account = { ...FAR, isCertain: false }
const NEAR: Account = { ...FAR, reach: 'local', isCertain: false }

describe('what a person may have chosen', () => {
  test.each([
    [FAR, 'tortoise', true],
    [FAR, 'garden', true],
    [FAR, 'cat', false],
    [WEB, 'garden', false],
    [WEB, 'garden7', true],
    [NEAR, 'garden7', false],
    [NEAR, 'p%C3%A4ss', false],
    [FAR, 'P4ssw0rd!', true],
    [WEB, 'passw0rd', false],
  ])('%#: %o %s', (account, text, expected) => {
    expect(isPassword(text, account)).toBe(expected)
  })
})

describe('what nobody has for a password', () => {
  test.each([
    'deploy',
    'password',
    'Password1!',
    'changeme',
    'hunter2',
    '12345',
    '123456',
    'xxxxxxxx',
    'qwerty',
    '${DB_PASSWORD}',
    '$DB_PASSWORD',
    '%DB_PASSWORD%',
    '{{ password }}',
    '<password>',
    'DB_PASSWORD',
    '%s',
    '****',
    'your_password_9',
  ])('%s', text => {
    expect(isPassword(text, FAR)).toBe(false)
  })
})

test('what a machine drew is one anywhere', () => {
  for (let draw = 0; draw < 50; draw++) {
    const text = fill('<b64url:30>7', `password ${draw}`)
    expect([FAR, WEB, NEAR].map(account => isPassword(text, account))).toEqual([true, true, true])
  }
})
