import type { Command } from '../command.ts'

export const uninstall: Command = {
  name: 'uninstall',
  says: 'remove exactly what init installed',
  explains: ['Hooks and configuration are as they were before; what you changed since is kept.'],
  words: null,
  options: [],
  examples: ['keyhook uninstall'],
}
