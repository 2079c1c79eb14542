import { applyEdits } from './edit.ts'
import type { FilePlan } from './plan.ts'
import type { Edit } from './plan-types.ts'

/** Lines as a patch has them, `-` and `+`, under a heading for each place. No line holds a secret of the plan. */
export interface MaskedHunk {
  readonly heading: string
  readonly lines: readonly string[]
}

interface Range {
  start: number
  end: number
  edits: Edit[]
}

/** What a plan changes in the staged text of a file, each secret as its preview. */
export function maskedDiff({ file, edits }: FilePlan): MaskedHunk[] {
  let shift = 0
  return ranges(file.text, edits).map(range => {
    const old = lines(masked(file, range.start, range.end))
    const fresh = lines(applyEdits(file.text.slice(range.start, range.end), moved(range)))
    const first = file.text.slice(0, range.start).split('\n').length
    const before = file.text.slice(range.start, range.end).split('\n').length - (old.endsInBreak ? 1 : 0)
    const heading = `@@ -${first},${before} +${first + shift},${fresh.texts.length} @@`
    shift += fresh.texts.length - before
    return { heading, lines: [...old.texts.map(text => `-${text}`), ...fresh.texts.map(text => `+${text}`)] }
  })
}

/** Whole lines that edits touch; neighbours are joined. */
function ranges(text: string, edits: readonly Edit[]): Range[] {
  const found: Range[] = []
  for (const edit of edits) {
    const start = text.lastIndexOf('\n', edit.start - 1) + 1
    const isLineInserted = edit.start === edit.end && edit.start === start && edit.text.endsWith('\n')
    const isAtBreak = edit.end > edit.start && text[edit.end - 1] === '\n'
    const lineFeed = text.indexOf('\n', isAtBreak ? edit.end - 1 : edit.end)
    const end = isLineInserted ? start : lineFeed < 0 ? text.length : lineFeed + 1
    const last = found.at(-1)
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, end)
      last.edits.push(edit)
    } else found.push({ start, end, edits: [edit] })
  }
  return found
}

function moved({ start, edits }: Range): Edit[] {
  return edits.map(edit => ({ ...edit, start: edit.start - start, end: edit.end - start }))
}

/** A part of the old text with the preview of each secret in its place. */
function masked({ text, sites }: FilePlan['file'], from: number, until: number): string {
  const covers = sites
    .filter(({ start, end }) => start < until && end > from)
    .map(({ start, end, finding }) => ({
      start: Math.max(start, from) - from,
      end: Math.min(end, until) - from,
      text: finding.preview,
    }))
  return applyEdits(
    text.slice(from, until),
    covers.map(cover => ({ ...cover, text: Buffer.from(cover.text).toString('latin1') })),
  )
}

function lines(text: string): { texts: string[]; endsInBreak: boolean } {
  if (text === '') return { texts: [], endsInBreak: true }
  const endsInBreak = text.endsWith('\n')
  const texts = (endsInBreak ? text.slice(0, -1) : text).split('\n')
  return { texts: texts.map(line => Buffer.from(line.replace(/\r$/, ''), 'latin1').toString('utf8')), endsInBreak }
}
