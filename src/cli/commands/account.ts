import type { Command } from '../command.ts'
import { NO_COLOR } from '../shared-options.ts'

export const account: Command = {
  name: 'account',
  says: 'look after the keys of an OpenAI account',
  explains: [
    'Lists projects, their keys with age, owner and last use, admin keys, service',
    'accounts, and costs of the last 30 days; says which keys to look at. Needs an',
    'admin key in OPENAI_ADMIN_KEY, and asks api.openai.com (another host:',
    'KEYHOOK_OPENAI_BASE_URL). It only reads, but for --delete, which waits until you',
    'type the id of the key.',
  ],
  words: null,
  options: [
    { name: 'budget', value: 'AMOUNTS', says: 'what you mean to spend a month: 500 or Website=100,…' },
    { name: 'max-age', value: 'DAYS', says: 'when a key is old; 90 unless said otherwise' },
    { name: 'max-unused', value: 'DAYS', says: 'when a key is unused; 30 unless said otherwise' },
    { name: 'delete', value: 'KEY_ID', says: 'delete this key' },
    { name: 'json', says: 'report as JSON' },
    NO_COLOR,
  ],
  examples: ['keyhook account --budget 500', 'keyhook account --delete key_abc'],
}
