import type { Command } from '../command.ts'

export const allow: Command = {
  name: 'allow',
  says: 'record that a finding is no secret, and why',
  explains: ['Adds to .keyhook/allowlist.yml and stages that entry.'],
  words: { name: 'FINGERPRINT', least: 1, most: Number.POSITIVE_INFINITY },
  options: [
    { name: 'reason', value: 'TEXT', says: 'why it may stay (required)' },
    { name: 'expires', value: 'YYYY-MM-DD', says: 'the day on which the entry stops counting' },
    { name: 'path', value: 'GLOB', says: 'only in these files, from the top level' },
  ],
  examples: ['keyhook allow 0123456789abcdef --reason "example from the public docs"'],
}
