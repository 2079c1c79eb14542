import { lineAt } from '../edit.ts'
import type { Import } from '../plan-types.ts'

const IMPORTS_OS = /^import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*os(?:\.\w+)?[ \t]*(?:,|;|#|\r?$)/m

/** May hold what looks like an import. */
const LONG_TEXT = /("""|''')(?:\\[\s\S]|(?!\1)[^\\])*\1/g

/** A text, quotes and all, at the beginning of a line. */
const DOCSTRING = /(?:[rR]|[uU])?("""|'''|"|')(?:\\[\s\S]|(?!\1)[^\\])*\1[^\n]*(?:\n|$)/y
const FUTURE = /from[ \t]+__future__[ \t]+import[ \t]*(?:\([^)]*\)[^\n]*|(?:[^\n\\]|\\\r?\n)*)(?:\n|$)/y
/** A first line for the system, comments, empty lines; a byte order mark before them. */
const PREAMBLE = /(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*/y

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}

/** Behind the docstring and what Python itself wants to see first. */
function firstStatement(text: string): number {
  let at = behind(PREAMBLE, text, 0)
  at = behind(PREAMBLE, text, behind(DOCSTRING, text, at))
  for (let next = behind(FUTURE, text, at); next > at; next = behind(FUTURE, text, at))
    at = behind(PREAMBLE, text, next)
  return at
}

export const pythonImport: Import = {
  isIn: text => IMPORTS_OS.test(text.replace(LONG_TEXT, '')),
  add(text, lineEnd) {
    const at = firstStatement(text)
    if (at > 0 && text[at - 1] !== '\n') return { start: at, end: at, text: `${lineEnd}import os${lineEnd}` }
    const isBeforeImport = /^(?:import|from)\s/.test(lineAt(text, at).text) || at === text.length
    return { start: at, end: at, text: `import os${lineEnd}${isBeforeImport ? '' : lineEnd}` }
  },
}
