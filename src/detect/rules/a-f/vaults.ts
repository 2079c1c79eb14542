import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'
import { betterleaks, gitleaks, osvScalibr, trufflehog } from './sources.ts'

const common = { severity: 'critical', checks: ['not-placeholder'], help: RULES_PAGE } as const

/** What opens other secrets: password managers, secret stores, swarms. */
export const vaults = [
  {
    ...common,
    id: '1password-service-account-token',
    provider: '1Password',
    title: '1Password service account token',
    keywords: ['ops_eyJ'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>ops_eyJ[\w+/-]{240,3000}={0,3})/,
    reach: 3100,
    examples: ['OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ<b64:250>', '"ops_eyJ<b64url:840>"'],
    counterexamples: ['ops_eyJ<b64:60>', 'ops_eyJ<x:250>', 'dev_ops_<b64:250>'],
    source: gitleaks,
    variable: 'OP_SERVICE_ACCOUNT_TOKEN',
  },
  {
    ...common,
    id: '1password-secret-key',
    provider: '1Password',
    title: '1Password secret key',
    severity: 'high',
    keywords: ['A3-'],
    pattern:
      /(?:(?<![A-Za-z0-9-])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5})(?![A-Za-z0-9-])/,
    checks: ['random'],
    examples: [
      'secret key: A3-<base32:6>-<base32:11>-<base32:5>-<base32:5>-<base32:5>',
      '"A3-<base32:6>-<base32:6>-<base32:5>-<base32:5>-<base32:5>-<base32:5>"',
    ],
    counterexamples: [
      'A3-<base32:6>-<base32:5>',
      'A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX',
      '<hex:8>-<hex:4>-4<hex:3>-a<hex:1>a3-<hex:12>',
    ],
    source: gitleaks,
  },
  {
    ...common,
    id: '1password-recovery-code',
    provider: '1Password',
    title: '1Password recovery code',
    keywords: ['1PRK-'],
    pattern: /(?:(?<![A-Za-z0-9-])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>1PRK(?:-[A-Z0-9]{4}){13})(?![A-Za-z0-9-])/,
    examples: [
      '1PRK-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>-<base32:4>',
    ],
    counterexamples: [
      '1PRK-<base32:4>-<base32:4>',
      '1PRK-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX',
    ],
    source: osvScalibr,
  },
  {
    ...common,
    id: 'doppler-token',
    provider: 'Doppler',
    title: 'Doppler token',
    // No checksum is known.
    keywords: ['dp.pt.', 'dp.ct.', 'dp.st.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    pattern:
      /(?<![A-Za-z0-9]{2})(?<secret>dp\.(?:pt|ct|sa|scim|audit|st(?:\.[\w-]{2,35})?)\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/,
    examples: [
      'DOPPLER_TOKEN=dp.pt.<alnum:43>',
      'dp.ct.<alnum:43>',
      'dp.st.<alnum:43>',
      'DOPPLER_TOKEN="dp.st.dev_main.<alnum:43>"',
      'dp.sa.<alnum:43>',
      'dp.scim.<alnum:43>',
      'dp.audit.<alnum:40>',
    ],
    counterexamples: ['dp.pt.<alnum:20>', 'dp.st.<x:43>', 'dp.xx.<alnum:43>'],
    help: 'https://dashboard.doppler.com',
    source: trufflehog,
    variable: 'DOPPLER_TOKEN',
  },
  {
    ...common,
    id: 'docker-swarm-unlock-key',
    provider: 'Docker',
    title: 'Docker swarm unlock key',
    keywords: ['SWMKEY-1-'],
    pattern: /(?<secret>SWMKEY-1-[A-Za-z0-9+/]{40,50})(?![A-Za-z0-9+/])/,
    examples: ['docker swarm unlock SWMKEY-1-<b64:43>'],
    counterexamples: ['SWMKEY-1-<b64:12>', 'SWMKEY-1-<x:43>'],
    source: betterleaks,
  },
  {
    ...common,
    id: 'docker-swarm-join-token',
    provider: 'Docker',
    title: 'Docker swarm join token',
    keywords: ['SWMTKN-1-'],
    pattern: /(?<secret>SWMTKN-1-[a-z0-9]{50,60}-[a-z0-9]{24,30})(?![A-Za-z0-9])/,
    examples: [
      'docker swarm join --token SWMTKN-1-<lower:30><digits:10><lower:10>-<lower:15><digits:10> 10.0.0.5:2377',
    ],
    counterexamples: ['SWMTKN-1-<lower:20>-<lower:10>', 'SWMTKN-1-<x:50>-<x:25>'],
    source: betterleaks,
  },
] satisfies Rule[]
