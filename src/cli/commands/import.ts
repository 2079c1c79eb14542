import { TOOLS } from '../../import/tool-names.ts'
import type { Command } from '../command.ts'

export const importCommand: Command = {
  name: 'import',
  says: "take over another tool's allowlist and configuration",
  explains: [
    'Adds to .keyhook/allowlist.yml and .keyhook/config.yml what the files allow, and',
    'stages that. What is allowed by line or by hash becomes the fingerprint of what',
    'keyhook finds there. Says of each line that could not be carried over why.',
    '',
    `TOOL is ${TOOLS.slice(0, 4).join(', ')},`,
    `${TOOLS.slice(4, -1).join(', ')} or ${TOOLS.at(-1)}.`,
  ],
  words: { name: 'FILE', least: 1, most: Number.POSITIVE_INFINITY },
  options: [
    { name: 'tool', value: 'TOOL', choices: TOOLS, says: 'whose files they are, if their names do not tell' },
    { name: 'dry-run', says: 'say what would be added, and write nothing' },
  ],
  examples: ['keyhook import .gitleaksignore .gitleaks.toml', 'keyhook import --tool trufflehog excluded-paths.txt'],
}
