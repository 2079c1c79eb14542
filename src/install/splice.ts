import { readFileSync } from 'node:fs'
import { KeyhookError } from '../errors.ts'
import { findMarked } from './marked.ts'
import type { ScriptEdit } from './record.ts'

/** A piece of a text to put in place of another; offsets in UTF-16 units. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly added: string
}

/** Makes all splices, which must not overlap; of two at one place the first comes first. */
export function splice(text: string, splices: readonly Splice[]): string {
  const inOrder = splices.map((made, at) => ({ ...made, at })).sort((a, b) => b.start - a.start || b.at - a.at)
  return inOrder.reduce((rest, { start, end, added }) => rest.slice(0, start) + added + rest.slice(end), text)
}

/** How to undo a splice of a file, for the record. */
export function editOf(path: string, text: string, { start, end, added }: Splice): ScriptEdit {
  return { path, removed: text.slice(start, end), added }
}

/** Whether the markers alone cannot tell how to undo a splice. */
export function needsRecord({ start, end, added }: Splice): boolean {
  return start !== end || findMarked(added).length === 0
}

/** The text without an edit; null where what was added is no longer there, or there twice. */
export function withoutEdit(text: string, { removed, added }: Pick<ScriptEdit, 'removed' | 'added'>): string | null {
  const start = text.indexOf(added)
  if (start < 0 || text.indexOf(added, start + 1) >= 0) return null
  return text.slice(0, start) + removed + text.slice(start + added.length)
}

/** The line feed that the text uses. */
export function lineFeedOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** @returns null where there is no such file */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

export function notUnderstood(path: string, what: string): KeyhookError {
  return new KeyhookError(
    'install',
    `${what} could not be added to ${path}, because its form is not understood. Nothing was changed.`,
    'Guard this clone alone, by the hooks of git, with: npx keyhook init --manager git',
  )
}
