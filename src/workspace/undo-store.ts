import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reversal } from '../fix/undo-record.ts'
import type { Repository } from '../git/repository.ts'

/** What undoing a fix needs, without any secret: of each text only what was changed, with holes that `.env` fills. */
export interface UndoRecord {
  readonly version: 1
  /** HEAD's commit; null before the first one. */
  readonly head: string | null
  /** Hash of all that the index said after the fix. */
  readonly listing: string
  readonly entries: readonly UndoEntry[]
  readonly files: readonly UndoFile[]
  /** What was added to `.env`; null where nothing was. */
  readonly environment: UndoEnvironment | null
}

interface Stored {
  readonly mode: string
  readonly id: string
}

export interface UndoEntry {
  readonly path: string
  readonly before: (Stored & { readonly skipsWorkTree: boolean }) | null
  readonly after: Stored | null
  readonly reversals: readonly Reversal[]
}

export interface UndoFile {
  readonly path: string
  readonly existed: boolean
  readonly mode: number
  readonly before: string
  readonly after: string
  readonly reversals: readonly Reversal[]
}

export interface UndoEnvironment {
  readonly existed: boolean
  readonly mode: number
  readonly at: number
  readonly length: number
  readonly names: readonly string[]
}

const FOLDER = 'keyhook-fix'
const RECORD = 'record.json'
const INDEX = 'index'

/** The directory, in this working tree's git directory, where fixes keep what they need. */
export function undoFolder({ gitDirectory }: Repository): string {
  return join(gitDirectory, FOLDER)
}

function numbers(folder: string): number[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .sort((one, other) => one - other)
}

/** Makes an empty place for a fix, readable to nobody else. */
export function newUndo(repository: Repository): string {
  const folder = undoFolder(repository)
  const place = join(folder, String((numbers(folder).at(-1) ?? 0) + 1))
  mkdirSync(place, { recursive: true, mode: 0o700 })
  return place
}

/** Keeps the record, and the index as it is. */
export function keepUndo(place: string, record: UndoRecord, { indexFile }: Repository): void {
  copyFileSync(indexFile, join(place, INDEX))
  writeFileSync(join(place, RECORD), JSON.stringify(record), { mode: 0o600, flush: true })
}

export interface KeptUndo {
  readonly place: string
  readonly record: UndoRecord
  readonly indexFile: string
}

/** The latest fix that can be undone; null where there is none. */
export function lastUndo(repository: Repository): KeptUndo | null {
  const folder = undoFolder(repository)
  for (const number of numbers(folder).reverse()) {
    const place = join(folder, String(number))
    if (!existsSync(join(place, RECORD))) continue
    const record = JSON.parse(readFileSync(join(place, RECORD), 'utf8')) as UndoRecord
    return { place, record, indexFile: join(place, INDEX) }
  }
  return null
}

/** Forgets a fix, and the folder with the last one. */
export function forgetUndo(repository: Repository, place: string): void {
  rmSync(place, { recursive: true, force: true })
  const folder = undoFolder(repository)
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true })
}
