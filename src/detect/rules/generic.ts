import type { Rule } from '../../types.ts'
import { ASSIGNMENT_NEEDS, assignment, KEY, password } from './assignment.ts'

const common = {
  provider: 'generic',
  severity: 'medium',
  guessable: true,
  reach: 700,
  needs: ASSIGNMENT_NEEDS,
  checks: ['assigned-value'],
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  source: 'https://cwe.mitre.org/data/definitions/798.html',
} as const

/** Values that only their name makes secrets. */
export const generic = [
  {
    ...common,
    id: 'generic-password',
    title: 'Password',
    keywords: ['pass', 'pwd', '_pw'],
    pattern: assignment('password|passwd|passphrase|pwd|(?:[._-]|db|user)pass(?![a-z])|_pw(?![a-z])', password(8, 160)),
    examples: ['db_password = "<alnum:32>"', 'DB_PASSWORD=<b64url:32>', 'password: "<alnum:9>!<upper:2><lower:4>7"'],
    counterexamples: [
      'password = "changeme123"',
      'password: process.env.DB_PASSWORD',
      'passwordPath = "/run/secrets/db_password"',
      'password: string',
      'DB_PASSWORD=$DB_PASSWORD',
    ],
    variable: 'PASSWORD',
  },
  {
    ...common,
    id: 'generic-secret',
    title: 'Secret',
    keywords: [
      'secret',
      'cred',
      'private_key',
      'privatekey',
      'signing_key',
      'signingkey',
      'encryption_key',
      'encryptionkey',
      'master_key',
      'masterkey',
    ],
    pattern: assignment(
      'secret|credentials?|(?<![a-z])creds(?![a-z])|(?:private|signing|encryption|master)[_-]?key',
      password(10, 255),
    ),
    examples: ['client_secret = "<alnum:32>"', 'CLIENT_SECRET=<hex:64>', 'const signingKey: string = "<b64url:43>"'],
    counterexamples: [
      "tags: ['security', 'secret', 'external/cwe/cwe-798'],",
      'secretName: my-application-secret',

      'secretHash = "<hex:64>"',
      'secretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:a"',
    ],
    variable: 'CLIENT_SECRET',
  },
  {
    ...common,
    id: 'generic-api-key',
    title: 'API key or token',
    keywords: [
      'api_key',
      'apikey',
      'api-key',
      'access_key',
      'accesskey',
      'access-key',
      'auth_key',
      'authkey',
      'app_key',
      'appkey',
      'consumer_key',
      'consumerkey',
      'account_key',
      'accountkey',
      'token',
    ],
    pattern: assignment('(?:api|access|auth|app|consumer|account)[_-]?key|token', KEY),
    examples: [
      'api_key = "<alnum:32>"',
      'X-Api-Key: <hex:32>',
      'accessToken: "<b64url:40>"',
      'APP_KEY=base64:<b64:43>=',
    ],
    counterexamples: [
      'apiKey: process.env.API_KEY',
      'token = "<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>"',
      'tokenHash = "<hex:64>"',
      'const token = await getAccessTokenFromCache(1)',
      'api_key: <your-api-key-goes-here>',
      'tokenUrl: "https://login.acme.dev/oauth2/v2/token"',
    ],
    variable: 'API_KEY',
  },
] satisfies Rule[]
