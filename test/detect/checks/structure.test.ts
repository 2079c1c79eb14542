import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../../src/detect/checks/candidate.ts'
import { basicCredentials, discordBot } from '../../../src/detect/checks/structure.ts'
import { fill } from '../../support/shape.ts'

function candidate(value: string): Candidate {
  return { value, before: '', after: '', path: 'a', nearby: () => '' }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

describe("a bot's number at the start", () => {
  const rest = fill('<b64url:6>.<b64url:38>')
  test.each([
    [`${base64('123456789012345678')}.${rest}`, 'keep'],
    [`${base64('12345678901234567890').replace(/=+$/, '')}.${rest}`, 'keep'],
    [`${base64('not a number at all')}.${rest}`, 'drop'],
    [`${base64('123456789012345678')}.xxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxx`, 'drop'],
  ])('%#', (value, judgement) => {
    expect(discordBot(candidate(value))).toBe(judgement)
  })
})

describe('a user and a password in base64', () => {
  test.each([
    [base64(`deploy:${fill('<alnum:20>')}`), 'keep'],
    [base64(`_json_key:${fill('<hex:32>')}`), 'keep'],
    [base64('user:password'), 'drop'],
    [base64('user:changeme'), 'drop'],
    [base64('no colon in here at all'), 'drop'],
    [fill('<b64:40>'), 'drop'],
  ])('%#', (value, judgement) => {
    expect(basicCredentials(candidate(value))).toBe(judgement)
  })
})
