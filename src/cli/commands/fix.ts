import type { Command } from '../command.ts'

export const fix: Command = {
  name: 'fix',
  says: 'move the keys of staged lines into environment variables',
  explains: [
    'Shows what it would change, every key masked, and asks. The program then reads a',
    'variable, the value goes to .env, which git ignores, its name to .env.example,',
    'and just those lines are staged again. What you have not staged stays as it is.',
    '',
    'Exit code: 0 done, or nothing to fix; otherwise everything is as it was.',
  ],
  words: { name: 'PATH', least: 0, most: Number.POSITIVE_INFINITY },
  options: [
    { name: 'yes', short: 'y', says: 'do not ask' },
    { name: 'dry-run', says: 'say what would be changed, and change nothing' },
    { name: 'undo', says: 'take the last fix back' },
    { name: 'no-color', says: 'no colours (also NO_COLOR=1)' },
  ],
  examples: ['keyhook fix', 'keyhook fix src/client.js --yes', 'keyhook fix --undo'],
}
