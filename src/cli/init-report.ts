import { relative } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Proof } from '../install/control.ts'
import type { Facts } from '../install/managers.ts'
import type { Plan } from '../install/plan.ts'
import { printable } from '../report/terminal.ts'

/**
 * What init says at its end, where all is well.
 *
 * @param command how keyhook can be called from here
 */
export function tellInstalled(
  { sites, changes, notes }: Plan,
  facts: Facts,
  proofs: readonly Proof[],
  command: string,
): string {
  const { git, topLevel } = facts.repository
  const places = sites.map(({ directory }) => shortest(git.cwd, directory))
  const lines = [
    `keyhook ${changes.length === 0 ? 'already guarded' : 'now guards'} this repository, from ${places.join(' and ')}.`,
    ...notes,
    ...(topLevel === null
      ? [
          'This repository is bare: its worktrees and its own pushes are guarded. What is pushed to it is not; see "keyhook scan --pre-receive"',
        ]
      : []),
    ...(facts.hooks.reach === 'shared'
      ? [`Other repositories use ${facts.hooks.path} too; keyhook acts only in this one`]
      : []),
    `A made-up key was stopped at ${proofs.map(({ door }) => door).join(', ')}; a clean commit passed.`,
    `To undo it: ${command} uninstall`,
  ]
  return `${lines.map(printable).join('\n')}\n`
}

/** The hooks stay: one that stops too much is seen, one that is missing is not. */
export function tellUnproven(proofs: readonly Proof[]): KeyhookError {
  const failed = proofs.filter(({ positive, clean }) => !positive || !clean)
  const reasons = failed.map(({ door, why }) => `${door}: ${why}`)
  return new KeyhookError(
    'install',
    `The hooks are written, but the proof failed at ${failed.length} of ${proofs.length} doors. ${reasons.join('; ')}`,
    hintFor(failed),
  )
}

function hintFor(failed: readonly Proof[]): string {
  if (failed.some(({ why }) => /[\\/]_[\\/]/.test(why)))
    return 'husky is not installed in this worktree. Run: npx husky && npx keyhook init'
  return 'Repair what is named, then run "npx keyhook init" again. To remove the hooks: npx keyhook uninstall'
}

function shortest(from: string, path: string): string {
  const short = relative(from, path)
  return short.startsWith('..') ? path : short
}
