import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

function milliseconds(bytes: Buffer): number {
  const start = performance.now()
  detector.detect(excerptOf(bytes))
  return performance.now() - start
}

function best(bytes: Buffer): number {
  return Math.min(milliseconds(bytes), milliseconds(bytes), milliseconds(bytes))
}

function repeated(part: string, bytes: number): Buffer {
  return Buffer.alloc(bytes, part)
}

const HOSTILE = [
  'sk-',
  'sk-proj-',
  'sk-proj-aB3dE6gH9',
  'password=',
  'password = "',
  'token:token:',
  'ghp_',
  'eyJhbGciOi.',
  'eyJ',
  'https://a:b',
  'postgres://a:',
  '://a:b@',
  'password = "a" or ',
  'password=a;',
  ';password=a;server=b',
  'host=a user=b password=',
  'Authorization: Bearer ',
  'curl -u a:b ',
  'mysql -u a ',
  'docker login -p',
  '--password ',
  'login("a", ',
  '<password>a',
  '- name: DB_PASSWORD\n',
  'variable "password" {',
  '<key>password</key>\n',
  'kind: Secret\ndata:\n  a: YWFhYWFhYWFh\n',
  'a:5432:',
  'AKIA',
  `${fill('AKIA<base32:16>', 'hostile')},`,
  fill('<-:5>BEGIN PRIVATE KEY<-:5>'),
  fill('<-:5>BEGIN PRIVATE KEY<-:5>A1b2\n'),
  'PRIVATE KEY-----',
  'PuTTY-User-Key-File-2: a Private-Lines: 1\n',
  'secret_access_key ',
  'hooks.slack.com/services/',
  'xoxb-1-',
  'whsec_a1',
  'LS0tLS1CRUdJTi',
  // What announces other forms, again and again.
  Buffer.from('sk-proj-ghp_').toString('base64'),
  `${Buffer.from('sk-ant-api').toString('base64')}\n`,
  'sk%2Dproj%2D',
  '%73%6b',
  '\\u0073\\u006b',
  '\\nghp_',
  '"ghp_" + ',
  '"ghp_a" +\n',
  '"ghp_" "ghp_" ',
  `ghp_${'a1'.repeat(8)}\n`,
  `ghp_${'a'.repeat(500)}"+"`,
  'ghp_\\\n',
  'a',
  '-',
  '\n',
  '😀',
]

describe('time grows with the size, not with its square', () => {
  test.each(HOSTILE.map(part => [JSON.stringify(part), part] as const))('%s', (_, part) => {
    const small = best(repeated(part, 150_000))
    const large = best(repeated(part, 600_000))
    // Four times the input; what is below a few milliseconds is noise.
    expect(large).toBeLessThan(Math.max(11 * small, 80))
  })
})
