import type { Command } from '../command.ts'
import { FORMAT, NO_COLOR, OUTPUT, QUIET } from '../shared-options.ts'

export const scan: Command = {
  name: 'scan',
  says: 'look for secrets in what is staged, or in files',
  explains: [
    'Without PATH: the staged added lines. With PATH: whole files; directories are',
    'walked. Exit code: 0 clean, 1 secrets found, 2 could not be completed.',
  ],
  words: { name: 'PATH', least: 0, most: Number.POSITIVE_INFINITY },
  options: [
    { name: 'staged', says: 'only what is staged of each PATH (for lint-staged)' },
    { name: 'stdin', says: 'scan standard input' },
    { name: 'range', value: 'A..B', says: 'what each commit in the range adds, and its message' },
    { name: 'history', says: 'the same for all commits; one finding a key' },
    { name: 'pre-receive', says: 'what a push brings to this server, named on standard input' },
    { name: 'strict', says: 'let nothing count that was not there before: overrides, .keyhook/' },
    { name: 'jobs', value: 'N', says: 'threads that scan commits; by default as many as pay' },
    { name: 'shard', value: 'K/N', says: 'only the Kth of N equal parts of the commits' },
    FORMAT,
    OUTPUT,
    {
      name: 'engine',
      value: 'ENGINE',
      choices: ['git', 'isomorphic'],
      says: 'what reads it; isomorphic needs no git',
    },
    NO_COLOR,
    QUIET,
  ],
  examples: [
    'keyhook scan',
    'keyhook scan src config.json',
    'keyhook scan --range origin/main..HEAD',
    'keyhook scan --format json --output report.json',
  ],
}
