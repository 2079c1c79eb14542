import { existsSync } from 'node:fs'
import type { PatchSink } from '../diff/change.ts'
import { createLineRanges, type LineRanges } from '../diff/line-ranges.ts'
import { KeyhookError } from '../errors.ts'
import { INDEX_FLAGS } from '../git/flags.ts'
import { EMPTY_TREE, headOrEmptyTree, mergeParents } from '../git/parents.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { createAddedFiles } from './added-files.ts'
import { streamPatch } from './patches.ts'

export interface StagedOptions {
  /** Whether a path, as exact bytes in latin1, is asked for; null for all. */
  readonly only: ((path: string) => boolean) | null
  /** Whether `git merge` itself started this hook, before it wrote MERGE_HEAD. */
  readonly mergeAnnounced: boolean
}

/**
 * What is in the index and in no parent of the commit to come: against HEAD, and while a merge is being committed against its other parents too.
 *
 * @returns the number of staged files asked for
 */
export async function extractStaged(
  repository: Repository,
  options: StagedOptions,
  emit: (excerpt: Excerpt) => void,
): Promise<number> {
  const others: Map<string, LineRanges>[] = []
  for (const parent of mergeParents(repository, options.mergeAnnounced))
    others.push(await addedAgainst(repository, parent))

  let files = 0
  const sink = createAddedFiles(emit, {
    file(change) {
      const path = change.path.toString('latin1')
      if (options.only?.(path) === false) return false
      files++
      return others.every(added => added.has(path))
    },
    lines: change => intersection(others.map(added => added.get(change.path.toString('latin1')))),
  })
  await streamAgainstHead(repository, sink)
  await sink.finish(repository.git)
  return files
}

/** Against HEAD, or where there is no commit yet against nothing. That HEAD is there is the rule, so it is not asked first: each process costs a commit's time. */
async function streamAgainstHead(repository: Repository, sink: PatchSink): Promise<void> {
  try {
    await streamIndex(repository, 'HEAD', sink)
  } catch (error) {
    const base = await headOrEmptyTree(repository)
    if (base !== EMPTY_TREE[repository.objectFormat]) throw error
    await streamIndex(repository, base, sink)
    return
  }
  refuseMissingIndex(repository)
}

/** git takes an index file that is not there for an empty index, in which nothing is staged. */
function refuseMissingIndex(repository: Repository): void {
  if (existsSync(repository.indexFile)) return
  throw new KeyhookError(
    'incomplete',
    `There is no index file at ${repository.indexFile}, so what is staged is not known.`,
    'Run "git reset" to make the index anew, then stage again.',
  )
}

/** The lines of each path that the index adds to one parent. */
async function addedAgainst(repository: Repository, parent: string): Promise<Map<string, LineRanges>> {
  const added = new Map<string, LineRanges>()
  await streamIndex(repository, parent, {
    commit() {},
    file(change) {
      const ranges = createLineRanges()
      added.set(change.path.toString('latin1'), ranges)
      return { added: line => ranges.add(line), context() {}, end() {} }
    },
  })
  return added
}

function streamIndex(repository: Repository, base: string, sink: PatchSink): Promise<void> {
  return streamPatch(repository, { command: ['diff-index', ...INDEX_FLAGS], revisions: [base] }, sink)
}

/** Lines that every parent lacks; null where there is no other parent. */
function intersection(sets: readonly (LineRanges | undefined)[]): LineRanges | null {
  if (sets.length === 0) return null
  return { add() {}, has: line => sets.every(set => set?.has(line) === true) }
}
