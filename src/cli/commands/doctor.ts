import type { Command } from '../command.ts'
import { NO_COLOR } from '../shared-options.ts'

export const doctor: Command = {
  name: 'doctor',
  says: 'say whether this repository is protected, and what repairs it',
  explains: [
    'Tries every door with a made-up key, through the installed hooks, and looks at',
    'all they depend on. Exit code: 0 protected, 1 not, 2 outside of a repository.',
  ],
  words: null,
  options: [
    { name: 'deps', says: 'list the dependencies that mention a key of a provider, too' },
    { name: 'json', says: 'report for machines' },
    NO_COLOR,
  ],
  examples: ['keyhook doctor', 'keyhook doctor --deps'],
}
