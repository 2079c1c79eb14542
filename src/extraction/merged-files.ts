import type { PatchSink } from '../diff/change.ts'
import { createLineRanges, type LineRanges } from '../diff/line-ranges.ts'
import { gitObjects } from '../engine/git-engine.ts'
import { streamPatch } from '../engine/patches.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { createAddedFiles } from './added-files.ts'

/**
 * What a merge adds to files that a combined diff shows nothing of: git calls them binary there, whatever it was told, be it for a NUL or for a line in
 * `.gitattributes`. So the merge is compared with each parent alone, and what all of them lack was added.
 *
 * @param paths exact bytes in latin1
 */
export async function extractMergedFiles(
  repository: Repository,
  merge: string,
  paths: ReadonlySet<string>,
  emit: (excerpt: Excerpt) => void,
): Promise<void> {
  const listed = await repository.git.output(['rev-list', '--parents', '--max-count=1', merge])
  const [, first = '', ...others] = listed.toString('latin1').trim().split(' ')
  const lacking: Map<string, LineRanges>[] = []
  for (const parent of others) lacking.push(await addedAgainst(repository, parent, merge, paths))
  const added = createAddedFiles(excerpt => excerpt.kind === 'content' && emit(excerpt), {
    file: change => paths.has(change.path.toString('latin1')),
    lines: ({ path }) => ({
      add() {},
      has: line => lacking.every(files => files.get(path.toString('latin1'))?.has(line) === true),
    }),
  })
  added.commit(merge)
  await stream(repository, first, merge, { ...added, commit() {} })
  await added.finish(gitObjects(repository.git))
}

async function addedAgainst(
  repository: Repository,
  parent: string,
  merge: string,
  paths: ReadonlySet<string>,
): Promise<Map<string, LineRanges>> {
  const added = new Map<string, LineRanges>()
  await stream(repository, parent, merge, {
    commit() {},
    file(change) {
      const path = change.path.toString('latin1')
      if (!paths.has(path)) return null
      const ranges = createLineRanges()
      added.set(path, ranges)
      return { added: line => ranges.add(line), context() {}, end() {} }
    },
  })
  return added
}

function stream(repository: Repository, parent: string, merge: string, sink: PatchSink): Promise<void> {
  return streamPatch(repository, { command: ['diff-tree', '-r'], revisions: [parent, merge] }, sink)
}
