import type { Exposure } from '../../exposure/exposure.ts'
import { isEnvironmentFile, isNameable } from '../../exposure/paths.ts'
import type { Removal } from '../../exposure/removal.ts'
import type { Part } from '../step.ts'
import type { Asking } from './asking.ts'
import { afterwards, makeBackups } from './commands.ts'
import { filterByKey, filterByPath, REMOVED } from './filter-repo.ts'
import { listed, untrack } from './paths.ts'

type Filter = Extract<Removal, { readonly way: 'filter' }>

const INSTALL = 'https://github.com/newren/git-filter-repo/blob/main/INSTALL.md'

/** By git filter-repo: for what cannot be made again from the branch alone. */
export function filterParts(removal: Filter, { inHead }: Exposure, { below }: Asking): Part[] {
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

function filtering(removal: Filter, byKey: string | null, paths: readonly string[], inHead: boolean): Part {
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
