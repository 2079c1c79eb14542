import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'
import { beside } from '../token.ts'

const posthog = {
  provider: 'PostHog',
  severity: 'high',
  checks: ['not-placeholder', 'not-words'],
  help: 'https://us.posthog.com/settings/user-api-keys',
} as const

export const analytics = [
  {
    ...posthog,
    id: 'posthog-personal-key',
    title: 'PostHog personal API key',
    keywords: ['phx_'],
    pattern: /(?<![A-Za-z0-9_]{2})(?<secret>phx_[\w-]{40,52})(?![\w-])/,
    examples: ['POSTHOG_PERSONAL_API_KEY=phx_<b64url:43>', '"phx_<b64url:43>"'],
    counterexamples: ['phx_<b64url:20>', 'phx_<x:43>', 'phc_<alnum:43>'],
    source: 'https://github.com/betterleaks/betterleaks',
    variable: 'POSTHOG_PERSONAL_API_KEY',
  },
  {
    ...posthog,
    id: 'posthog-secure-key',
    title: 'PostHog feature flag secure key',
    keywords: ['phs_'],
    pattern: /(?<![A-Za-z0-9_]{2})(?<secret>phs_[A-Za-z0-9]{40,64})(?![A-Za-z0-9])/,
    examples: ['phs_<alnum:43>', '"phs_<alnum:43>"'],
    counterexamples: ['phs_<alnum:20>', 'phs_<x:43>'],
    source: 'https://github.com/Samsung/CredSweeper',
  },
  {
    ...posthog,
    id: 'posthog-oauth-token',
    title: 'PostHog OAuth access token',
    keywords: ['pha_'],
    pattern: /(?<![A-Za-z0-9_]{2})(?<secret>pha_[A-Za-z0-9]{40,64})(?![A-Za-z0-9])/,
    examples: ['pha_<alnum:43>', '"pha_<alnum:43>"'],
    counterexamples: ['pha_<alnum:20>', 'pha_<x:43>'],
    source: 'https://github.com/Samsung/CredSweeper',
  },
  {
    ...posthog,
    id: 'posthog-refresh-token',
    title: 'PostHog OAuth refresh token',
    keywords: ['phr_'],
    pattern: /(?<![A-Za-z0-9_]{2})(?<secret>phr_[A-Za-z0-9]{40,64})(?![A-Za-z0-9])/,
    examples: ['phr_<alnum:43>', '"phr_<alnum:43>"'],
    counterexamples: ['phr_<alnum:20>', 'phr_<x:43>'],
    source: 'https://github.com/Samsung/CredSweeper',
  },
  {
    id: 'segment-api-token',
    provider: 'Segment',
    title: 'Segment Public API token',
    severity: 'critical',
    keywords: ['sgp_'],
    pattern: /(?<![A-Za-z0-9_]{2})(?<secret>sgp_[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
    checks: ['not-placeholder', 'not-words'],
    examples: ['sgp_<alnum:64>', '"sgp_<alnum:64>"'],
    counterexamples: ['sgp_<alnum:32>', 'sgp_<x:64>'],
    help: RULES_PAGE,
    source: 'https://github.com/betterleaks/betterleaks',
  },
  {
    id: 'statsig-server-key',
    provider: 'Statsig',
    title: 'Statsig server secret key',
    severity: 'high',
    keywords: ['statsig'],
    pattern: beside('statsig', 'secret-[A-Za-z0-9]{20,50}'),
    checks: ['not-placeholder', 'not-words'],
    examples: ['STATSIG_SERVER_SECRET=secret-<alnum:43>', 'Statsig.initialize("secret-<alnum:43>")'],
    counterexamples: [
      'secret-<alnum:43>',
      'STATSIG_SERVER_SECRET=secret-<alnum:8>',
      'STATSIG_CLIENT=client-<alnum:43>',
    ],
    help: RULES_PAGE,
    source: 'https://github.com/JSONbored/gittensory',
  },
] satisfies Rule[]
