import type { LineSink } from '../diff/change.ts'
import { createLineCounts } from '../diff/line-counts.ts'
import { differingLines } from '../diff/line-diff.ts'
import { createLineCutter, cutLines } from '../diff/lines.ts'
import { LARGEST_COMPARED, LARGEST_WHOLE, type Objects } from './objects.ts'

/** Hands on all lines of a blob. */
export async function takeWhole(objects: Objects, id: string, sink: LineSink): Promise<void> {
  const { push } = createLineCutter(sink.added)
  const content = await objects.loadable(id, LARGEST_WHOLE)
  if (content === null) await objects.stream(id, push)
  else push(content)
}

/**
 * Hands on the lines of a blob that another one lacks, each first of a run with the line before it.
 *
 * @param limit in bytes; larger blobs are not loaded where that can be helped
 */
export async function takeDifference(
  objects: Objects,
  before: string,
  after: string,
  sink: LineSink,
  limit: number = LARGEST_COMPARED,
): Promise<void> {
  const old = await objects.loadable(before, limit)
  const now = await objects.loadable(after, limit)
  if (old === null || now === null) return takeNewByCount(objects, before, after, sink)
  const lines = cutLines(now)
  const { added } = differingLines(cutLines(old), lines)
  for (let line = 0; line < lines.count; line++) {
    if (added[line] !== 1) continue
    if (line > 0 && added[line - 1] !== 1) sink.context(line, lines.text(line - 1), true)
    sink.added(line + 1, lines.text(line), true)
  }
}

/** As `takeDifference`, for files too large to be held: a line counts as added where the new file has it more often than the old one. */
async function takeNewByCount(objects: Objects, before: string, after: string, sink: LineSink): Promise<void> {
  const { old, now, added } = createLineCounts()
  await objects.stream(before, old.push)
  old.end()
  await objects.stream(after, now.push)
  now.end()
  const take = (line: number, part: Buffer, ends: boolean): void =>
    added.has(line) ? sink.added(line, part, ends) : sink.context(line, part, ends)
  await objects.stream(after, createLineCutter(take).push)
}
