import type { Command } from '../command.ts'
import { NO_COLOR } from '../shared-options.ts'

export const rotate: Command = {
  name: 'rotate',
  says: 'tell how old the keys in .env are, and replace one',
  explains: [
    'Lists the keys in the .env files of the project and the day each was first seen.',
    'With NAME (a variable or a fingerprint): how to replace that key. On a terminal',
    'it goes through it with you: new key, swap, is the new one live, revoke the old',
    'one, is it dead. Before a provider is asked, it says so and waits for your yes.',
  ],
  words: { name: 'NAME', least: 0, most: 1 },
  options: [
    { name: 'max-age', value: 'DAYS', says: 'when a key is due; 90 unless said otherwise' },
    { name: 'json', says: 'report as JSON' },
    NO_COLOR,
  ],
  examples: ['keyhook rotate', 'keyhook rotate OPENAI_API_KEY', 'keyhook rotate --max-age 30 --json'],
}
