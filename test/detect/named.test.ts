import { expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

/** How a key that only its name tells is written in languages and formats. */
const WRITTEN = [
  'ABUSEIPDB_API_KEY=<hex:80>',
  'export ABUSEIPDB_KEY="<hex:80>"',
  'abuseipdb_key: <hex:80>',
  '"abuseipdbApiKey": "<hex:80>",',
  'ABUSEIPDB_KEY ?= <hex:80>',
  'ABUSEIPDB_KEY ::= <hex:80>',
  'ABUSEIPDB_KEY :::= <hex:80>',
  'const key = process.env.ABUSEIPDB_KEY || "<hex:80>"',
  'const key = process.env["ABUSEIPDB_KEY"] ?? "<hex:80>"',
  'options.abuseipdbKey ||= "<hex:80>"',
  'key = os.getenv("ABUSEIPDB_KEY", "<hex:80>")',
  'key = os.environ.get("ABUSEIPDB_KEY") or "<hex:80>"',
  'const abuseipdbKey: string = "<hex:80>"',
  'KEY="$' + '{ABUSEIPDB_KEY:-<hex:80>}"',
  '<abuseipdbToken><hex:80></abuseipdbToken>',
  '<add key="AbuseIpdbKey" value="<hex:80>" />',
  '<string name="abuseipdb_key"><hex:80></string>',
  'abuseipdb.Client(api_key="<hex:80>")',
  'curl https://api.abuseipdb.com/v2 -H "Authorization: Bearer <hex:80>"',
  'abuseipdb --api-key <hex:80>',
]

const detector = createDetector({ rules, blockFrom: 'medium' })
const rulesIn = (text: string) => detector.detect(excerptOf(text)).map(({ finding }) => finding.rule)

test.each(WRITTEN)('finds %s', shape => {
  expect(rulesIn(fill(shape))).toEqual(['abuseipdb-api-key'])
})

test.each(['ABUSEIPDB_PUBLIC_KEY=<hex:80>', 'ABUSEIPDB_KEY_ID=<hex:80>', 'see <hex:80> for abuseipdb'])(
  'leaves %s',
  shape => {
    expect(rulesIn(fill(shape))).toEqual([])
  },
)

test('a name decides between providers whose keys look the same', () => {
  expect(rulesIn(fill('SHODAN_API_KEY=<alnum:32>'))).toEqual(['shodan-api-key'])
  expect(rulesIn(fill('DUO_SECRET_KEY=<alnum:40>'))).toEqual(['duo-secret-key'])
})

test('a format that is known says more than a name', () => {
  expect(rulesIn(fill('SNOWFLAKE_TOKEN=sk-ant-api03-<b64url:95>'))).toEqual(['anthropic-api-key'])
})
