import { existsSync } from 'node:fs'
import type { PatchSink } from '../diff/change.ts'
import { readObjects, readSizes } from '../git/blobs.ts'
import { INDEX_FLAGS } from '../git/flags.ts'
import type { Git } from '../git/git.ts'
import { EMPTY_TREE, headOrEmptyTree, mergeParents } from '../git/parents.ts'
import type { Repository } from '../git/repository.ts'
import { readStoredFiles } from '../git/stored-files.ts'
import type { Engine, ObjectReader } from './engine.ts'
import { missingIndex } from './missing-index.ts'
import { streamPatch } from './patches.ts'

/** The engine that asks git. */
export function gitEngine(repository: Repository): Engine {
  const { topLevel, gitDirectory, indexFile, git } = repository
  return {
    name: 'git',
    topLevel,
    gitDirectory,
    indexFile,
    objects: gitObjects(git),
    mergeParents: announced => mergeParents({ gitDirectory, env: git.env }, announced),
    compareIndex: (parent, sink) =>
      parent === null ? streamAgainstHead(repository, sink) : streamIndex(repository, parent, sink),
    stagedFiles: paths => readStoredFiles(repository, null, paths),
  }
}

export function gitObjects(git: Git): ObjectReader {
  return { sizes: ids => readSizes(git, ids), read: (ids, onObject) => readObjects(git, ids, onObject) }
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
  if (!existsSync(repository.indexFile)) throw missingIndex(repository.indexFile)
}

function streamIndex(repository: Repository, base: string, sink: PatchSink): Promise<void> {
  return streamPatch(repository, { command: ['diff-index', ...INDEX_FLAGS], revisions: [base] }, sink)
}
