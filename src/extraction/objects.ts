import { excerptsOfFile } from '../diff/text.ts'
import { gitObjects } from '../engine/git-engine.ts'
import { streamPatch } from '../engine/patches.ts'
import { readObjects } from '../git/blobs.ts'
import { EMPTY_TREE } from '../git/parents.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { createAddedFiles } from './added-files.ts'

/** A tree or a single file that a reference names without a commit. */
export interface LooseObject {
  readonly id: string
  readonly type: string
  /** What a single file is shown as: the reference's name. */
  readonly name: string
}

/** All that a tree or a file holds. Returns the number of files. */
export async function extractObject(
  repository: Repository,
  { id, type, name }: LooseObject,
  emit: (excerpt: Excerpt) => void,
): Promise<number> {
  if (type !== 'tree') {
    await readObjects(repository.git, [id], (_, content) =>
      excerptsOfFile(content, { kind: 'content', path: name, commit: null }, emit),
    )
    return 1
  }
  let files = 0
  const added = createAddedFiles(emit, {
    file() {
      files++
      return true
    },
  })
  const nothing = EMPTY_TREE[repository.objectFormat]
  await streamPatch(repository, { command: ['diff-tree', '-r'], revisions: [nothing, id] }, added)
  await added.finish(gitObjects(repository.git))
  return files
}
