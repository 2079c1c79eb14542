/** What each provider documents that it answers: for a live key, and for one that it does not accept. */
export interface Documented {
  readonly live: readonly [status: number, body: unknown, headers?: Record<string, string>]
  readonly revoked: readonly [status: number, body: unknown]
  /** Of what is told of the live key. */
  readonly tells: string
}

const OPENAI_REFUSES = [
  401,
  { error: { message: 'Incorrect API key provided: sk-…', type: 'invalid_request_error', code: 'invalid_api_key' } },
] as const
const UNAUTHORIZED = [401, { error: 'unauthorized' }] as const
const LIST = [200, { object: 'list', data: [{ id: 'm1', object: 'model' }] }] as const
const LINEAR: Documented = {
  live: [200, { data: { viewer: { name: 'Ann', email: 'ann@acme.dev', organization: { name: 'ACME' } } } }],
  revoked: [400, { errors: [{ message: 'Authentication required', extensions: { code: 'AUTHENTICATION_ERROR' } }] }],
  tells: 'workspace ACME',
}

export const answers: Readonly<Record<string, Documented>> = {
  openai: { live: [...LIST, { 'openai-organization': 'acme' }], revoked: OPENAI_REFUSES, tells: 'organization acme' },
  'openai-admin': {
    live: [200, { object: 'list', data: [] }, { 'openai-organization': 'acme' }],
    revoked: OPENAI_REFUSES,
    tells: 'organization acme',
  },
  anthropic: {
    live: [200, { data: [{ id: 'm', type: 'model' }], has_more: false }, { 'anthropic-organization-id': 'org-1' }],
    revoked: [401, { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }],
    tells: 'organization org-1',
  },
  'anthropic-admin': {
    live: [200, { id: '12345678', name: 'ACME', type: 'organization' }],
    revoked: [401, { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }],
    tells: 'organization ACME',
  },
  'google-ai': {
    live: [200, { models: [{ name: 'models/gemini' }] }],
    revoked: [
      400,
      {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
        },
      },
    ],
    tells: '',
  },
  huggingface: {
    live: [200, { type: 'user', name: 'ann', auth: { accessToken: { displayName: 'ci', role: 'write' } } }],
    revoked: [401, { error: 'Invalid credentials in Authorization header' }],
    tells: 'role write',
  },
  groq: { live: LIST, revoked: OPENAI_REFUSES, tells: 'models 1' },
  mistral: { live: LIST, revoked: [401, { detail: 'Unauthorized' }], tells: 'models 1' },
  deepseek: { live: LIST, revoked: OPENAI_REFUSES, tells: 'models 1' },
  openrouter: {
    live: [200, { data: { label: 'sk-or-…', usage: 3.5, limit: 10 } }],
    revoked: [401, { error: { message: 'No auth credentials found', code: 401 } }],
    tells: 'limit in USD 10',
  },
  replicate: {
    live: [200, { type: 'organization', username: 'acme', name: 'ACME' }],
    revoked: [401, { title: 'Unauthenticated', status: 401 }],
    tells: 'account acme',
  },
  cohere: {
    live: [200, { valid: true, organization_id: 'org-1', owner_id: 'o' }],
    revoked: [200, { valid: false }],
    tells: 'organization org-1',
  },
  xai: {
    live: [
      200,
      { name: 'ci', team_id: 't1', acls: ['api-key:model:*'], api_key_blocked: false, api_key_disabled: false },
    ],
    revoked: [400, { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: xa***' }],
    tells: 'may api-key:model:*',
  },
  elevenlabs: {
    live: [200, { user_id: 'u1', subscription: { tier: 'creator' } }],
    revoked: [401, { detail: { status: 'invalid_api_key', message: 'Invalid API key' } }],
    tells: 'plan creator',
  },
  deepgram: {
    live: [200, { api_key_id: 'k1', scopes: ['usage:write'] }],
    revoked: [401, { err_code: 'INVALID_AUTH', err_msg: 'Invalid credentials.' }],
    tells: 'scopes usage:write',
  },
  github: {
    live: [200, { login: 'octocat', id: 1 }, { 'x-oauth-scopes': 'repo, gist' }],
    revoked: [401, { message: 'Bad credentials', status: '401' }],
    tells: 'scopes repo, gist',
  },
  'github-installation': {
    live: [200, { total_count: 3, repositories: [{ full_name: 'acme/web' }] }],
    revoked: [401, { message: 'Bad credentials', status: '401' }],
    tells: 'repositories 3',
  },
  gitlab: {
    live: [200, { id: 4, name: 'ci', revoked: false, scopes: ['api'], user_id: 24, active: true, expires_at: null }],
    revoked: [200, { id: 4, name: 'ci', revoked: true, scopes: ['api'], user_id: 24, active: false }],
    tells: 'scopes api',
  },
  npm: { live: [200, { username: 'ann' }], revoked: UNAUTHORIZED, tells: 'user ann' },
  circleci: {
    live: [200, { id: 'u', login: 'ann', name: 'Ann' }],
    revoked: [401, { message: 'Invalid token provided.' }],
    tells: 'user ann',
  },
  buildkite: {
    live: [200, { uuid: 'b63254c0', scopes: ['read_builds'] }],
    revoked: [401, { message: 'Authentication required' }],
    tells: 'scopes read_builds',
  },
  postman: {
    live: [200, { user: { id: 1, username: 'ann', email: 'ann@acme.dev' }, operations: [] }],
    revoked: [401, { error: { name: 'AuthenticationError' } }],
    tells: 'user ann',
  },
  figma: {
    live: [200, { id: '1', handle: 'Ann', email: 'ann@acme.dev' }],
    revoked: [403, { status: 403, err: 'Invalid token' }],
    tells: 'user Ann',
  },
  linear: LINEAR,
  'linear-oauth': LINEAR,
  asana: {
    live: [200, { data: { gid: '1', name: 'Ann', email: 'ann@acme.dev' } }],
    revoked: [401, { errors: [{ message: 'Not Authorized' }] }],
    tells: 'user Ann',
  },
  notion: {
    live: [200, { object: 'user', id: 'b1', type: 'bot', name: 'Sync', bot: { workspace_name: 'ACME' } }],
    revoked: [401, { object: 'error', status: 401, code: 'unauthorized' }],
    tells: 'workspace ACME',
  },
  airtable: {
    live: [200, { id: 'usr1', scopes: ['data.records:read'] }],
    revoked: [401, { error: { type: 'AUTHENTICATION_REQUIRED' } }],
    tells: 'scopes data.records:read',
  },
  aws: {
    live: [
      200,
      '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/Alice</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
    ],
    revoked: [
      403,
      '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code></Error></ErrorResponse>',
    ],
    tells: 'identity arn:aws:iam::123456789012:user/Alice',
  },
  cloudflare: {
    live: [200, { success: true, errors: [], messages: [], result: { id: 'f267', status: 'active' } }],
    revoked: [200, { success: true, errors: [], messages: [], result: { id: 'f267', status: 'disabled' } }],
    tells: 'token id f267',
  },
  digitalocean: {
    live: [200, { account: { email: 'ann@acme.dev', team: { name: 'ACME' } } }],
    revoked: [401, { id: 'unauthorized', message: 'Unable to authenticate you.' }],
    tells: 'team ACME',
  },
  heroku: {
    live: [200, { id: '01234567', email: 'ann@acme.dev' }],
    revoked: [401, { id: 'unauthorized', message: 'Invalid credentials provided.' }],
    tells: 'account ann@acme.dev',
  },
  vercel: {
    live: [200, { user: { id: 'u', username: 'ann', email: 'ann@acme.dev' } }],
    revoked: [403, { error: { code: 'forbidden', message: 'Not authorized', invalidToken: true } }],
    tells: 'user ann',
  },
  netlify: {
    live: [200, { id: '1', full_name: 'Ann', email: 'ann@acme.dev' }],
    revoked: [401, { code: 401, message: 'Access Denied: Bad access token' }],
    tells: 'user Ann',
  },
  linode: {
    live: [200, { username: 'ann', email: 'ann@acme.dev' }, { 'x-oauth-scopes': 'linodes:read_only' }],
    revoked: [401, { errors: [{ reason: 'Invalid Token' }] }],
    tells: 'scopes linodes:read_only',
  },
  pulumi: {
    live: [200, { stacks: [{ orgName: 'acme', projectName: 'web', stackName: 'prod' }] }],
    revoked: [401, { code: 401, message: 'Unauthorized: No credentials provided or are invalid.' }],
    tells: 'organization of a stack acme',
  },
  terraform: {
    live: [200, { data: { id: 'user-1', type: 'users', attributes: { username: 'ann' } } }],
    revoked: [401, { errors: [{ status: '401', title: 'unauthorized' }] }],
    tells: 'user ann',
  },
  doppler: {
    live: [200, { workplace: { name: 'ACME', slug: 'a1' }, type: 'service_token', slug: 's1', name: 'ci' }],
    revoked: [401, { messages: ['Invalid Auth token'], success: false }],
    tells: 'workplace ACME',
  },
  launchdarkly: {
    live: [200, { accountId: 'a1', authKind: 'token', tokenName: 'ci', scopes: ['reader'] }],
    revoked: [401, { message: 'Invalid account ID or access token.' }],
    tells: 'token ci',
  },
  neon: {
    live: [200, { id: 'u1', login: 'ann', email: 'ann@acme.dev' }],
    revoked: [401, { code: '', message: 'authentication failed' }],
    tells: 'user ann',
  },
  slack: {
    live: [200, { ok: true, team: 'ACME', user: 'bot', team_id: 'T1' }, { 'x-oauth-scopes': 'chat:write' }],
    revoked: [200, { ok: false, error: 'token_revoked' }],
    tells: 'workspace ACME',
  },
  discord: {
    live: [200, { id: '1', username: 'helper', bot: true }],
    revoked: [401, { message: '401: Unauthorized', code: 0 }],
    tells: 'bot helper',
  },
  telegram: {
    live: [200, { ok: true, result: { id: 1, is_bot: true, username: 'helper_bot' } }],
    revoked: [401, { ok: false, error_code: 401, description: 'Unauthorized' }],
    tells: 'bot helper_bot',
  },
  sendgrid: {
    live: [200, { scopes: ['mail.send', 'alerts.read'] }],
    revoked: [401, { errors: [{ field: null, message: 'authorization required' }] }],
    tells: 'scopes mail.send, alerts.read',
  },
  brevo: {
    live: [200, { email: 'ann@acme.dev', companyName: 'ACME' }],
    revoked: [401, { message: 'Key not found', code: 'unauthorized' }],
    tells: 'company ACME',
  },
  twilio: {
    live: [200, { sid: 'AC1', friendly_name: 'ACME', status: 'active', type: 'Full' }],
    revoked: [401, { code: 20003, message: 'Authenticate', status: 401 }],
    tells: 'account ACME',
  },
  stripe: {
    live: [200, { object: 'balance', available: [], livemode: true }],
    revoked: [401, { error: { message: 'Invalid API Key provided: sk_live_***', type: 'invalid_request_error' } }],
    tells: 'live mode true',
  },
  square: {
    live: [200, { merchant: { id: 'M1', business_name: 'ACME' } }],
    revoked: [401, { errors: [{ category: 'AUTHENTICATION_ERROR', code: 'UNAUTHORIZED' }] }],
    tells: 'merchant ACME',
  },
  intercom: {
    live: [200, { type: 'admin', id: '1', name: 'Ann', app: { name: 'ACME' } }],
    revoked: [401, { type: 'error.list', errors: [{ code: 'unauthorized' }] }],
    tells: 'app ACME',
  },
}
