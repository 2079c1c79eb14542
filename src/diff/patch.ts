import type { FileChange, LineSink, PatchSink } from './change.ts'
import { EMPTY_BLOBS, KNOWN_HEADERS, startsWithCommitId, UNSHOWN } from './headers.ts'
import { copyAddedLines, type Hunk, isBroken, isOver, type LineKind, PLUS, parseHunkHeader, takeLine } from './hunk.ts'
import { parseRawRecord, unexpected } from './raw.ts'

const NEWLINE = 0x0a
const NUL = 0x00
const COLON = 0x3a
const BACKSLASH = 0x5c
const AT = 0x40

/** A header longer than this is no header of git's: paths have limits everywhere. */
const LONGEST_HEADER = 1 << 20

export interface PatchParser {
  /** Takes the next bytes of the stream, cut anywhere. */
  push(chunk: Buffer): void
  /** Says that the stream is over; throws `KeyhookError` 'git' where it stopped half way. */
  end(): void
}

/**
 * Parses what `diff-index` or `diff-tree --stdin` print with `--raw -z -p`, as it comes, in constant memory:
 *
 *     [commit NUL] (record NUL path NUL)* NUL (file header LF, hunks)*
 *
 * Paths are taken from the raw records, whose bytes are exact; lines by count, split at 0x0A only. Each patch is checked against its record by object id,
 * so that a stream misread in any way ends in an error and not in a line that nobody looked at.
 */
