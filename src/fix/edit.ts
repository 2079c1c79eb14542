import type { Edit } from './plan-types.ts'

/** A text with edits carried out. They do not overlap; two at one place come in their own order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = ''
  let position = 0
  for (const { start, end, text: inserted } of inOrder(edits)) {
    if (start < position || end < start) throw new Error('edits overlap')
    result += text.slice(position, start) + inserted
    position = end
  }
  return result + text.slice(position)
}

export function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end)
}

/** What ends the lines of a text: that of its first line; LF where it has none. */
export function lineEndOf(text: string): string {
  const lineFeed = text.indexOf('\n')
  return lineFeed > 0 && text[lineFeed - 1] === '\r' ? '\r\n' : '\n'
}

/** The line that a place is on, and where it begins. */
export function lineAt(text: string, place: number): { start: number; end: number; text: string } {
  const start = text.lastIndexOf('\n', place - 1) + 1
  const lineFeed = text.indexOf('\n', place)
  const end = lineFeed < 0 ? text.length : lineFeed
  return { start, end, text: text.slice(start, end).replace(/\r$/, '') }
}
