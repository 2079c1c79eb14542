import { isNothing, type PushedReference } from './pushed-references.ts'

const BRANCHES = 'refs/heads/'

/**
 * Options of `rev-list` that leave out what the remote is known to have: its branches, as they were when it was last asked.
 * Of the branches that are pushed to, the remote has just said what they are: that counts in place of what is remembered. Where it lacks one, it was deleted
 * there, or the remote's address leads elsewhere now; where its tip is not known here, what is remembered was at least published once.
 *
 * @param remote its name; a push to an address without a name has no branches to leave out
 * @param had the tips of pushed branches that are known here
 */
export function remoteBranches(
  remote: string,
  references: readonly PushedReference[],
  had: ReadonlySet<string>,
): string[] {
  if (!/^[^\s:~^?*[\\]+$/.test(remote) || /\.\.|^[./]|@\{/.test(remote)) return []
  const told = references
    .filter(({ remoteName, remoteId }) => remoteName.startsWith(BRANCHES) && (isNothing(remoteId) || had.has(remoteId)))
    .map(({ remoteName }) => remoteName.slice(BRANCHES.length))
  // HEAD is one of the branches under another name.
  const excluded = ['HEAD', ...told].map(branch => `--exclude=${remote}/${branch}`)
  return ['--not', ...excluded, `--remotes=${remote}`]
}
