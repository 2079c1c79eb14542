import { isNothing, type PushedReference } from './pushed-references.ts'

const BRANCHES = 'refs/heads/'

/**
 * Options of `rev-list` that leave out what the remote is known to have: its branches, as they were when it was last asked.
 * Of a branch that the remote has just said it lacks, nothing is believed: it was deleted there, or the remote's address leads elsewhere now.
 *
 * @param remote its name; a push to an address without a name has no branches to leave out
 */
export function remoteBranches(remote: string, references: readonly PushedReference[]): string[] {
  if (!/^[^\s:~^?*[\\]+$/.test(remote) || /\.\.|^[./]|@\{/.test(remote)) return []
  const stale = references
    .filter(({ remoteName, remoteId }) => isNothing(remoteId) && remoteName.startsWith(BRANCHES))
    .map(({ remoteName }) => remoteName.slice(BRANCHES.length))
  // HEAD is one of the branches under another name.
  const excluded = ['HEAD', ...stale].map(branch => `--exclude=${remote}/${branch}`)
  return ['--not', ...excluded, `--remotes=${remote}`]
}
