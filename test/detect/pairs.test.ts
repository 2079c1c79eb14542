import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import type { Finding } from '../../src/types.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

function findingsIn(text: string, path = 'settings.txt'): Finding[] {
  return detector.detect(excerptOf(text, { path })).map(({ finding }) => finding)
}

const ID = fill('AKIAY34F<base32:12>', 'pair')
const SECRET = fill('<b64:40>', 'pair')

describe('an AWS id and its secret are one finding, on the place of the secret', () => {
  test.each([
    [
      'credentials file',
      '~/.aws/credentials',
      `[default]\naws_access_key_id = ${ID}\naws_secret_access_key = ${SECRET}\n`,
    ],
    ['the other way round', '.env', `AWS_SECRET_ACCESS_KEY=${SECRET}\nAWS_ACCESS_KEY_ID=${ID}\n`],
    ['JSON', 'a.json', `{\n  "AccessKeyId": "${ID}",\n  "SecretAccessKey": "${SECRET}"\n}\n`],
    ['JSON on one line', 'a.json', `{"SecretAccessKey":"${SECRET}","AccessKeyId":"${ID}"}`],
    ['CSV', 'keys.csv', `Access key ID,Secret access key\n${ID},${SECRET}\n`],
    ['Terraform', 'main.tf', `provider "aws" {\n  access_key = "${ID}"\n  secret_key = "${SECRET}"\n}\n`],
    ['ini', 'a.ini', `[s3]\nkey=${ID}\nregion=eu-west-1\nsecret=${SECRET}\n`],
    ['arguments', 'a.py', `client("s3", "${ID}", "${SECRET}")\n`],
    ['with Windows line ends', 'a.env', `AWS_ACCESS_KEY_ID=${ID}\r\nAWS_SECRET_ACCESS_KEY=${SECRET}\r\n`],
  ])('%s', (_, path, text) => {
    const found = findingsIn(text, path)
    expect(found).toMatchObject([
      { rule: 'aws-secret-access-key', severity: 'critical', confidence: 'high', preview: `…${SECRET.slice(-4)}` },
    ])
    const lines = text.split('\n')
    expect(lines[(found[0]?.line ?? 0) - 1]?.slice((found[0]?.column ?? 0) - 1)).toMatch(
      new RegExp(`^${SECRET.replace(/[+]/g, '\\+')}`),
    )
    expect(found[0]?.message).toMatch(/^AWS secret access key with its access key id AKIA… of account \d{12}\. /)
    expect(found[0]?.message).not.toContain(ID.slice(4, 12))
  })

  test('its fingerprint is the same with the id and without', () => {
    const [alone] = findingsIn(`aws_secret_access_key = ${SECRET}\n`)
    const [paired] = findingsIn(`aws_secret_access_key = ${SECRET}\naws_access_key_id = ${ID}\n`)
    const [nameless] = findingsIn(`${ID}\n${SECRET}\n`)
    expect([paired?.fingerprint, nameless?.fingerprint]).toEqual([alone?.fingerprint, alone?.fingerprint])
  })

  test('too far apart, they are two, and a value without a name is none', () => {
    const far = '#\n'.repeat(20)
    const rulesIn = (text: string): string[] => findingsIn(text).map(({ rule }) => rule)
    expect(rulesIn(`${ID}\n${far}secret_access_key = ${SECRET}\n`)).toEqual([
      'aws-access-key-id',
      'aws-secret-access-key',
    ])
    expect(rulesIn(`${ID}\n${far}${SECRET}\n`)).toEqual(['aws-access-key-id'])
  })

  test('something else between them does not part them', () => {
    const token = fill('ghp_<alnum:30><crc32:6>', 'between')
    expect(findingsIn(`id=${ID}\ngithub=${token}\nsecret=${SECRET}\n`).map(({ rule }) => rule)).toEqual([
      'github-token',
      'aws-secret-access-key',
    ])
  })

  test('several of them: as many findings as secrets', () => {
    const profiles = Array.from({ length: 5 }, (_, index) => {
      const id = fill('AKIAY34F<base32:12>', `id ${index}`)
      return `[p${index}]\naws_access_key_id = ${id}\naws_secret_access_key = ${fill('<b64:40>', `s ${index}`)}\n`
    })
    expect(findingsIn(profiles.join('\n')).map(({ rule }) => rule)).toEqual(Array(5).fill('aws-secret-access-key'))
  })
})

