import type { Rule } from '../../types.ts'

const common = {
  provider: 'generic',
  severity: 'medium',
  guessable: true,
  checks: ['assigned-value'],
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  source: 'https://cwe.mitre.org/data/definitions/798.html',
} as const

// A name, perhaps a type, a sign of assignment, a value in quotes or, in configuration, without.
export const generic = [
  {
    ...common,
    id: 'generic-password',
    title: 'Password',
    keywords: ['password', 'passwd', 'passphrase', 'pwd'],
    pattern:
      /(?:password|passwd|passphrase|pwd)[\w.-]{0,24}\\?["'`\]]{0,2}(?:[ \t]{0,2}:[ \t]{0,2}[A-Za-z]{1,20})?[ \t]{0,12}(?::=|=>|={1,3}|:|,(?=[ \t]{0,4}["'])|\((?=["']))[ \t]{0,12}\\?["'`]?(?<secret>[\w.~!@#$%^&*+=/?:|-]{8,128})/i,
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
      'credential',
      'private_key',
      'privatekey',
      'signing_key',
      'signingkey',
      'encryption_key',
      'encryptionkey',
      'master_key',
      'masterkey',
    ],
    pattern:
      /(?:secret|credentials?|(?:private|signing|encryption|master)[_-]?key)[\w.-]{0,24}\\?["'`\]]{0,2}(?:[ \t]{0,2}:[ \t]{0,2}[A-Za-z]{1,20})?[ \t]{0,12}(?::=|=>|={1,3}|:|,(?=[ \t]{0,4}["'])|\((?=["']))[ \t]{0,12}\\?["'`]?(?<secret>[\w.~!@#$%^&*+=/?:|-]{10,256})/i,
    examples: ['client_secret = "<alnum:32>"', 'CLIENT_SECRET=<hex:64>', 'const signingKey: string = "<b64url:43>"'],
    counterexamples: [
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
    keywords: ['api_key', 'apikey', 'api-key', 'access_key', 'accesskey', 'access-key', 'auth_key', 'authkey', 'token'],
    pattern:
      /(?:(?:api|access|auth)[_-]?key|token)[\w.-]{0,24}\\?["'`\]]{0,2}(?:[ \t]{0,2}:[ \t]{0,2}[A-Za-z]{1,20})?[ \t]{0,12}(?::=|=>|={1,3}|:|,(?=[ \t]{0,4}["'])|\((?=["']))[ \t]{0,12}\\?["'`]?(?<secret>[\w.~+=/-]{16,256})/i,
    examples: ['api_key = "<alnum:32>"', 'X-Api-Key: <hex:32>', 'accessToken: "<b64url:40>"'],
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
