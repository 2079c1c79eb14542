import type { Command } from '../command.ts'
import { NO_COLOR } from '../shared-options.ts'

export const verify: Command = {
  name: 'verify',
  says: 'ask the provider whether a key is live',
  explains: [
    'Sends each key to its own provider, with a request that only reads, and tells',
    'whether it is live, whose it is and what it may do. Names the hosts and asks',
    'before anything is sent. No hook does this.',
    '',
    'KEYHOOK_<PROVIDER>_BASE_URL (such as KEYHOOK_OPENAI_BASE_URL) names another host',
    'for a provider; HTTPS_PROXY and NO_PROXY count. Over after at most 30 s.',
    'Exit code: 0 none is live, 1 one is, 2 unknown or not asked.',
  ],
  words: { name: 'FINGERPRINT', least: 0, most: Number.POSITIVE_INFINITY },
  options: [
    { name: 'staged', says: 'the keys in what is staged' },
    { name: 'history', says: 'the keys in all commits' },
    { name: 'env', says: 'the keys in .env files, those that git ignores too' },
    { name: 'yes', short: 'y', says: 'send without asking first' },
    { name: 'fresh', says: 'ask again, whatever was said a few minutes ago' },
    { name: 'json', says: 'report as JSON' },
    NO_COLOR,
  ],
  examples: ['keyhook verify --staged', 'keyhook verify 0123456789abcdef --yes'],
}
