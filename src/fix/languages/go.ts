import { lineEndOf } from '../edit.ts'
import { quoted } from '../lexing/grammar.ts'
import type { Edit, Import } from '../plan-types.ts'
import { type Around, concatenated, type Language, lineBefore, type Place } from './language.ts'

const BLOCK = /^import[ \t]*\(([^)]*)\)/m
const SINGLE = /^import[ \t]+(?:[\w.]+[ \t]+)?"[^"\n]+"[^\n]*(?:\n|$)/gm
const PACKAGE = /^package[ \t]+\w+[^\n]*(?:\n|$)/m

/** Plain `"os"`: under another name it is another import, which Go allows. */
const goImport: Import = {
  isIn(text) {
    const block = BLOCK.exec(text)?.[1] ?? ''
    return /^[ \t]*"os"/m.test(block) || /^import[ \t]+"os"/m.test(text)
  },
  add(text, lineEnd) {
    const block = BLOCK.exec(text)
    if (block !== null) return intoBlock(text, block, lineEnd)
    const last = [...text.matchAll(SINGLE)].at(-1)
    if (last !== undefined) return at(last.index + last[0].length, `import "os"${lineEnd}`, text, lineEnd)
    const clause = PACKAGE.exec(text)
    return at(clause === null ? 0 : clause.index + clause[0].length, `${lineEnd}import "os"${lineEnd}`, text, lineEnd)
  },
}

function at(place: number, line: string, text: string, lineEnd: string): Edit {
  const isOpen = place > 0 && text[place - 1] !== '\n'
  return { start: place, end: place, text: (isOpen ? lineEnd : '') + line }
}

/** Among the first group, in the order that gofmt keeps. */
function intoBlock(text: string, block: RegExpExecArray, lineEnd: string): Edit {
  const from = block.index + block[0].indexOf('(') + 1
  let place = text.indexOf('\n', from) + 1
  if (place === 0 || place > block.index + block[0].length) return { start: from, end: from, text: ' "os"; ' }
  for (const line of (block[1] ?? '').split('\n').slice(1)) {
    const path = /^[ \t]*(?:[\w.]+[ \t]+)?"([^"]+)"/.exec(line)?.[1]
    if (path === undefined || path > 'os') break
    place += line.length + 1
  }
  return { start: place, end: place, text: `\t"os"${lineEnd}` }
}

const getenv = (name: string): string => `os.Getenv("${name}")`

/** A constant is known when it is compiled; what is read when it runs is a variable. */
function around({ text, code, token, start, end }: Place): Around | null {
  const before = lineBefore(text, start)
  if (/^[ \t]*const[ \t]+\w/.test(before)) return single(before, start)
  const opened = /(?:^|\n)[ \t]*const[ \t]*\([^)]*$/.exec(code.slice(0, start))
  if (opened !== null) return inBlock({ text, code, start, end }, opened.index)
  const isTag = token.opening === '`' && /^[ \t]+\w+[ \t]+[\w.*[\]]+[ \t]*$/.test(before)
  return isTag ? { why: 'it is the tag of a field' } : null
}

/** The text that a variable holds is a string; of another type it is made one. */
function typed(type: string | undefined): (expression: string) => string {
  return expression => (type === undefined || type === 'string' ? expression : `${type}(${expression})`)
}

function single(before: string, start: number): Around {
  const at = start - before.length + before.indexOf('const')
  const type = /^[ \t]*const[ \t]+\w+[ \t]+([\w.]+)[ \t]*=[ \t]*$/.exec(before)?.[1]
  return { edits: (): Edit[] => [{ start: at, end: at + 'const'.length, text: 'var' }], wrap: typed(type) }
}

/** Out of `const ( … )`, to a line of its own behind it. */
function inBlock({ text, code, start, end }: Pick<Place, 'text' | 'code' | 'start' | 'end'>, opened: number): Around {
  const close = code.indexOf(')', end)
  const declared = /^[ \t]*(\w+)(?:[ \t]+([\w.]+))?[ \t]*=[ \t]*$/.exec(lineBefore(text, start))
  const line = { start: text.lastIndexOf('\n', start - 1) + 1, end: text.indexOf('\n', end) + 1 }
  const isAlone = /^[ \t]*(?:\/\/[^\n]*)?\r?\n$/.test(text.slice(end, line.end))
  if (declared === null || close < 0 || !isAlone || /\biota\b/.test(code.slice(opened, close)))
    return { why: 'it belongs to a block of constants', instead: name => [`var key = ${getenv(name)}`] }
  const [, constant = '', type] = declared
  const lineEnd = lineEndOf(text)
  const variable = (expression: string): string =>
    `var ${constant}${type === undefined ? '' : ` ${type}`} = ${typed(type)(expression)}`
  const others = code.slice(opened, line.start) + code.slice(line.end, close)
  if (!others.includes('=')) {
    const block = opened + code.slice(opened).indexOf('const')
    return { all: expression => [{ start: block, end: close + 1, text: variable(expression) }] }
  }
  return {
    all: expression => [
      { start: line.start, end: line.end, text: '' },
      { start: close + 1, end: close + 1, text: `${lineEnd}${lineEnd}${variable(expression)}` },
    ],
  }
}

export const go: Language = {
  id: 'go',
  title: 'Go',
  files: /\.go$/i,
  grammar: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    literals: [{ name: 'raw', opens: /`/y, closes: () => '`', escape: null, spansLines: true }, quoted('text', /"/y)],
    passedOver: [/'(?:\\[^'\n]+|[^\\'\n]{1,4})'/y],
  },
  read: getenv,
  embed: (parts, place) => concatenated(parts, place, '+', getenv),
  import: goImport,
  around,
}
