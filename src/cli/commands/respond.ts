import type { Command } from '../command.ts'
import { NO_COLOR } from '../shared-options.ts'

export const respond: Command = {
  name: 'respond',
  says: 'what to do, in order, when a key is already out',
  explains: [
    'Finds how far it has come: only staged, in commits here, or pushed, to which',
    'remotes, since when. Tells whom to ask and what to run, and changes nothing but',
    'its checklist. Without a word: the staged key, else what history holds.',
  ],
  words: { name: 'PROVIDER|FINGERPRINT', least: 0, most: 1 },
  options: [
    { name: 'done', value: 'STEP', says: 'tick a step off; several with commas between' },
    { name: 'not-done', value: 'STEP', says: 'take such a tick back' },
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json', 'markdown'],
      says: 'markdown is for a ticket',
    },
    NO_COLOR,
  ],
  examples: [
    'keyhook respond',
    'keyhook respond openai',
    'keyhook respond 0123456789abcdef --done revoke',
    'keyhook respond 0123456789abcdef --format markdown > ticket.md',
  ],
}