const CLIENT = '000000000000-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com'

describe('other pairs', () => {
  test.each([
    ['google-oauth-client-secret', `{"client_id":"${CLIENT}","client_secret":"GOCSPX-<b64url:28>"}`, 'client id …'],
    ['google-oauth-client-secret', `CLIENT_SECRET=<b64url:24>\nCLIENT_ID=${CLIENT}`, 'client id …'],
    ['github-oauth-client-secret', 'id: Ov23abcdefghijklmnop\nsecret: <hex:40>', 'client id Ov23…'],
    ['okta-client-secret', 'client_id=0oaabcdefghijklmnopq\nclient_secret=<alnum:40>', 'client id 0oa…'],
    ['twilio-auth-token', 'accountSid="AC<hex:32>"\nauthToken="<hex:32>"', 'account SID'],
    ['twilio-api-key-secret', 'API_KEY="SK<hex:32>"\nAPI_KEY_SECRET="<alnum:32>"', 'key SID'],
    ['razorpay-key-secret', 'key_id="rzp_live_<alnum:14>"\nkey_secret="<alnum:24>"', 'key id rzp_live_…'],
    ['plaid-secret', 'PLAID_CLIENT_ID=<hex:24>\nPLAID_SECRET=<hex:30>', 'client id'],
    [
      'azure-client-secret',
      'client_id=<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>\nclient_secret=<alnum:3>8Q~<alnum:34>',
      'client id',
    ],
    ['confluent-api-secret', 'api_key=<upper:16>\napi_secret=cflt<b64:60>', 'API key'],
  ])('%s: %s', (rule, shape, called) => {
    const found = findingsIn(fill(shape))
    expect(found).toMatchObject([{ rule }])
    if (found[0]?.severity !== 'low') expect(found[0]?.message).toMatch(new RegExp(`with its ${called}[^ ]*[.] `))
  })

  test.each([
    ['url-password', 'https<::1>//deploy:<alnum:24>@git.acme.dev/a.git'],
    ['connection-string', 'postgres<::1>//app:<alnum:24>@db.acme.dev/a'],
    ['cloudinary-url', 'cloudinary<::1>//<digits:15>:<alnum:27>@acme'],
  ])('%s is one finding on the password', (rule, shape) => {
    const text = fill(shape)
    expect(findingsIn(text)).toMatchObject([{ rule }])
    expect(findingsIn(text)[0]?.column).toBeGreaterThan(text.indexOf('//') + 3)
  })

  test('two secrets are two findings', () => {
    expect(findingsIn(fill('DD_API_KEY=<hex:32>\nDD_APP_KEY=<hex:40>')).map(({ rule }) => rule)).toEqual([
      'datadog-key',
      'datadog-key',
    ])
  })
})

test.each([
  ['sq0idp-<b64url:22>'],
  ['AC<hex:32>'],
  ['TWILIO_ACCOUNT_SID=AC<hex:32>'],
  [`client_id=${CLIENT}`],
  ['clientID: "Ov23abcdefghijklmnop"'],
  ['client_id: 0oaabcdefghijklmnopq'],
  ['RAZORPAY_KEY_ID=rzp_live_<alnum:14>'],
  ['PLAID_CLIENT_ID=<hex:24>'],
  ['ARM_CLIENT_ID=<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>'],
])('an id alone stops nothing: %s', shape => {
  expect(findingsIn(fill(shape)).filter(({ blocking }) => blocking)).toEqual([])
})

test('any order of halves and lines between: never more findings than secrets, and each secret found', () => {
  const seed = fc.nat({ max: 1 << 20 }).map(String)
  const filler = fc.array(fc.constantFrom('', '# a comment', 'region = eu-west-1', '  },'), { maxLength: 4 })
  fc.assert(
    fc.property(seed, filler, fc.boolean(), (drawn, between, idFirst) => {
      const halves = [`key: ${fill('ASIAY34F<base32:12>', drawn)}`, `secret: ${fill('<b64:40>', drawn)}`]
      const text = [...(idFirst ? halves : halves.reverse())].join(`\n${between.map(line => `${line}\n`).join('')}`)
      const found = findingsIn(text)
      // A draw without a digit, or of words, is no secret: then the id is told of.
      expect(found).toHaveLength(1)
    }),
    { seed: 20261122, numRuns: 200 },
  )
})
