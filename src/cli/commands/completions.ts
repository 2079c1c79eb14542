import type { Command } from '../command.ts'

export const completions: Command = {
  name: 'completions',
  says: 'print what completes keyhook in a shell',
  explains: [
    'Prints a script for the shell to read at its start. For the names of rules and',
    'providers the script asks keyhook itself: WHAT is then rules or providers.',
    '',
    'bash, in ~/.bashrc:      eval "$(keyhook completions bash)"',
    'zsh, in ~/.zshrc:        eval "$(keyhook completions zsh)"',
    'fish, in config.fish:    keyhook completions fish | source',
  ],
  words: { name: 'WHAT', least: 1, most: 1, choices: ['bash', 'zsh', 'fish', 'rules', 'providers'] },
  options: [],
  examples: ['keyhook completions bash', 'keyhook completions rules'],
}
