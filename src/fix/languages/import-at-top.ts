import type { Import } from '../plan-types.ts'

interface Placing {
  readonly has: RegExp
  readonly line: string
  /** The first import there is. */
  readonly first: RegExp
  /** What has to stay above it, from the beginning of the text. */
  readonly header: RegExp
}

/** An import that goes before the first one, and where there is none below the comments that open the file. */
export function importAtTop({ has, line, first, header }: Placing): Import {
  return {
    isIn: text => has.test(text),
    add(text, lineEnd) {
      const found = first.exec(text)
      if (found !== null) return { start: found.index, end: found.index, text: `${line}${lineEnd}` }
      const at = header.exec(text)?.[0].length ?? 0
      return { start: at, end: at, text: `${line}${lineEnd}${lineEnd}` }
    },
  }
}
