import type { PatchSink } from '../diff/change.ts'
import { createPatchParser } from '../diff/patch.ts'
import { unexpected } from '../diff/raw.ts'
import { gitObjects } from '../engine/git-engine.ts'
import { createResumable, resumePatch } from '../engine/patches.ts'
import { PATCH_FLAGS } from '../git/flags.ts'
import { from, type Ids, linesOf } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { type AddedFiles, createAddedFiles } from './added-files.ts'
import { extractMergedFiles } from './merged-files.ts'

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

/** Tells of each index when all before it is handed on. Returns the number of changed files. */
export async function readPatches(
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
        due.push(() => own.finish(gitObjects(repository.git)))
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
