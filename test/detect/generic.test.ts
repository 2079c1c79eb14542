import { expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

function rulesIn(path: string, shape: string): string[] {
  return detector.detect(excerptOf(fill(shape), { path })).map(({ finding }) => finding.rule)
}

test.each([
  ['a.py', 'API_KEY = "<alnum:32>"'],
  ['a.ts', "const clientSecret: string = '<b64url:43>'"],
  ['a.json', '{"password": "<alnum:32>"}'],
  ['.env', 'SECRET_KEY=<hex:64>'],
  ['a.yml', 'db_password: <alnum:32>'],
  ['a.go', 'apiKey := "<hex:32>"'],
  ['a.tf', 'token = "<alnum:40>"'],
  ['a.sh', "export AUTH_TOKEN='<alnum:32>'"],
  ['a.php', "'secret' => '<alnum:32>',"],
])('in %s, %s is a secret', (path, shape) => {
  expect(rulesIn(path, shape)).toHaveLength(1)
})

test.each([
  ['a.py', 'password = "changeme"'],
  ['a.py', 'password = os.environ["DB_PASSWORD"]'],
  ['a.py', 'token = get_token_from_cache(request_id)'],
  ['a.py', 'api_key = "<your-api-key>"'],
  ['a.py', 'api_key="sk-your-key-here-1234567890"'],
  ['a.ts', 'const token: AuthenticationToken2 = createTokenForUser1(user)'],
  ['a.ts', 'apiKey: process.env.API_KEY,'],
  ['a.ts', 'passwordLabel: "Passwort vergessen?"'],
  ['a.ts', 'secretId = "<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>"'],
  ['a.ts', 'token = "my-application-token-name"'],
  ['a.ts', 'token: "UserAuthenticationTokenProvider"'],
  ['a.ts', 'password: "/run/secrets/db_password1"'],
  ['a.ts', 'tokenUrl = "https://login.acme.dev/oauth2/v2.0/token"'],
  ['a.ts', 'tokenHash = "<hex:64>"'],
  ['a.yml', 'password: {{ vault_db_password1 }}'],
  ['a.yml', 'secretName: acme-tls-2024'],
  ['.env', 'API_KEY=$OTHER_API_KEY_2024'],
  ['.env', 'API_KEY='],
  ['.npmrc', '//registry.npmjs.org/:_authToken=$' + '{NPM_TOKEN}'],
  ['package-lock.json', '"integrity": "sha512-<b64:86>=="'],
  ['pnpm-lock.yaml', 'resolution: {integrity: sha512-<b64:86>==}'],
  ['a.css', '--token-color: #<hex:6>;'],
  ['a.ts', 'stripeKey = "pk_live_<alnum:24>"; const secretKeyVersion = "1.2.3-beta.4"'],
  ['a.md', 'password: xxxxxxxxxxxxxxxx'],
  ['a.ts', 'secret = "aaaaaaaaaaaaaaaaaaaa1"'],
  ['a.ts', 'secret = "abcdefghijklmnop1234567890"'],
])('in %s, %s is none', (path, shape) => {
  expect(rulesIn(path, shape)).toEqual([])
})
