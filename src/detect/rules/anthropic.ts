import type { Rule } from '../../types.ts'

const common = {
  provider: 'Anthropic',
  severity: 'critical',
  checks: ['not-placeholder'],
  help: 'https://console.anthropic.com/settings/keys',
  source: 'https://docs.anthropic.com/en/api/getting-started',
} as const

export const anthropic = [
  {
    ...common,
    id: 'anthropic-api-key',
    title: 'Anthropic API key',
    keywords: ['sk-ant-api'],
    pattern: /(?<secret>sk-ant-api\d{2,4}-[\w-]{80,180})/,
    examples: [
      'ANTHROPIC_API_KEY=sk-ant-api03-<b64url:93>AA',
      'sk-ant-api04-<b64url:93>AA',
      '"sk-ant-api03-<b64url:94>-"',
    ],
    counterexamples: ['sk-ant-api03-<b64url:30>', 'sk-ant-api03-<x:95>', 'sk-ant-api03-your-key-goes-here'],
    variable: 'ANTHROPIC_API_KEY',
  },
  {
    ...common,
    id: 'anthropic-admin-key',
    title: 'Anthropic admin API key',
    keywords: ['sk-ant-admin'],
    pattern: /(?<secret>sk-ant-admin\d{2,4}-[\w-]{80,180})/,
    examples: ['sk-ant-admin01-<b64url:93>AA'],
    counterexamples: ['sk-ant-admin01-<b64url:30>'],
    help: 'https://console.anthropic.com/settings/admin-keys',
    variable: 'ANTHROPIC_ADMIN_KEY',
  },
  {
    ...common,
    id: 'anthropic-oauth-token',
    title: 'Anthropic OAuth token',
    keywords: ['sk-ant-oat', 'sk-ant-ort'],
    pattern: /(?<secret>sk-ant-o[ar]t\d{2,4}-[\w-]{40,180})/,
    examples: ['CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-<b64url:93>AA', 'sk-ant-ort01-<b64url:95>'],
    counterexamples: ['sk-ant-oat01-<b64url:20>'],
    variable: 'CLAUDE_CODE_OAUTH_TOKEN',
  },
  {
    ...common,
    id: 'anthropic-session-key',
    title: 'Anthropic session key',
    severity: 'high',
    keywords: ['sk-ant-sid'],
    pattern: /(?<secret>sk-ant-sid\d{0,4}-[\w-]{32,300})/,
    examples: ['sessionKey=sk-ant-sid01-<b64url:86>'],
    counterexamples: ['sk-ant-sid01-<b64url:12>'],
    variable: 'ANTHROPIC_API_KEY',
  },
] satisfies Rule[]
