import type { Rule } from '../../types.ts'

/** A sign of assignment behind a name, and an opening quote; compared ignoring case. */
const ASSIGNED = String.raw`\\?["'\x60\]]{0,2}[ \t]{0,8}(?::=|=>|={1,2}|[:,])[ \t]{0,8}\\?["'\x60]?`

/** A secret behind one of the names that both halves of a credential go by. */
function named(name: string, value: string): RegExp {
  return new RegExp(`${name}${ASSIGNED}(?<secret>${value})(?![\\w-])`, 'i')
}

const checks = ['not-placeholder', 'random'] as const

/** Secrets without a form of their own: the half that is public tells whose they are. */
export const pairs = [
  {
    id: 'github-oauth-client-secret',
    provider: 'GitHub',
    title: 'GitHub OAuth client secret',
    severity: 'high',
    keywords: [
      'github_client_secret',
      'github-client-secret',
      'githubclientsecret',
      'github_oauth',
      'github_app',
      'github_secret',
    ],
    pattern: named('github[_-]?(?:(?:oauth|app)[_-]?)?(?:client[_-]?)?secret', '[0-9a-f]{40}'),
    beside: {
      called: 'client id',
      partner: /(?<![A-Za-z0-9])(?:Iv1\.[0-9a-f]{16}|(?:Iv|Ov)23[A-Za-z0-9]{16})(?![A-Za-z0-9])/,
      keywords: ['Iv1.', 'Iv23', 'Ov23'],
      lines: 5,
      secret: named('secret', '[0-9a-f]{40}'),
    },
    checks,
    examples: [
      'GITHUB_CLIENT_SECRET=<hex:40>',
      'clientID: "Ov23abcdefghijklmnop",\nclientSecret: "<hex:40>"',
      'client_secret = "<hex:40>"\nclient_id = "Iv1.0000000000000000"',
    ],
    counterexamples: [
      'clientID: "Ov23abcdefghijklmnop"',
      'clientID: "Ov23abcdefghijklmnop",\ncommit: "<hex:40>"',
      'GITHUB_SHA=<hex:40>',
      'GITHUB_CLIENT_SECRET=<x:40>',
    ],
    help: 'https://github.com/settings/developers',
    source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    variable: 'GITHUB_CLIENT_SECRET',
  },
  {
    id: 'okta-client-secret',
    provider: 'Okta',
    title: 'Okta client secret',
    severity: 'high',
    keywords: ['okta'],
    pattern: new RegExp(
      `okta[^\\n]{0,30}?client[_-]?secret${ASSIGNED}(?<secret>[\\w-]{40}(?:[\\w-]{24})?)(?![\\w-])`,
      'i',
    ),
    beside: {
      called: 'client id',
      partner: /(?<![A-Za-z0-9])0oa[A-Za-z0-9]{17}(?![A-Za-z0-9])/,
      keywords: ['0oa'],
      lines: 5,
      secret: named('client[_-]?secret', '[\\w-]{40}(?:[\\w-]{24})?'),
    },
    checks,
    examples: ['OKTA_CLIENT_SECRET=<b64url:64>', 'client_id: 0oaabcdefghijklmnopq\nclient_secret: <b64url:40>'],
    counterexamples: [
      'client_id: 0oaabcdefghijklmnopq',
      'OKTA_CLIENT_SECRET=<x:64>',
      'client_id: 0oaabcdefghijklmnopq\nscope: <b64url:40>',
    ],
    help: 'https://developer.okta.com/docs/guides/client-secret-rotation-key/main/',
    source: 'https://developer.okta.com/docs/reference/api/oauth-clients/',
    variable: 'OKTA_CLIENT_SECRET',
  },
  {
    id: 'twilio-api-key-secret',
    provider: 'Twilio',
    title: 'Twilio API key secret',
    severity: 'high',
    keywords: ['twilio_api_secret', 'twilio_api_key_secret', 'twilio_secret', 'twilioapisecret', 'twilioapikeysecret'],
    pattern: named('twilio[_-]?(?:api[_-]?)?(?:key[_-]?)?secret', '[A-Za-z0-9]{32}'),
    beside: {
      called: 'key SID',
      partner:
        /(?:api[_-]?key|key[_-]?sid)\w{0,8}\\?["'`\]]{0,2}[ \t]{0,4}[:=,][ \t]{0,4}\\?["'`]?SK[0-9a-f]{32}(?![A-Za-z0-9])/i,
      keywords: ['api_key', 'api-key', 'apikey', 'key_sid', 'keysid', 'key-sid'],
      lines: 3,
      secret: named('secret', '[A-Za-z0-9]{32}'),
    },
    checks,
    examples: [
      'TWILIO_API_KEY_SECRET=<alnum:32>',
      'API_KEY=SK00000000000000000000000000000000\nAPI_SECRET=<alnum:32>',
      'apiKeySid: "SK00000000000000000000000000000000",\napiKeySecret: "<alnum:32>"',
    ],
    counterexamples: [
      'API_KEY=SK00000000000000000000000000000000',
      'TWILIO_API_SECRET=<x:32>',
      'API_KEY=SK00000000000000000000000000000000\nrequest: <alnum:32>',
    ],
    help: 'https://console.twilio.com/us1/account/keys-credentials/api-keys',
    source: 'https://www.twilio.com/docs/iam/api-keys',
    variable: 'TWILIO_API_KEY_SECRET',
  },
  {
    id: 'razorpay-key-secret',
    provider: 'Razorpay',
    title: 'Razorpay key secret',
    severity: 'critical',
    keywords: ['razorpay'],
    pattern: new RegExp(`razorpay[\\w.-]{0,20}?secret${ASSIGNED}(?<secret>[A-Za-z0-9]{24})(?![\\w-])`, 'i'),
    beside: {
      called: 'key id',
      partner: /(?<![A-Za-z0-9])rzp_live_[A-Za-z0-9]{14}(?![A-Za-z0-9])/,
      keywords: ['rzp_live_'],
      lines: 4,
      secret: named('secret', '[A-Za-z0-9]{24}'),
    },
    checks,
    examples: ['RAZORPAY_KEY_SECRET=<alnum:24>', 'key_id: "rzp_live_abcdefghijklmn",\nkey_secret: "<alnum:24>"'],
    counterexamples: [
      'key_id: "rzp_live_abcdefghijklmn"',
      'RAZORPAY_KEY_SECRET=<x:24>',
      'RAZORPAY_KEY_ID=rzp_live_abcdefghijklmn',
    ],
    help: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    source: 'https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/',
    variable: 'RAZORPAY_KEY_SECRET',
  },
  {
    id: 'plaid-secret',
    provider: 'Plaid',
    title: 'Plaid secret',
    severity: 'high',
    keywords: ['plaid'],
    pattern: new RegExp(`plaid[\\w.-]{0,20}?secret${ASSIGNED}(?<secret>[0-9a-f]{30})(?![\\w-])`, 'i'),
    beside: {
      called: 'client id',
      partner: /plaid[\w.-]{0,20}?client[_-]?id\\?["'`\]]{0,2}[ \t]{0,4}[:=,][ \t]{0,4}\\?["'`]?[0-9a-f]{24}(?![\w-])/i,
      keywords: ['plaid'],
      lines: 3,
    },
    checks,
    examples: ['PLAID_CLIENT_ID=000000000000000000000000\nPLAID_SECRET=<hex:30>', 'plaidSecret: "<hex:30>"'],
    counterexamples: ['PLAID_CLIENT_ID=000000000000000000000000', 'PLAID_SECRET=<0:30>'],
    help: 'https://dashboard.plaid.com/developers/keys',
    source: 'https://plaid.com/docs/api/#api-access',
    variable: 'PLAID_SECRET',
  },
] satisfies Rule[]
