import type { Rule } from '../../types.ts'

const common = {
  provider: 'GitHub',
  severity: 'critical',
  help: 'https://github.com/settings/tokens',
  source: 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
  variable: 'GITHUB_TOKEN',
} as const

export const github = [
  {
    ...common,
    id: 'github-token',
    title: 'GitHub token',
    keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /(?<secret>gh[pousr]_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
    checks: ['base62-checksum'],
    examples: [
      'GITHUB_TOKEN=ghp_<alnum:30><crc32:6>',
      'https://x-access-token:ghs_<alnum:30><crc32:6>@github.com/a/b',
      'gho_<alnum:30><crc32:6>',
      '"\\nghu_<alnum:30><crc32:6>"',
      'ghr_<alnum:30><crc32:6>',
    ],
    counterexamples: ['ghp_<alnum:20>', 'ghp_<x:36>', 'ghp_<alnum:60>'],
  },
  {
    ...common,
    id: 'github-refresh-token',
    title: 'GitHub refresh token',
    keywords: ['ghr_'],
    pattern: /(?<secret>ghr_[A-Za-z0-9]{76})(?![A-Za-z0-9])/,
    checks: ['not-placeholder'],
    examples: ['ghr_<alnum:76>'],
    counterexamples: ['ghr_<alnum:50>', 'ghr_<x:76>'],
    help: 'https://github.com/settings/apps/authorizations',
  },
  {
    ...common,
    id: 'github-fine-grained-token',
    title: 'GitHub fine-grained personal access token',
    // A checksum may end it; GitHub does not say how it is computed, and no way that was tried fits published ones.
    keywords: ['github_pat_'],
    pattern: /(?<secret>github_pat_[A-Za-z0-9_]{36,250})/,
    checks: ['random'],
    examples: ['GITHUB_TOKEN=github_pat_<alnum:22>_<alnum:59>'],
    counterexamples: ['github_pat_<alnum:22>', 'github_pat_<x:22>_<x:59>'],
    help: 'https://github.com/settings/personal-access-tokens',
  },
  {
    ...common,
    id: 'github-installation-token',
    title: 'GitHub App installation token',
    keywords: ['ghs_'],
    pattern: /(?<secret>ghs_\d{1,20}_eyJ[\w-]{10,400}\.[\w-]{10,1500}\.[\w-]{20,700})/,
    reach: 2700,
    examples: ['ghs_<digits:7>_eyJ<b64url:33>.<b64url:280>.<b64url:86>'],
    counterexamples: ['ghs_<digits:7>_eyJ<b64url:8>', 'ghs_<digits:7>_<b64url:60>'],
  },
] satisfies Rule[]
