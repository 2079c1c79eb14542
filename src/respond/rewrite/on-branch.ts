import { isEnvironmentFile, isNameable } from '../../exposure/paths.ts'
import type { Amendment, Removal } from '../../exposure/removal.ts'
import { quote } from '../../report/shell.ts'
import type { Part } from '../step.ts'
import type { Asking } from './asking.ts'
import { afterwards, makeBackups, moveFollowers, restore, SHORT } from './commands.ts'
import { listed, pathsOf, staging, untrack } from './paths.ts'

type OnBranch = Extract<Removal, { readonly followers: unknown }>

/** Backup, the way itself, and what comes after all of them. */
export function onBranchParts(removal: OnBranch, asking: Asking): Part[] {
  const { rewritten, followers } = removal
  const undo = restore(rewritten, asking.branch)
  const moves = moveFollowers(followers)
  return [
    { says: 'First a backup:', commands: makeBackups(rewritten) },
    ...changed(removal.changed),
    ...way(removal, asking),
    ...(moves.length === 0 ? [] : [{ says: 'Then the branches and tags that lead to it:', commands: moves }]),
    // No command of its own: whoever runs one after the other must not undo what was done.
    ...(undo === null ? [] : [{ says: `To undo it all: ${undo}` }]),
    ...afterwards(removal.rewritten),
  ]
}

function way(removal: OnBranch, asking: Asking): Part[] {
  switch (removal.way) {
    case 'amend':
      return amend(removal.amendment, asking)
    case 'fixup':
      return fixup(removal, asking)
    case 'reword':
      return reword(removal)
  }
}

/** They would go into the commit that is made again. */
function changed(paths: readonly string[]): Part[] {
  if (paths.length === 0) return []
  return [{ says: `What else is changed in ${listed(paths)} and not committed would go along: commit that first.` }]
}

function amend({ paths, inMessage, inName }: Amendment, { below }: Asking): Part[] {
  const environments = paths.filter(isEnvironmentFile)
  const others = paths.filter(path => !isEnvironmentFile(path))
  const isWhole = environments.length === 0 && others.every(isNameable)
  const names = others.length === 0 || !isWhole ? '' : ` -- ${pathsOf(others, below)}`
  const mayBeEmpty = environments.length > 0 || paths.length === 0
  const options = `${inMessage ? '' : ' --no-edit'}${mayBeEmpty ? ' --allow-empty' : ''}`
  const what = [
    ...(others.length === 0 ? [] : [`In ${listed(others)}, read it from the environment instead.`]),
    ...(environments.length === 0 ? [] : [`Name ${listed(environments)} in .gitignore.`]),
    ...(inName ? ['Rename the file with git mv to a name without it.'] : []),
    ...(inMessage ? ['Write the message without it, in the editor that opens.'] : []),
  ]
  return [
    {
      says: `It is in the newest commit only. ${what.join(' ')} Make that commit again:`,
      commands: [
        ...(environments.length === 0 ? [] : [untrack(environments, below)]),
        ...(isWhole || others.length === 0 ? [] : [staging(others, below)]),
        `git commit --amend${options}${names}`,
      ],
    },
  ]
}

function fixup(removal: Extract<Removal, { readonly way: 'fixup' }>, { below }: Asking): Part[] {
  const { amendments, base, hasMerges } = removal
  // git finds the commit that is meant by its subject, which others may have as well; only the first of the range is sure to be found so.
  const isFirst = amendments.length === 1 && !hasMerges
  const meantFor = (commit: string): string =>
    isFirst ? `--fixup=${commit.slice(0, SHORT)}` : `--message='fixup! ${commit.slice(0, SHORT)}'`
  const paths = amendments.flatMap(amendment => amendment.paths)
  return [
    {
      says: `In ${listed(paths)}, read it from the environment instead. Then give that change to the commit that brought it:`,
      commands: [
        ...amendments.map(({ commit, paths }) => `git commit ${meantFor(commit)} -- ${pathsOf(paths, below)}`),
        `GIT_SEQUENCE_EDITOR=: git rebase --interactive --autosquash --autostash${hasMerges ? ' --rebase-merges' : ''} ${base?.slice(0, SHORT) ?? '--root'}`,
      ],
    },
    { says: 'Should it stop, nothing is lost: git rebase --abort' },
  ]
}

function reword({ commit, base, hasMerges }: Extract<Removal, { readonly way: 'reword' }>): Part[] {
  const editor = `sed -i.bak 's/^pick ${commit.slice(0, SHORT)}/reword ${commit.slice(0, SHORT)}/'`
  return [
    {
      says: 'It is in a commit message. Write that again, in the editor that opens:',
      commands: [
        `GIT_SEQUENCE_EDITOR=${quote(editor)} git -c core.abbrev=${SHORT} -c rebase.abbreviateCommands=false rebase --interactive --autostash${hasMerges ? ' --rebase-merges' : ''} ${base?.slice(0, SHORT) ?? '--root'}`,
      ],
    },
    { says: 'Should it stop, nothing is lost: git rebase --abort' },
  ]
}
