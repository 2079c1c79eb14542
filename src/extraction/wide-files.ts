import type { FileChange } from '../diff/change.ts'
import type { Place } from '../diff/collector.ts'
import type { LineRanges } from '../diff/line-ranges.ts'
import { excerptsOfUtf16Lines } from '../diff/text.ts'
import { detectUtf16, mayHoldUtf16, utf16Pieces } from '../diff/utf16.ts'
import type { ObjectReader } from '../engine/engine.ts'
import type { Excerpt } from '../types.ts'

/** Files larger than this are not loaded whole to be decoded; the UTF-16 text in them is still found, at an approximate column. */
const LARGEST_DECODED = 32 * 1024 * 1024

/** Bytes of text held back until the files they stand in can be looked at. */
const HELD_BACK = 16 * 1024 * 1024

interface WideFile {
  readonly id: string
  readonly place: Place
  readonly added: LineRanges
  readonly pieces: Excerpt[]
}

/**
 * The second look at files that hold UTF-16 text. A patch cuts such a file at the wrong places, so once the patch is read the file itself is,
 * and its added lines are found again in the decoded text.
 */
export interface WideFiles {
  /** Looks at an excerpt of a file's patch and keeps its UTF-16 text, if it has any. */
  notice(change: FileChange, place: Place, added: LineRanges, excerpt: Excerpt): void
  /** Whether a file was kept. */
  isWaiting(): boolean
  /** Reads the files kept and hands on their added lines. */
  finish(objects: ObjectReader): Promise<void>
}

export function createWideFiles(emit: (excerpt: Excerpt) => void): WideFiles {
  let files: WideFile[] = []
  let heldBack = 0

  return {
    notice(change, place, added, excerpt) {
      if (!mayHoldUtf16(excerpt.bytes)) return
      const pieces = utf16Pieces(excerpt)
      if (pieces === null) return
      if (heldBack > HELD_BACK) return emit(pieces)
      heldBack += pieces.bytes.length
      const last = files.at(-1)
      if (last?.added === added) last.pieces.push(pieces)
      else files.push({ id: change.newId, place, added, pieces: [pieces] })
    },
    isWaiting: () => files.length > 0,
    async finish(objects) {
      const sizes = await objects.sizes(files.map(file => file.id))
      const small = files.filter((_, index) => (sizes[index] ?? 0) <= LARGEST_DECODED)
      for (const file of files) if (!small.includes(file)) file.pieces.forEach(emit)
      let next = 0
      await objects.read(
        small.map(file => file.id),
        (_, content) => {
          const file = small[next++]
          if (file === undefined) return
          const encoding = detectUtf16(content)
          if (encoding === null) file.pieces.forEach(emit)
          else excerptsOfUtf16Lines(content, encoding, file.added, file.place, emit)
        },
      )
      files = []
      heldBack = 0
    },
  }
}
