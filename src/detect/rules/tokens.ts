import type { Rule } from '../../types.ts'

export const tokens = [
  {
    id: 'json-web-token',
    provider: 'generic',
    title: 'JSON Web Token',
    severity: 'medium',
    keywords: ['eyJ'],
    pattern: /(?:(?<![\w.-])|(?<=:-))(?<secret>eyJ[\w-]{10,600}\.eyJ[\w-]{10,2400}\.[\w-]{20,700})/,
    reach: 3800,
    checks: ['json-web-token'],
    examples: ['Authorization: Bearer <jwt:43>'],
    counterexamples: ['eyJ<b64url:30>', 'eyJ<x:30>.eyJ<x:30>.<x:43>'],
    help: 'https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html',
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    variable: 'ACCESS_TOKEN',
  },
] satisfies Rule[]
