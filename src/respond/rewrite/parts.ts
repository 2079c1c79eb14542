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
          says: 'Only a stash holds it. Look which one; apply it, and take the key out; then drop it:',
          commands: ['git stash list', 'git stash drop'],
        },
      ]
    case 'elsewhere':
      return [{ says: 'No branch and no tag of this repository leads to it, only what is remembered of a remote.' }]
    case 'wait':
      return [
        {
          says: `A ${removal.operation} is half done here. End it (--continue or --abort), then ask again:`,
          commands: [`git ${removal.operation} --abort`, `${asking.command} respond ${exposure.finding.fingerprint}`],
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
      return filter(removal)
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
    ...(undo === null ? [] : [{ says: 'Not as it should be? Everything is again as it was with:', commands: [undo] }]),
    ...afterwards(removal.rewritten),
  ]
}

function amend({ paths, inMessage, inName }: Amendment, { below }: Asking): Part[] {
  const message = inMessage ? '' : ' --no-edit'
  const names = paths.length === 0 ? '' : ` -- ${pathsOf(paths, below)}`
  if (inName)
    return [
      {
        says: 'Rename the file with git mv to a name without it. Then make the newest commit again:',
        commands: [`git commit --amend${message}${names}`],
      },
    ]
  const what = [
    ...(paths.length === 0 ? [] : [`${listed(paths)} (read it from the environment there)`]),
    ...(inMessage ? ['the message, in the editor that opens'] : []),
  ]
  return [
    {
      says: `It is in the newest commit only. Take it out of ${what.join(' and ')}, and make that commit again:`,
      commands: [`git commit --amend${message}${names}`],
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
      says: `Take it out of ${listed(paths)}, and do not leave the line empty (read it from the environment there). Then give that change to the commit that brought it:`,
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

function filter(removal: Extract<Removal, { readonly way: 'filter' }>): Part[] {
  const command = filterByKey(removal)
  const nameable = removal.paths.filter(isNameable)
  const commands = command !== null ? [command] : nameable.length > 0 ? [filterByPath(removal, nameable)] : []
  return [
    {
      says: removal.isInstalled
        ? 'All commits from the first one on have to be made again: by git filter-repo, which is installed here.'
        : 'All commits from the first one on have to be made again. git filter-repo does that; install it first:',
      ...(removal.isInstalled ? {} : { commands: ['pipx install git-filter-repo'], links: [INSTALL] }),
    },
    ...(removal.isChanged
      ? [
          {
            says: 'It throws away what is not committed. Put that aside, and back afterwards with git stash pop:',
            commands: ['git stash push --include-untracked'],
          },
        ]
      : []),
    { says: 'A backup of all branches and tags that change:', commands: makeBackups(removal.rewritten) },
    ...(commands.length === 0
      ? [
          {
            says: 'The key stands in a name that cannot be shown. Remove those files with git filter-repo --invert-paths --path NAME.',
          },
        ]
      : [
          {
            says:
              command === null
                ? 'No file holds it as it is, so it cannot be replaced by itself. This drops the files from all of these commits:'
                : `This replaces it by ${REMOVED} wherever it stands. It takes the key from git, so nobody has to type it:`,
            commands,
          },
        ]),
    ...afterwards(removal.rewritten),
  ]
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
