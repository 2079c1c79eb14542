import { differingLines } from '../diff/line-diff.ts'
import { cutLines, type Lines } from '../diff/lines.ts'
import { lineEndOf } from './edit.ts'
import type { Edit } from './plan-types.ts'

/** Carries edits of one version of a file over to another one that differs from it in other lines, or in how lines end. */
export interface Transplant {
  /** The same edit there; null where the lines it touches are not the same. */
  move(edit: Edit): Edit | null
}

/** @param from the text that edits are made for @param to the other version, one character a byte, as all */
export function createTransplant(from: string, to: string): Transplant {
  if (from === to) return { move: edit => edit }
  const source = cutLines(Buffer.from(from, 'latin1'))
  const target = cutLines(Buffer.from(to, 'latin1'))
  const partners = matched(from, to)
  const lineEnd = lineEndOf(to)
  const sourceLineEnd = lineEndOf(from)

  /** A place, as one of the other version: counted from the beginning of its line, or behind the end of the one before. */
  function place(at: number, isEnd: boolean): number | null {
    const line = lineOf(source, at)
    const column = at - source.start(line)
    if (isEnd && column === 0 && line > 0) {
      const before = partners[line - 1] ?? -1
      return before < 0 ? null : target.start(before + 1)
    }
    const partner = partners[line] ?? -1
    if (partner < 0) return line === source.count && column === 0 ? to.length : null
    return Math.min(target.start(partner) + column, target.start(partner) + withoutEnd(target, partner))
  }

  return {
    move(edit) {
      const first = lineOf(source, edit.start)
      const last = edit.end > edit.start ? lineOf(source, edit.end - 1) : first
      for (let line = first; line < last; line++)
        if ((partners[line] ?? -1) < 0 || partners[line + 1] !== (partners[line] ?? 0) + 1) return null
      const start = place(edit.start, false)
      const end = edit.end === edit.start ? start : place(edit.end, true)
      if (start === null || end === null || end < start) return null
      const text = lineEnd === sourceLineEnd ? edit.text : edit.text.replace(/\r?\n/g, lineEnd)
      return { start, end, text }
    },
  }
}

/** For each line of one text its partner in the other; -1 where it has none. */
function matched(from: string, to: string): Int32Array {
  const source = cutLines(Buffer.from(plain(from), 'latin1'))
  const target = cutLines(Buffer.from(plain(to), 'latin1'))
  const { removed, added } = differingLines(source, target)
  const partners = new Int32Array(source.count).fill(-1)
  let next = 0
  for (let line = 0; line < source.count; line++) {
    if (removed[line] === 1) continue
    while (next < target.count && added[next] === 1) next++
    partners[line] = next++
  }
  return partners
}

/** How lines end does not matter, and neither does whether the last one does. */
function plain(text: string): string {
  const lines = text.replaceAll('\r\n', '\n')
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`
}

function lineOf(lines: Lines, at: number): number {
  let low = 0
  let high = lines.count
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines.start(middle + 1) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The length of a line without what ends it. */
function withoutEnd(lines: Lines, line: number): number {
  return lines.text(line).toString('latin1').replace(/\r$/, '').length
}
