import type { Fault } from './fault.ts'
import { programFaults, surroundingFaults } from './process-faults.ts'
import { damageFaults, fullFaults } from './storage-faults.ts'

/** All faults of the table, in the order of the page. */
export const FAULTS: readonly Fault[] = [...programFaults, ...damageFaults, ...fullFaults, ...surroundingFaults]

/** What tests of their own inject: fault, what runs, how it ends, which file proves it. */
const OTHERS = [
  ['git is killed halfway: each of its starts in turn', 'hook', '1 or 2', 'git.test.ts'],
  [
    'git ends with 0 after half of what it prints, or prints garbage: each start in turn',
    'hook without its guard, scan --history',
    '1 or 2',
    'git.test.ts',
  ],
  ['the same at every start', 'the same, and the hook', '1 or 2', 'git.test.ts'],
  [
    'SIGINT, SIGTERM, SIGHUP at random moments (fixed seeds)',
    'hook, git commit, scan --history',
    'never 0; nothing committed',
    'ending.test.ts',
  ],
  ['two hooks and a commit at once', 'hook, git commit', '1', 'hooks.test.ts'],
  ['several at once add to the allowlist', 'allow', '0 with its entry there, else 2', 'hooks.test.ts'],
  ['two at once install', 'init', '0 or 2; whole after the next', 'hooks.test.ts'],
  ['a chained hook hangs', 'git commit, ^C', 'not 0; nothing committed', 'hooks.test.ts'],
  ['a chained hook eats or closes its input, or leaves a process behind', 'git push', '1', 'hooks.test.ts'],
  ['a chained hook stages a key, or kills what runs it', 'git commit', '1', 'hooks.test.ts'],
  ['the git directory is read-only', 'hook, scan --history; fix', '1; 2', 'hooks.test.ts'],
  ['a file of the working tree cannot be read', 'hook', '1', 'hooks.test.ts'],
] as const

/** docs/security/faults.md */
export function renderFaults(): string {
  const rows = FAULTS.map(
    ({ fault, command, exit, says }) =>
      `| ${fault} | \`${cell(command)}\` | ${exit.join(' or ')} | ${says === '' ? '' : `${cell(says)}`} |`,
  )
  const others = OTHERS.map(([fault, what, exit, file]) => `| ${fault} | ${what} | ${exit} | \`test/faults/${file}\` |`)
  return `# Faults

What keyhook does when something goes wrong around it. Every fault is injected into a real repository with a real git, which has one key in its history and another staged: so exit code 0 is always
wrong, 1 means that the key was found in spite of the fault, and 2 that the scan was given up and the commit stopped. 130 and more is what the system says of a process that was killed, which stops the
commit as well. After each of them the index and the working tree are as they were, and no part of a key was told.

\`test/faults/table.test.ts\` injects these, and holds this page to what it saw:

| fault | what runs | exit code | says |
|---|---|---|---|
${rows.join('\n')}

These have tests of their own:

| fault | what runs | exit code | proved by |
|---|---|---|---|
${others.join('\n')}

Known limits: a git that leaves whole records out and ends with 0 cannot be told from one that had nothing to say; and where the guard asks (a clean commit, without starting node), a git that ends with 0 is
believed. What node itself says when it runs out of memory is node's, not keyhook's.
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
