import type { Rule } from '../../types.ts'

const help = 'https://platform.openai.com/api-keys'
const source = 'https://platform.openai.com/docs/api-reference/authentication'
const common = { provider: 'OpenAI', help, source, variable: 'OPENAI_API_KEY' } as const

// Lengths differ from year to year: the prefix and the marker in the middle are what stays. A key may end in `-` or `_`.
export const openai = [
  {
    ...common,
    id: 'openai-project-key',
    title: 'OpenAI project API key',
    severity: 'critical',
    keywords: ['sk-proj-'],
    pattern: /(?<secret>sk-proj-[\w-]{40,320})/,
    checks: ['openai-body'],
    examples: [
      'OPENAI_API_KEY=sk-proj-<b64url:74>T3BlbkFJ<b64url:74>',
      'key: "sk-proj-<alnum:58>T3BlbkFJ<alnum:58>"',
      "OpenAI(api_key='sk-proj-<alnum:20>T3BlbkFJ<alnum:20>')",
      '"\\nsk-proj-<b64url:66>T3BlbkFJ<b64url:65>-"',
      'sk-proj-<b64url:156>',
    ],
    counterexamples: [
      'sk-proj-<b64url:20>',
      'sk-proj-…',
      'sk-proj-<x:60>',
      'sk-proj-your-project-key-goes-here-please-and-thank-you',
    ],
  },
  {
    ...common,
    id: 'openai-service-account-key',
    title: 'OpenAI service account API key',
    severity: 'critical',
    keywords: ['sk-svcacct-', 'sk-service-'],
    pattern: /(?<secret>sk-(?:svcacct|service)-[\w-]{40,320})/,
    checks: ['openai-body'],
    examples: [
      'OPENAI_API_KEY=sk-svcacct-<b64url:74>T3BlbkFJ<b64url:74>',
      'sk-svcacct-<alnum:46>T3BlbkFJ<alnum:46>',
      'sk-svcacct-<alnum:51>T3BlbkFJ<alnum:47>',
      'sk-service-<alnum:20>T3BlbkFJ<alnum:20>',
    ],
    counterexamples: ['sk-svcacct-<b64url:20>', 'sk-service-level-objectives-and-other-long-words-of-the-trade'],
  },
  {
    ...common,
    id: 'openai-admin-key',
    title: 'OpenAI admin API key',
    severity: 'critical',
    keywords: ['sk-admin-'],
    pattern: /(?<secret>sk-admin-[\w-]{40,320})/,
    checks: ['openai-body'],
    examples: ['OPENAI_ADMIN_KEY=sk-admin-<b64url:58>T3BlbkFJ<b64url:58>', 'sk-admin-<b64url:124>'],
    counterexamples: ['sk-admin-<b64url:20>', 'sk-admin-panel-with-a-long-descriptive-name-of-some-class'],
    help: 'https://platform.openai.com/settings/organization/admin-keys',
    variable: 'OPENAI_ADMIN_KEY',
  },
  {
    ...common,
    id: 'openai-user-key',
    title: 'OpenAI user API key',
    severity: 'critical',
    // The marker too: the opening is too short to be known in base64 at any alignment.
    keywords: ['sk-', 'T3BlbkFJ'],
    pattern:
      /(?<![A-Za-z0-9]{2})(?<secret>sk-(?!proj-|svcacct-|service-|admin-|ant-)[\w-]{16,200}T3BlbkFJ[\w-]{16,120})/,
    checks: ['not-placeholder'],
    examples: [
      'OPENAI_API_KEY=sk-<alnum:20>T3BlbkFJ<alnum:20>',
      'sk-None-<alnum:20>T3BlbkFJ<alnum:20>',
      'sk-None-<alnum:42>T3BlbkFJ<alnum:42>',
      'sk-<b64url:44>T3BlbkFJ<b64url:44>',
      'sk-mybot-<alnum:20>T3BlbkFJ<alnum:20>',
    ],
    counterexamples: ['sk-<alnum:12>T3BlbkFJ<alnum:12>', 'sk-<x:20>T3BlbkFJ<x:20>', 'task-<alnum:48>'],
  },
  {
    ...common,
    id: 'openai-unmarked-key',
    title: 'OpenAI API key',
    severity: 'critical',
    keywords: ['sk-'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>sk-[A-Za-z0-9]{48})(?![\w-])/,
    checks: ['random', 'openai-nearby'],
    examples: ['OPENAI_API_KEY=sk-<alnum:48>', 'openai.api_key = "sk-<alnum:48>"'],
    counterexamples: ['STABILITY_KEY=sk-<alnum:48>', 'OPENAI_API_KEY=sk-<alnum:30>', 'OPENAI_API_KEY=sk-<x:48>'],
  },
  {
    ...common,
    id: 'openai-session-token',
    title: 'OpenAI session token',
    severity: 'high',
    keywords: ['sess-'],
    pattern: /(?<![\w-])(?<secret>sess-[A-Za-z0-9]{40})(?![\w-])/,
    checks: ['random'],
    examples: ['Authorization: Bearer sess-<alnum:40>'],
    counterexamples: ['sess-<hex:12>', 'sess-<x:40>', 'my-sess-<alnum:40>'],
  },
] satisfies Rule[]
