import type { Exposure } from '../../exposure/exposure.ts'
import type { Removal } from '../../exposure/removal.ts'
import { quote } from '../../report/shell.ts'
import type { Part } from '../step.ts'
import type { Asking } from './asking.ts'
import { afterwards, makeBackups } from './commands.ts'
import { filterParts } from './filter.ts'
import { onBranchParts } from './on-branch.ts'
import { listed, staging } from './paths.ts'

/** How to take a key out, told with the commands that do it. */
export function removalParts(removal: Removal, exposure: Exposure, asking: Asking): Part[] {
  switch (removal.way) {
    case 'unstage':
      return unstage(removal, asking)
    case 'drop-backup':
      return [
        {
          says: 'Only the backup of an earlier rewrite still holds it. When you have made sure that nothing else is missing, delete it:',
          commands: removal.backups.map(({ name }) => `git update-ref -d ${quote(name)}`),
        },
      ]
    case 'drop-stash':
      return [
        {
          says: 'Only a stash holds it. Find out which one, apply it and take the key out; then drop it with git stash drop.',
          commands: ['git stash list'],
        },
      ]
    case 'elsewhere':
      return [{ says: 'No branch and no tag of this repository leads to it, only what is remembered of a remote.' }]
    case 'wait':
      return [
        {
          says: `A ${removal.operation} is half done here. End it with --continue or --abort, then ask again:`,
          commands: [`${asking.command} respond ${exposure.finding.fingerprint}`],
        },
      ]
    case 'retag':
      return retag(removal)
    case 'amend':
    case 'fixup':
    case 'reword':
      return onBranchParts(removal, asking)
    case 'filter':
      return filterParts(removal, exposure, asking)
  }
}

function unstage(
  { isStaged, paths }: Extract<Removal, { readonly way: 'unstage' }>,
  { command, below }: Asking,
): Part[] {
  if (paths.includes('COMMIT_MSG'))
    return [{ says: 'It is in the message of a commit that was stopped. Write that again without it.' }]
  if (!isStaged)
    return [
      { says: `It is in ${listed(paths)}, and not staged. Read it from the environment there before you stage that.` },
    ]
  return [
    { says: 'Move it into an environment variable; what is staged is put right:', commands: [`${command} fix`] },
    { says: 'Or take it out of the file yourself, and stage that:', commands: [staging(paths, below)] },
    { says: 'Then look again:', commands: [`${command} scan`] },
    { says: 'git keeps what was staged in its object store until it cleans up. That stays on this machine.' },
  ]
}

function retag({ rewritten }: Extract<Removal, { readonly way: 'retag' }>): Part[] {
  return [
    { says: 'First a backup:', commands: makeBackups(rewritten) },
    {
      says: 'It is in the message of a tag. Write that again, in the editor that opens:',
      commands: rewritten.map(({ name }) => {
        const tag = quote(name.slice('refs/tags/'.length))
        return `git tag --force --annotate ${tag} ${tag}^{}`
      }),
    },
    ...afterwards(rewritten),
  ]
}

/** The last word after any of them. */
export function check({ command }: Asking): Part {
  return { says: 'Nothing may be found any more:', commands: [`${command} scan --history`] }
}