export function createPatchParser(sink: PatchSink): PatchParser {
  let rest: Buffer = Buffer.alloc(0)
  let changes: FileChange[] = []
  let record: ReturnType<typeof parseRawRecord> | null = null
  let pathsLeft = 0
  let place: 'start' | 'records' | 'headers' | 'hunk' | 'line' = 'start'
  let hunk: Hunk | null = null
  let lines: LineSink | null = null
  let current: FileChange | null = null
  let blocksLeft = 0
  let indexIsDue = false
  let hunkIsDue = false
  let kind: LineKind = 'removed'
  let lineNumber = 0
  let unprefixed: Buffer = Buffer.alloc(0)

  function push(chunk: Buffer): void {
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    for (let next = step(data, at); next !== null; next = step(data, at)) at = next
    rest = data.subarray(at)
    if (rest.length > LONGEST_HEADER) throw unexpected('a header')
  }

  /** Consumes one item from `data` at `at`; returns where the next one begins, or null where more bytes are needed. */
  function step(data: Buffer, at: number): number | null {
    if (at >= data.length) return null
    if (place === 'line') return takePart(data, at)
    if (place === 'hunk') return takeAddedLines(data, at) ?? takePrefix(data, at)
    if (place === 'records') return takeRecord(data, at)
    if (place === 'start') return takeStart(data, at)
    return takeHeader(data, at)
  }

  /** Where a commit's id or the first record stands. */
  function takeStart(data: Buffer, at: number): number | null {
    if (data[at] !== COLON) {
      const end = data.indexOf(NUL, at)
      if (end < 0) return null
      const id = data.toString('latin1', at, end)
      if (!/^[0-9a-f]{40,64}$/.test(id)) throw unexpected('a commit header')
      sink.commit(id)
      at = end + 1
    }
    place = 'records'
    return at
  }

  function takeRecord(data: Buffer, at: number): number | null {
    // Of a merge that brought nothing of its own, only the commit's id is printed.
    if (record === null && data[at] !== COLON) {
      place = 'start'
      return at
    }
    const end = data.indexOf(NUL, at)
    if (end < 0) return null
    if (pathsLeft > 0 && record !== null) {
      pathsLeft--
      if (pathsLeft === 0) changes.push(record.change(Buffer.from(data.subarray(at, end))))
    } else if (data[at] === COLON) {
      record = parseRawRecord(data.toString('latin1', at, end))
      pathsLeft = record.paths
    } else if (end === at) {
      changes.reverse() // taken from the end
      place = 'headers'
    } else {
      throw unexpected('the raw part')
    }
    return end + 1
  }

  /** The lines between two hunks: the next hunk, the next file, the next commit, or a line about the end of a file. */
  function takeHeader(data: Buffer, at: number): number | null {
    const commit = startsWithCommitId(data, at)
    if (commit === null) return null
    if (commit) {
      finishCommit()
      return at
    }
    const end = data.indexOf(NEWLINE, at)
    if (end < 0) return null
    if (data[at] === AT) beginHunk(data.toString('latin1', at, Math.min(end, at + 400)))
    else if (data[at] !== BACKSLASH) takeHeaderLine(data.toString('latin1', at, end))
    return end + 1
  }

  function takeHeaderLine(line: string): void {
    if (line.startsWith('diff --')) beginFile()
    else if (line.startsWith('index ')) checkIds(line)
    else if (line === UNSHOWN) skipLines()
    else if (!KNOWN_HEADERS.test(line)) throw unexpected('a file header')
  }

  function beginFile(): void {
    endFile()
    if (blocksLeft === 0) {
      current = changes.pop() ?? null
      // A changed type (file to symlink, say) is printed as a deletion and a creation.
      blocksLeft = current?.status === 'T' ? 2 : 1
    }
    if (current === null) throw unexpected('the order of files')
    blocksLeft--
    // git prints one wherever the content differs; a stream that ends before it holds nothing of the file.
    indexIsDue = current.oldIds.some(id => id !== current?.newId)
    lines = sink.file(current)
  }

  function checkIds(line: string): void {
    const after = /^index [0-9a-f]+(?:,[0-9a-f]+)*\.\.([0-9a-f]+)/.exec(line)?.[1]
    const expected = current?.newId
    const deletionOfChangedType = current?.status === 'T' && blocksLeft === 1 && /^0+$/.test(after ?? 'x')
    if (after !== expected && !deletionOfChangedType) throw unexpected('an index line')
    indexIsDue = false
    hunkIsDue =
      current?.oldIds.every(id => id !== after) === true && !EMPTY_BLOBS.has(after ?? '') && !/^0+$/.test(after ?? '')
  }

  /** Only combined diffs ignore --text, and only who takes such files from elsewhere may be given them. */
  function skipLines(): void {
    if (current === null || current.oldIds.length < 2 || sink.unshown === undefined) throw unexpected('a file header')
    hunkIsDue = false
    sink.unshown(current)
  }

  function beginHunk(header: string): void {
    if (current === null) throw unexpected('the order of hunks')
    hunk = parseHunkHeader(header)
    hunkIsDue = false
    place = isOver(hunk) ? 'headers' : 'hunk'
  }

  /** Whole added lines of one parent's hunk, which most lines of most patches are, in one go; null where none begins at `at`. */
  function takeAddedLines(data: Buffer, at: number): number | null {
    if (data[at] !== PLUS || hunk === null || hunk.columns !== 1 || lines?.addedLines === undefined) return null
    if (unprefixed.length < data.length - at) unprefixed = Buffer.allocUnsafe(data.length - at)
    const { end, length, count } = copyAddedLines(data, at, hunk.newLeft, unprefixed)
    if (count === 0) return null
    lines.addedLines(hunk.line, unprefixed.subarray(0, length), count)
    hunk.line += count
    hunk.newLeft -= count
    if (isOver(hunk)) place = 'headers'
    return end
  }

  function takePrefix(data: Buffer, at: number): number | null {
    if (hunk === null) throw unexpected('a hunk')
    if (data[at] === BACKSLASH) {
      const end = data.indexOf(NEWLINE, at)
      return end < 0 ? null : end + 1
    }
    if (data.length - at < hunk.columns) return null
    kind = takeLine(hunk, data.subarray(at, at + hunk.columns))
    if (isBroken(hunk)) throw unexpected('a hunk')
    lineNumber = hunk.line
    if (kind !== 'removed') hunk.line++
    place = 'line'
    return at + hunk.columns
  }

  function takePart(data: Buffer, at: number): number {
    const newline = data.indexOf(NEWLINE, at)
    const ends = newline >= 0
    const end = ends ? newline : data.length
    if (lines !== null && kind !== 'removed') lines[kind](lineNumber, data.subarray(at, end), ends)
    if (!ends) return end
    place = hunk === null || isOver(hunk) ? 'headers' : 'hunk'
    return end + 1
  }

  function endFile(): void {
    if (indexIsDue || hunkIsDue) throw unexpected('a file without its hunks')
    lines?.end()
    lines = null
  }

  function finishCommit(): void {
    endFile()
    if (changes.length > 0 || blocksLeft > 0) throw unexpected('the number of files')
    changes = []
    record = null
    current = null
    place = 'start'
  }

  function end(): void {
    const complete =
      rest.length === 0 && (place === 'start' || place === 'headers' || (place === 'records' && record === null))
    if (!complete) throw unexpected('the end of a patch')
    finishCommit()
  }

  return { push, end }
}
