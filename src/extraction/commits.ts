import { COMMIT_MESSAGE } from '../diff/change.ts'
import { parseCommitObject } from '../diff/commit-object.ts'
import { excerptsOfText } from '../diff/text.ts'
import { readObjects } from '../git/blobs.ts'
import { type Ids, type PackedIds, readIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { type CommitSink, readPatches } from './commit-patches.ts'

/**
 * The commits that `rev-list` names, oldest first.
 *
 * @param revisions any number of them: a push may name more than fit on a command line
 */
export function listCommits(
  repository: Repository,
  revisions: readonly string[],
  options: readonly string[] = [],
): Promise<PackedIds> {
  return readIds(
    repository.git,
    ['rev-list', '--reverse', '--topo-order', ...options, '--stdin'],
    revisions.map(revision => `${revision}\n`).join(''),
  )
}

/**
 * What each commit adds that none of its parents has, merges included, and its message. One process reads the messages, one the patches, side by side; memory
 * stays the same however many commits there are.
 *
 * @param emit takes excerpts and the index of their commit: in the order of commits, but messages may be ahead
 * @returns the number of files the commits change
 */
export async function extractCommits(
  repository: Repository,
  commits: Ids,
  emit: (excerpt: Excerpt, index: number) => void,
  sink: CommitSink = {},
): Promise<number> {
  if (commits.length === 0) return 0
  const read = { messages: 0, patches: 0, files: 0 }
  let told = 0
  const tell = async (): Promise<void> => {
    const reached = Math.min(read.messages, read.patches)
    if (reached <= told) return
    told = reached
    await sink.reached?.(reached, read.files)
  }
  const messages = readObjects(repository.git, commits, (commit, content) => {
    const index = read.messages
    const { message } = parseCommitObject(content)
    sink.message?.(commit, message)
    excerptsOfText(message, { kind: 'message', path: COMMIT_MESSAGE, commit }, excerpt => emit(excerpt, index))
    read.messages++
  })
  const patches = readPatches(repository, commits, emit, sink, async (index, files) => {
    Object.assign(read, { patches: index, files })
    await tell()
  })
  // Both to their end: a process that is left behind would go on reading while its failure is told.
  const [files, said] = await Promise.allSettled([patches, messages])
  if (files.status === 'rejected') throw files.reason
  if (said.status === 'rejected') throw said.reason
  await tell()
  return files.value
}
