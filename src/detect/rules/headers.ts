import type { Rule } from '../../types.ts'

const common = {
  provider: 'generic',
  guessable: true,
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
} as const

/** What is sent along to be let in. */
export const headers = [
  {
    ...common,
    id: 'authorization-token',
    title: 'Token in an Authorization header',
    severity: 'medium',
    keywords: ['authorization', 'bearer'],
    pattern:
      /(?:authorization["'`]?\]?[ \t]{0,4}(?:=>|[:=,])[ \t]{0,4}[bfru]?\\?["'`]?(?:(?:bearer|token|apikey|api-key|api-token|key|bot|oauth|ssws|genie-?key|apitoken|private-token)[ \t]{1,4}(?:token=)?\\?["']?)?|(?<![\w-])bearer )(?<secret>[\w.~+/=:-]{16,600})/i,
    reach: 900,
    checks: ['sent-token'],
    examples: [
      'curl -H "Authorization: Bearer <alnum:40>" https://api.acme.dev',
      'headers: { Authorization: "Token <hex:40>" },',
      '"Authorization" => "Bearer <b64url:43>",',
      'Authorization: <hex:32>',
      'const header = "Bearer <alnum:40>"',
    ],
    counterexamples: [
      'Authorization: Bearer $TOKEN',
      'Authorization: Bearer <your-token>',
      'headers: { Authorization: authorizationHeaderOf(user) },',
      'Bearer authentication-with-the-token2',
      'Authorization: AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws4_request',
    ],
    variable: 'ACCESS_TOKEN',
  },
  {
    ...common,
    id: 'authorization-basic',
    provider: 'basic authentication',
    title: 'User and password in an Authorization header',
    severity: 'high',
    keywords: ['basic'],
    pattern: /(?<![\w-])basic[ \t]{1,4}(?<secret>[A-Za-z0-9+/]{12,600}={0,2})(?![A-Za-z0-9+/=])/i,
    reach: 700,
    checks: ['basic-credentials'],
    examples: ['Authorization: Basic <basic:24>', 'curl -H "Authorization: Basic <basic:16>" https://api.acme.dev'],
    counterexamples: ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'basic authentication is off', 'Basic <b64:24>'],
    source: 'https://www.rfc-editor.org/rfc/rfc7617',
    variable: 'API_PASSWORD',
  },
] satisfies Rule[]
