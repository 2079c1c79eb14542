import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** What no program is started from: prose, types, maps, images, what a compiler left, and tests of Go, which it never links. */
const NO_CODE =
  /\.(?:md|mdx|markdown|rst|txt|adoc|map|d\.[cm]?ts|flow|pyi|pyc|css|scss|less|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|eot|otf|mp[34]|pdf|tsbuildinfo|lock|snap|h|hh|hpp|cc|proto)$|^(?:licen[cs]e|changelog|readme|notice|authors)\b|_test\.go$|^doc\.go$/i

/** Directories that hold other packages, or nothing that runs here: workflows and settings of its authors, what a compiler left. */
const SKIPPED = /^(?:node_modules|__pycache__|testdata|\..*)$/

const DEEPEST = 40
const PIECE = 1 << 20

/** The files with code in a directory, or the file itself. Links are not followed: what they lead to is found where it lies. */
export function* codeFiles(path: string, depth = 0): Generator<string> {
  const found = depth === 0 ? lstatSync(path, { throwIfNoEntry: false }) : undefined
  if (found?.isFile() === true) {
    yield path
    return
  }
  if (depth > DEEPEST) return
  for (const entry of entriesOf(path)) {
    if (entry.isDirectory()) {
      if (!SKIPPED.test(entry.name)) yield* codeFiles(join(path, entry.name), depth + 1)
    } else if (entry.isFile() && !NO_CODE.test(entry.name)) yield join(path, entry.name)
  }
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Reads files piece by piece, each into the same memory, so that it takes no more however large they are. */
export class PieceReader {
  readonly #memory: Buffer
  readonly #overlap: number

  /** @param overlap bytes of each piece that the next one begins with */
  constructor(overlap: number) {
    this.#overlap = overlap
    this.#memory = Buffer.allocUnsafe(PIECE + overlap)
  }

  /**
   * Hands on a file's pieces, one after another, each good until the next.
   *
   * @returns its size in bytes; null where it cannot be read
   */
  read(path: string, onPiece: (bytes: Buffer) => void): number | null {
    let descriptor: number
    try {
      descriptor = openSync(path, 'r')
    } catch {
      return null
    }
    try {
      return this.#pieces(descriptor, onPiece)
    } catch {
      return null
    } finally {
      closeSync(descriptor)
    }
  }

  #pieces(descriptor: number, onPiece: (bytes: Buffer) => void): number {
    const memory = this.#memory
    let kept = 0
    let size = 0
    for (;;) {
      const length = readSync(descriptor, memory, kept, memory.length - kept, null)
      if (length === 0) return size
      size += length
      const end = kept + length
      onPiece(memory.subarray(0, end))
      kept = Math.min(this.#overlap, end)
      memory.copyWithin(0, end - kept, end)
    }
  }
}
