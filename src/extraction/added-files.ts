import {
  bringsContent,
  bringsName,
  type FileChange,
  GITLINK,
  type LineSink,
  type PatchSink,
  shownPath,
} from '../diff/change.ts'
import { createCollector } from '../diff/collector.ts'
import { createLineRanges, type LineRanges } from '../diff/line-ranges.ts'
import { excerptOfPath, excerptsOfText } from '../diff/text.ts'
import type { ObjectReader } from '../engine/engine.ts'
import type { Excerpt } from '../types.ts'
import { createWideFiles } from './wide-files.ts'

export interface AddedFiles extends PatchSink {
  /** Whether there are files that have to be read whole. */
  isWaiting(): boolean
  /** To be called when the stream has ended: the files that have to be read whole. */
  finish(objects: ObjectReader): Promise<void>
}

/** What is asked of the stream; where a function is missing, everything is wanted. */
export interface Wanted {
  file?(change: FileChange): boolean
  /** The lines of a file that count as added, beyond what the stream says; null for all of them. */
  lines?(change: FileChange): LineRanges | null
}

/** Turns a patch stream into excerpts: of each file its added lines, and its name where that is new. */
export function createAddedFiles(emit: (excerpt: Excerpt) => void, wanted: Wanted = {}): AddedFiles {
  const wide = createWideFiles(emit)
  let commit: string | null = null
  let last: FileChange | null = null

  function file(change: FileChange): LineSink | null {
    if (wanted.file?.(change) === false) return null
    const path = shownPath(change.path)
    if (bringsName(change)) excerptsOfText(change.path, { kind: 'name', path, commit }, emit)
    // A changed type is printed as a deletion and a creation: two patches of one change.
    if (bringsContent(change) && change !== last) emit(excerptOfPath(change.path, path, commit))
    last = change
    if (change.newMode === GITLINK) return null
    const place = { kind: 'content', path, commit } as const
    const ranges = createLineRanges()
    const collector = createCollector(place, excerpt => {
      emit(excerpt)
      wide.notice(change, place, ranges, excerpt)
    })
    const only = wanted.lines?.(change) ?? null
    const sink: LineSink = {
      added(line, part, ends) {
        if (only !== null && !only.has(line)) return collector.context(line, part, ends)
        ranges.add(line)
        collector.added(line, part, ends)
      },
      context: collector.context,
      end: collector.end,
    }
    if (only !== null) return sink
    return {
      ...sink,
      addedLines(line, bytes, count) {
        ranges.add(line, count)
        collector.addedLines?.(line, bytes, count)
      },
    }
  }

  return {
    commit(id) {
      commit = id
    },
    file,
    isWaiting: wide.isWaiting,
    finish: wide.finish,
  }
}
