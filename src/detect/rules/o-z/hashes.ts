import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'

const unixCrypt = {
  provider: 'Unix crypt',
  severity: 'medium',
  checks: ['random'],
  help: RULES_PAGE,
} as const

export const hashes = [
  {
    ...unixCrypt,
    id: 'unix-md5crypt-hash',
    title: 'Unix password hash (MD5)',
    keywords: ['$1$'],
    pattern: /(?<![\w$])(?<secret>\$1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22})(?![./A-Za-z0-9$])/,
    examples: ['root:$1$<alnum:8>$<alnum:22>:19000:0:99999:7:::', '"$1$<alnum:8>$<alnum:22>"'],
    counterexamples: ['$1$<alnum:8>', '$1$<alnum:8>$<x:22>'],
    source: 'https://github.com/praetorian-inc/noseyparker',
  },
  {
    ...unixCrypt,
    id: 'unix-sha256crypt-hash',
    title: 'Unix password hash (SHA-256)',
    keywords: ['$5$'],
    pattern: /(?<![\w$])(?<secret>\$5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43})(?![./A-Za-z0-9$])/,
    examples: ['root:$5$<alnum:16>$<alnum:43>:19000:0:99999:7:::', '"$5$<alnum:16>$<alnum:43>"'],
    counterexamples: ['$5$<alnum:16>', '$5$<alnum:16>$<x:43>'],
    source: 'https://github.com/praetorian-inc/noseyparker',
  },
  {
    ...unixCrypt,
    id: 'unix-sha512crypt-hash',
    title: 'Unix password hash (SHA-512)',
    keywords: ['$6$'],
    pattern: /(?<![\w$])(?<secret>\$6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86})(?![./A-Za-z0-9$])/,
    examples: ['root:$6$<alnum:16>$<alnum:86>:19000:0:99999:7:::', '"$6$<alnum:16>$<alnum:86>"'],
    counterexamples: ['$6$<alnum:16>', '$6$<alnum:16>$<x:86>'],
    source: 'https://github.com/praetorian-inc/noseyparker',
  },
  {
    ...unixCrypt,
    id: 'unix-yescrypt-hash',
    title: 'Unix password hash (yescrypt)',
    keywords: ['$y$', '$gy$'],
    pattern:
      /(?<![\w$])(?<secret>\$g?y\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{1,86}\$[./A-Za-z0-9]{43})(?![./A-Za-z0-9$])/,
    examples: ['root:$y$j9T$<alnum:22>$<alnum:43>:19000:0:99999:7:::', '"$gy$j9T$<alnum:22>$<alnum:43>"'],
    counterexamples: ['$y$j9T$<alnum:22>', '$y$j9T$<x:22>$<x:43>'],
    source: 'https://github.com/leaktk/patterns',
  },
] satisfies Rule[]
