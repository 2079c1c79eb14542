import { relative } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Proof } from '../install/control.ts'
import type { Facts } from '../install/managers.ts'
import type { Plan } from '../install/plan.ts'
import { installScript } from '../install/project.ts'
import { paragraph } from '../report/layout.ts'
import { printable } from '../report/terminal.ts'

/** What init's last words depend on, besides what it did. */
export interface Around {
  /** How keyhook can be called from here. */
  readonly command: string
  /** In columns. */
  readonly width: number
  readonly isBare: boolean
  /** Directories of hook files, and files of a manager, that are not committed as they are. */
  readonly uncommitted: readonly string[]
}

/** What init says at its end, where all is well. */
export function tellInstalled(
  { sites, changes, notes }: Plan,
  facts: Facts,
  proofs: readonly Proof[],
  { command, width, isBare, uncommitted }: Around,
): string {
  const { cwd } = facts.repository.git
  const places = sites.map(({ directory }) => shortest(cwd, directory))
  const sentences = [
    `keyhook ${changes.length === 0 ? 'already guards' : 'now guards'} this repository, from ${listed(places)}.`,
    ...notes.map(note => note.replaceAll('"keyhook ', `"${command} `)),
    ...(changes.some(change => change.kind === 'write' && change.path === facts.project?.path)
      ? [`npm install now guards every clone, by ${scriptOf(facts)}: commit that`]
      : []),
    ...(uncommitted.length > 0
      ? [
          `Commit what changed in ${listed(uncommitted.map(path => shortest(cwd, path)))}, so that every clone is guarded`,
        ]
      : []),
    ...(isBare
      ? ['This repository is bare: its worktrees and its own pushes are guarded, what others push to it is not']
      : []),
    ...(facts.hooks.reach === 'shared'
      ? [`Other repositories use ${facts.hooks.path} too; keyhook acts only in this one`]
      : []),
    'A made-up key was stopped at each door, and a clean commit passed:',
  ]
  const doors = paragraph(proofs.map(({ door }) => door).join(', '), width, 2)
  const lines = [...sentences.flatMap(sentence => paragraph(printable(sentence), width)), ...doors]
  return `${[...lines, `To undo it: ${printable(command)} uninstall`].join('\n')}\n`
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

function scriptOf({ project }: Facts): string {
  return project === null ? 'its script' : `"${installScript(project)}" in package.json`
}

function listed(names: readonly string[]): string {
  return names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function shortest(from: string, path: string): string {
  const short = relative(from, path)
  return short.startsWith('..') ? path : short
}
