import type { Excerpt } from '../../src/types.ts'

export interface AddedLine {
  readonly commit: string | null
  readonly path: string
  readonly line: number
  /** One character a byte. */
  readonly text: string
}

/** The whole lines of content excerpts, each once, in the order of excerpts. */
export function linesOf(excerpts: readonly Excerpt[]): AddedLine[] {
  const lines: AddedLine[] = []
  for (const excerpt of excerpts) {
    if (excerpt.kind !== 'content') continue
    const { bytes, runs, from = 0, until = bytes.length, path, commit } = excerpt
    runs.forEach((run, index) => {
      const end = runs[index + 1]?.offset ?? bytes.length
      let line = run.line
      for (let at = run.offset; at < end; line++) {
        const newline = bytes.indexOf(0x0a, at)
        const stop = newline < 0 ? end : newline
        if (at >= from && at < until) lines.push({ commit, path, line, text: bytes.toString('latin1', at, stop) })
        at = stop + 1
      }
    })
  }
  return lines
}
