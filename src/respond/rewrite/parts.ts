import { isEnvironmentFile } from '../../exposure/environment-file.ts'
import type { Exposure, Reference } from '../../exposure/exposure.ts'
import type { Amendment, Removal } from '../../exposure/removal.ts'
import { pathspec, quote } from '../../report/shell.ts'
import type { Part } from '../step.ts'
import { dropBackups, makeBackups, moveFollowers, restore, SHORT } from './commands.ts'
import { filterByKey, filterByPath, REMOVED } from './filter-repo.ts'

/** Who asks, and from where. */
export interface Asking {
  /** How keyhook is called here. */
  readonly command: string
  /** Whether the user stands below the top level. */
  readonly below: boolean
  readonly branch: string | null
}

const INSTALL = 'https://github.com/newren/git-filter-repo/blob/main/INSTALL.md'

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
      return rewriting(removal, amend(removal.amendment, asking), asking)
    case 'fixup':
      return rewriting(removal, fixup(removal, asking), asking)
    case 'reword':
      return rewriting(removal, reword(removal), asking)
    case 'filter':
      return filter(removal, exposure, asking)
  }
}

function unstage(
  { isStaged, paths }: Extract<Removal, { readonly way: 'unstage' }>,
  { command, below }: Asking,
): Part[] {
  if (!isStaged)
    return [
      { says: `It is in ${listed(paths)}, and not staged. Read it from the environment there before you stage that.` },
    ]
  return [
    { says: 'Move it into an environment variable; what is staged is put right:', commands: [`${command} fix`] },
    ...(paths.every(isNameable)
      ? [
          {
            says: 'Or take it out of the file yourself, and stage that:',
            commands: [`git add ${pathsOf(paths, below)}`],
          },
        ]
      : []),
    { says: 'Then look again:', commands: [`${command} scan`] },
    { says: 'git keeps what was staged in its object store until it cleans up. That stays on this machine.' },
  ]
}

/** A path that was masked, or whose bytes are not UTF-8, cannot be typed. */
function isNameable(path: string): boolean {
  return !/[…\ufffd]/.test(path)
}

/** Backup, the way itself, and what comes after all of them. */
function rewriting(
  removal: Extract<Removal, { readonly followers: unknown }>,
  own: readonly Part[],
  asking: Asking,
): Part[] {
  const { rewritten, followers } = removal
  const undo = restore(rewritten, asking.branch)
  const moves = moveFollowers(followers)
  return [
    { says: 'First a backup:', commands: makeBackups(rewritten) },
    ...own,
    ...(moves.length === 0 ? [] : [{ says: 'Then the branches and tags that lead to it:', commands: moves }]),
    // No command of its own: whoever runs one after the other must not undo what was done.
    ...(undo === null ? [] : [{ says: `To undo it all: ${undo}` }]),
    ...afterwards(removal.rewritten),
  ]
}

function amend({ paths, inMessage, inName }: Amendment, { below }: Asking): Part[] {
  const environments = paths.filter(isEnvironmentFile)
  const others = paths.filter(path => !isEnvironmentFile(path))
  const names = others.length === 0 || environments.length > 0 ? '' : ` -- ${pathsOf(others, below)}`
  const mayBeEmpty = environments.length > 0 || paths.length === 0
  const options = `${inMessage ? "" : " --no-edit"}${mayBeEmpty ? ' --allow-empty' : ''}`
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
        ...(environments.length === 0 || others.length === 0 ? [] : [`git add ${pathsOf(others, below)}`]),
        `git commit --amend${options}${names}`,
      ],
    },
  ]
}

function untrack(paths: readonly string[], below: boolean): string {
  return `git rm --cached --quiet ${pathsOf(paths, below)}`
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

function filter(
  removal: Extract<Removal, { readonly way: 'filter' }>,
  { inHead }: Exposure,
  { below }: Asking,
): Part[] {
  const paths = removal.paths.filter(isNameable)
  const isEnvironment = paths.length > 0 && removal.paths.every(isEnvironmentFile) && !removal.inMessage
  return [
    removal.isInstalled
      ? { says: 'All commits from the first one on have to be made again, by git filter-repo. It is installed here.' }
      : {
          says: 'All commits from the first one on have to be made again. git filter-repo does that; install it first:',
          commands: ['pipx install git-filter-repo'],
          links: [INSTALL],
        },
    ...(removal.isChanged
      ? [
          {
            says: 'It throws away what is not committed. Put that aside; git stash pop brings it back:',
            commands: ['git stash push'],
          },
        ]
      : []),
    ...(isEnvironment && inHead
      ? [
          {
            says: `Name ${listed(paths)} in .gitignore. It stays here, and leaves git:`,
            commands: [untrack(paths, below), "git commit --message='Keep environment files out of git'"],
          },
        ]
      : []),
    { says: 'A backup of all branches and tags that change:', commands: makeBackups(removal.rewritten) },
    filtering(removal, isEnvironment ? null : filterByKey(removal), paths, inHead),
    ...afterwards(removal.rewritten),
  ]
}

function filtering(
  removal: Extract<Removal, { readonly way: 'filter' }>,
  byKey: string | null,
  paths: readonly string[],
  inHead: boolean,
): Part {
  if (byKey !== null)
    return {
      says: `This puts ${REMOVED} in its place wherever it stands${inHead ? ', also in the files as they are now: read it from the environment there' : ''}. It takes the key from git, so nobody has to type it:`,
      commands: [byKey],
    }
  if (paths.length > 0)
    return { says: 'This takes the whole files out of all of these commits:', commands: [filterByPath(removal, paths)] }
  return {
    says: 'It stands in a name that cannot be shown. Take those files out with git filter-repo --invert-paths --path NAME.',
  }
}

function afterwards(rewritten: readonly Reference[]): Part[] {
  return [
    ...(rewritten.length === 0
      ? []
      : [
          {
            says: 'Does it differ from before only where the key was? Then delete the backup, which still holds the key:',
            commands: dropBackups(rewritten),
          },
        ]),
  ]
}

/** The last word after any of them. */
export function check({ command }: Asking): Part {
  return { says: 'Nothing may be found any more:', commands: [`${command} scan --history`] }
}

function pathsOf(paths: readonly string[], below: boolean): string {
  return paths.map(path => pathspec(path, below)).join(' ')
}

function listed(paths: readonly string[]): string {
  return paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more files`
}
