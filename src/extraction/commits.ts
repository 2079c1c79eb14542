import { parseCommitObject } from '../diff/commit-object.ts'
import { createPatchParser } from '../diff/patch.ts'
import { excerptsOfText } from '../diff/text.ts'
import { gitObjects } from '../engine/git-engine.ts'
import { readObjects } from '../git/blobs.ts'
import { PATCH_FLAGS } from '../git/flags.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { createAddedFiles } from './added-files.ts'

/** The place that is shown for a finding in a commit's message. */
export const COMMIT_MESSAGE = 'COMMIT_MSG'

/** Takes commits as they are read. */
export interface CommitSink {
  /** The message of a commit, before its excerpts. */
  message?(commit: string, message: Buffer): void
  /** A commit changes something under `.keyhook/`. */
  policyFile?(commit: string): void
}

/**
 * The commits that `rev-list` names, oldest first.
 *
 * @param revisions any number of them: a push may name more than fit on a command line
 */
export async function listCommits(
  repository: Repository,
  revisions: readonly string[],
  options: readonly string[] = [],
): Promise<string[]> {
  const list = await repository.git.output(['rev-list', '--reverse', '--topo-order', ...options, '--stdin'], {
    input: revisions.map(revision => `${revision}\n`).join(''),
  })
  return list.toString('latin1').split('\n').filter(Boolean)
}

/**
 * What each commit adds that none of its parents has, merges included, and its message. One process reads the messages, one the patches.
 *
 * @returns the number of files the commits change
 */
export async function extractCommits(
  repository: Repository,
  commits: readonly string[],
  emit: (excerpt: Excerpt) => void,
  sink: CommitSink = {},
): Promise<number> {
  await readObjects(repository.git, commits, (commit, content) => {
    const { message } = parseCommitObject(content)
    sink.message?.(commit, message)
    excerptsOfText(message, { kind: 'message', path: COMMIT_MESSAGE, commit }, emit)
  })
  if (commits.length === 0) return 0
  let files = 0
  let current = ''
  const added = createAddedFiles(emit, {
    file(change) {
      files++
      if (change.path.toString('latin1').startsWith('.keyhook/')) sink.policyFile?.(current)
      return true
    },
  })
  const parser = createPatchParser({
    ...added,
    commit(id) {
      current = id
      added.commit(id)
    },
  })
  // -c shows of a merge what no parent has: also what was typed while resolving a conflict, or slipped in.
  await repository.objects.stream(
    ['diff-tree', '--stdin', '-r', '--root', '-c', ...PATCH_FLAGS],
    parser.push,
    `${commits.join('\n')}\n`,
  )
  parser.end()
  await added.finish(gitObjects(repository.git))
  return files
}
