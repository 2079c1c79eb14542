import type { PatchSink } from '../diff/change.ts'
import type { StoredFile } from '../git/stored-files.ts'

/**
 * What reads the index and its objects: git itself, or another implementation of it. All that follows of a scan is the same, whichever it is,
 * and `test/extraction/engines.ts` holds them to the same answers. Whatever an engine cannot read exactly ends in a `KeyhookError`.
 */
export interface Engine {
  readonly name: 'git' | 'isomorphic'
  /** The working tree's top level; null in a bare repository. */
  readonly topLevel: string | null
  /** This working tree's own git directory. */
  readonly gitDirectory: string
  /** The file that holds what would be committed. */
  readonly indexFile: string
  readonly objects: ObjectReader
  /**
   * The other parents of the merge that is being committed; none where it is no merge.
   *
   * @param announced whether to trust `GITHEAD_<id>`, by which `git merge` tells its hooks of the parents before it writes MERGE_HEAD
   */
  mergeParents(announced: boolean): readonly string[]
  /**
   * Hands on what the index changes: every changed path in the order of paths, renames followed, each with its added lines and the line before them.
   *
   * @param parent a commit's id; null for HEAD, or for nothing before the first commit
   */
  compareIndex(parent: string | null, sink: PatchSink): Promise<void>
  /** Files of these names in the index; one that is not there is not in the answer, a symbolic link is, with its mode. */
  stagedFiles(paths: readonly string[]): Promise<ReadonlyMap<string, StoredFile>>
}

/** Reads objects, each whole; the caller bounds their sizes. */
export interface ObjectReader {
  /** In bytes, in the same order. */
  sizes(ids: readonly string[]): Promise<number[]>
  /** One after another, in the order of `ids`; throws `KeyhookError` 'incomplete' where one is missing. */
  read(ids: readonly string[], onObject: (id: string, content: Buffer) => void): Promise<void>
}
