import type { Command } from '../command.ts'

export const init: Command = {
  name: 'init',
  says: 'guard this repository: every commit, merge, patch and push',
  explains: [
    'Installs the hooks of the repository you are in, beside those already there, and',
    'proves them with a made-up key. Running it again repairs and updates.',
  ],
  words: null,
  options: [
    {
      name: 'manager',
      value: 'git|husky|lefthook|pre-commit',
      says: 'wire this one, instead of the one in use',
      choices: ['git', 'husky', 'lefthook', 'pre-commit'],
    },
    {
      name: 'prepare',
      says: 'have npm install guard every clone',
    },
    { name: 'dry-run', says: 'say what would be written, and write nothing' },
  ],
  examples: ['keyhook init', 'keyhook init --dry-run'],
}
