import type { FileChange } from '../diff/change.ts'
import { createLineRanges, type LineRanges } from '../diff/line-ranges.ts'
import type { Engine } from '../engine/engine.ts'
import { gitEngine } from '../engine/git-engine.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'
import { createAddedFiles } from './added-files.ts'

export interface StagedOptions {
  /** Whether a path, as exact bytes in latin1, is asked for; null for all. */
  readonly only: ((path: string) => boolean) | null
  /** Whether `git merge` itself started this hook, before it wrote MERGE_HEAD. */
  readonly mergeAnnounced: boolean
}

/** What is staged, as git itself reads it. */
export function extractStaged(
  repository: Repository,
  options: StagedOptions,
  emit: (excerpt: Excerpt) => void,
): Promise<number> {
  return extractIndex(gitEngine(repository), options, emit)
}

/**
 * What is in the index and in no parent of the commit to come: against HEAD, and while a merge is being committed against its other parents too.
 *
 * @returns the number of staged files asked for
 */
export async function extractIndex(
  engine: Engine,
  options: StagedOptions,
  emit: (excerpt: Excerpt) => void,
): Promise<number> {
  const others: Map<string, LineRanges>[] = []
  for (const parent of engine.mergeParents(options.mergeAnnounced)) others.push(await addedAgainst(engine, parent))

  let files = 0
  let counted: FileChange | null = null
  const sink = createAddedFiles(emit, {
    file(change) {
      const path = change.path.toString('latin1')
      if (options.only?.(path) === false) return false
      // Of a changed type git prints two patches.
      if (change !== counted) files++
      counted = change
      return others.every(added => added.has(path))
    },
    lines: change => intersection(others.map(added => added.get(change.path.toString('latin1')))),
  })
  await engine.compareIndex(null, sink)
  await sink.finish(engine.objects)
  return files
}

/** The lines of each path that the index adds to one parent. */
async function addedAgainst(engine: Engine, parent: string): Promise<Map<string, LineRanges>> {
  const added = new Map<string, LineRanges>()
  await engine.compareIndex(parent, {
    commit() {},
    file(change) {
      const ranges = createLineRanges()
      added.set(change.path.toString('latin1'), ranges)
      return { added: line => ranges.add(line), context() {}, end() {} }
    },
  })
  return added
}

/** Lines that every parent lacks; null where there is no other parent. */
function intersection(sets: readonly (LineRanges | undefined)[]): LineRanges | null {
  if (sets.length === 0) return null
  return { add() {}, has: line => sets.every(set => set?.has(line) === true) }
}
