import { COMMIT_MESSAGE, type PatchSink } from '../diff/change.ts'
import { parseCommitObject } from '../diff/commit-object.ts'
import { createPatchParser } from '../diff/patch.ts'
import { unexpected } from '../diff/raw.ts'
import { excerptsOfText } from '../diff/text.ts'
import { readObjects } from '../git/blobs.ts'
import { PATCH_FLAGS } from '../git/flags.ts'
import { from, type Ids, linesOf, type PackedIds, readIds } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { type AddedFiles, createAddedFiles } from './added-files.ts'
import { extractMergedFiles } from './merged-files.ts'
import { createResumable, resumePatch } from './patches.ts'

/** -c shows of a merge what no parent has: also what was typed while resolving a conflict, or slipped in. */
const COMMITS = ['diff-tree', '--always', '-r', '--root', '-c']

/** Commits whose files are read whole together. */
const TOGETHER = 256

const POLICY_FOLDER = Buffer.from('.keyhook/')

/** Takes commits as they are read. Indexes count the commits that were asked for. */
export interface CommitSink {
  /** The message of a commit, before its excerpts. */
  message?(commit: string, message: Buffer): void
  /** A commit changes something under `.keyhook/`. */
  policyFile?(commit: string): void
  /** Everything of the commits before this index was handed on, and so many changed files were met; git waits for the promise. */
  reached?(index: number, files: number): void | Promise<void>
}

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

/** Tells of each index when all before it is handed on. Returns the number of changed files. */
async function readPatches(
  repository: Repository,
  commits: Ids,
  emit: (excerpt: Excerpt, index: number) => void,
  sink: CommitSink,
  reached: (index: number, files: number) => Promise<void>,
): Promise<number> {
  let files = 0
  let index = -1
  /** The indexes of commits with files that have to be read whole. */
  let waiting = new Map<string, number>()
  let added = startFiles()
  let unshown = new Set<string>()
  /** What is still to be read of commits whose patch is over. */
  const due: (() => Promise<void>)[] = []

  function startFiles(): AddedFiles {
    const places = new Map<string, number>()
    waiting = places
    return createAddedFiles(excerpt => emit(excerpt, places.get(excerpt.commit ?? '') ?? index), {
      file(change) {
        files++
        if (change.path.subarray(0, POLICY_FOLDER.length).equals(POLICY_FOLDER))
          sink.policyFile?.(commits.at(index) ?? '')
        return true
      },
    })
  }

  /** Of the commit whose patch is over. Files that have to be read whole wait for each other: asking for them costs two processes. */
  function closeCommit(isLast: boolean): void {
    const [own, at, commit, paths] = [added, index, commits.at(index) ?? '', unshown]
    if (own.isWaiting()) {
      const [first = at] = waiting.values()
      waiting.set(commit, at)
      if (isLast || at - first >= TOGETHER) {
        due.push(() => own.finish(repository.git))
        added = startFiles()
      }
    }
    if (paths.size > 0) due.push(() => extractMergedFiles(repository, commit, paths, excerpt => emit(excerpt, at)))
    unshown = new Set()
  }

  /** Everything before this index was handed on. */
  function complete(): number {
    const [first = index] = waiting.values()
    return first
  }

  const patches: PatchSink = {
    commit(id) {
      closeCommit(false)
      // --always names every commit, so that one left out by any mistake is an error and not a silence.
      if (commits.at(++index) !== id) throw unexpected('the order of commits')
      added.commit(id)
    },
    file: change => added.file(change),
    unshown: change => unshown.add(change.path.toString('latin1')),
  }
  async function readDue(): Promise<void> {
    for (const read of due.splice(0)) await read()
  }

  while (index + 1 < commits.length) {
    const first = index + 1
    const resumable = createResumable(patches)
    const parser = createPatchParser(resumable.sink)
    try {
      await repository.objects.stream(
        [...COMMITS, '--stdin', ...PATCH_FLAGS],
        async chunk => {
          parser.push(chunk)
          if (due.length > 0) await readDue()
          await reached(complete(), files)
        },
        linesOf(from(commits, first)),
      )
      parser.end()
      break
    } catch (error) {
      if (index < first) throw error
      // git gives up at a file that is too large; what comes after its commit is read by another.
      await resumePatch(repository, { command: COMMITS, revisions: [commits.at(index) ?? ''] }, resumable, error)
    }
  }
  if (index + 1 !== commits.length) throw unexpected('the number of commits')
  closeCommit(true)
  await readDue()
  await reached(commits.length, files)
  return files
}
