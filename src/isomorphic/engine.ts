import { existsSync, readFileSync } from 'node:fs'
import type { FileChange, LineSink, PatchSink } from '../diff/change.ts'
import { GITLINK } from '../diff/change.ts'
import type { Engine } from '../engine/engine.ts'
import { missingIndex } from '../engine/missing-index.ts'
import { mergeParents } from '../git/parents.ts'
import { takeDifference, takeWhole } from './added-lines.ts'
import { asFileChange, type Change, changesBetween } from './changes.ts'
import { brokenHead, resolveHead } from './head.ts'
import { type Entry, parseIndexFile } from './index-file.ts'
import { findLayout } from './layout.ts'
import { createObjects, type Objects } from './objects.ts'
import { refuseMisread } from './refusals.ts'
import { findRenames } from './renames.ts'
import { readStagedFiles } from './staged-files.ts'
import { readCommitTree } from './tree.ts'

/**
 * The engine for where there is no git: it finds the repository, reads its index and compares that with commits by itself, and objects through isomorphic-git.
 * It reads nothing of the working tree and writes nothing.
 *
 * @returns null outside a repository
 * @throws KeyhookError 'incomplete' for a repository that it would misread
 */
export function findIsomorphicEngine(cwd: string, env: NodeJS.ProcessEnv): Engine | null {
  const layout = findLayout(cwd, env)
  if (layout === null) return null
  refuseMisread(layout, cwd, env)
  const objects = createObjects(layout.commonDirectory)
  let known: Map<string, Entry> | null = null
  const index = (): Map<string, Entry> => {
    known ??= existsSync(layout.indexFile) ? parseIndexFile(readFileSync(layout.indexFile)) : new Map()
    return known
  }
  return {
    name: 'isomorphic',
    topLevel: layout.topLevel,
    gitDirectory: layout.gitDirectory,
    indexFile: layout.indexFile,
    objects,
    mergeParents: announced => mergeParents({ gitDirectory: layout.gitDirectory, env }, announced),
    async compareIndex(parent, sink) {
      const commit = parent ?? resolveHead(layout)
      // Before anything was ever staged there is none.
      if (commit !== null && !existsSync(layout.indexFile)) throw missingIndex(layout.indexFile)
      await compare(await treeOf(commit, parent === null, objects), index(), { objects, sink })
    },
    stagedFiles: paths => readStagedFiles(objects, index(), paths),
  }
}

async function treeOf(commit: string | null, isHead: boolean, objects: Objects): Promise<Map<string, Entry>> {
  if (commit === null) return new Map()
  if (isHead) await objects.whole(commit, 'commit').catch(() => Promise.reject(brokenHead()))
  return readCommitTree(objects, commit)
}

interface Comparison {
  readonly objects: Objects
  readonly sink: PatchSink
}

async function compare(
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
  { objects, sink }: Comparison,
): Promise<void> {
  const changes = changesBetween(before, after)
  const renames = await findRenames(changes, objects)
  const moved = new Set(renames.values())
  for (const change of changes) {
    // A deleted file that was found again under another name is told there.
    if (change.before !== null && change.after === null && moved.has(change.before)) continue
    const old = renames.get(change.path)
    const whole: Change = old === undefined ? change : { ...change, before: old }
    const told = asFileChange(whole, old !== undefined)
    const lines = sink.file(told)
    if (lines !== null) await takeLines(whole, told, lines, objects)
  }
}

async function takeLines(
  { before, after }: Change,
  { status }: FileChange,
  lines: LineSink,
  objects: Objects,
): Promise<void> {
  if (after !== null && after.mode !== GITLINK) {
    // Of a changed type, file to link for example, everything is new.
    if (before === null || status === 'T') await takeWhole(objects, after.id, lines)
    else if (before.id !== after.id) await takeDifference(objects, before.id, after.id, lines)
  }
  lines.end()
}
