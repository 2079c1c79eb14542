import type { Command } from '../command.ts'
import { FORMAT, NO_COLOR } from '../shared-options.ts'

export const rules: Command = {
  name: 'rules',
  says: 'list what is detected, or show one rule',
  explains: ['Without ID: all rules. With ID: what it finds, and where to revoke such a key.'],
  words: { name: 'ID', least: 0, most: 1 },
  options: [{ ...FORMAT, choices: ['text', 'json'] }, NO_COLOR],
  examples: ['keyhook rules', 'keyhook rules openai-project-key'],
}
