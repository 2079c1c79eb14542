import { quoted } from '../lexing/grammar.ts'
import { type Around, isName, type Language, lineBefore, type Part, type Place } from './language.ts'

const TYPED = /\.[cm]?tsx?$/i
/** Back to the `<` of the tag that an attribute belongs to. */
const ATTRIBUTE =
  /<[A-Za-z][\w.:-]*(?:\s+(?:\{\.\.\.[^{}]*\}|[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{[^{}]*\}))?))*\s+[\w:-]+=$/

function read(name: string, { path }: Pick<Place, 'path'>): string {
  return `process.env.${name}${TYPED.test(path) ? '!' : ''}`
}

/** A backtick and `${` mean something in a template only. */
function templateText(text: string): string {
  return text.replace(/\\[\s\S]|`|\$\{/g, found => (found.startsWith('\\') ? found : `\\${found}`))
}

function template(parts: readonly Part[], place: Place): string | null {
  const isTemplate = place.token.opening === '`'
  // An octal escape is an error in a template.
  if (!isTemplate && parts.some(part => !isName(part) && /\\[0-9]/.test(part))) return null
  const pieces = parts.map(part =>
    isName(part) ? `\${${read(part.name, place)}}` : isTemplate ? part : templateText(part),
  )
  return `\`${pieces.join('')}\``
}

function isAttribute({ text, start }: Place): boolean {
  return ATTRIBUTE.test(text.slice(Math.max(0, start - 2000), start))
}

function around(place: Place, isWhole: boolean): Around | null {
  const { text, code, start, end, token } = place
  const behind = code.slice(end, end + 40)
  if (/^\s*:/.test(behind) && /[{,]\s*$/.test(code.slice(Math.max(0, start - 200), start)) && token.opening !== '`')
    return { why: 'it is the name of a property' }
  const opened = code.slice(0, start).lastIndexOf('{')
  if (opened >= 0 && /\benum\s+\w+\s*$/.test(code.slice(0, opened)) && !code.slice(opened, start).includes('}'))
    return { why: 'an enum holds only values that are known when it is compiled; make it a const object' }
  if (/\b(?:from|import|require\()\s*$/.test(lineBefore(text, start))) return { why: 'it names a module' }
  const asConst = /^\s+as\s+const\b/.exec(behind)?.[0].length ?? 0
  if (asConst > 0) return { edits: () => [{ start: end, end: end + asConst, text: '' }] }
  if (!isAttribute(place)) return null
  return isWhole ? { expression: ([name = '']) => `{${read(name, place)}}` } : null
}

export const javascript: Language = {
  id: 'javascript',
  title: 'JavaScript and TypeScript',
  files: /\.(?:[cm]?jsx?|[cm]?tsx?|es6)$/i,
  programs: /\b(?:node|bun|tsx|ts-node)\b/,
  grammar: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    literals: [
      { name: 'template', opens: /`/y, closes: () => '`', escape: '\\', spansLines: true, hole: ['${', '}'] },
      quoted('text', /["']/y),
    ],
    hasRegularExpressions: true,
  },
  read,
  embed: (parts, place) => {
    const text = template(parts, place)
    return text !== null && isAttribute(place) ? `{${text}}` : text
  },
  around,
}

/** Text between tags, which no quotes surround: what reads the variable there; null where the place is no such text. */
export function inMarkup(text: string, start: number, end: number, path: string): ((name: string) => string) | null {
  const isBetweenTags =
    /<[A-Za-z][^<>]*>[^<>{}]*$/.test(text.slice(Math.max(0, start - 2000), start)) &&
    /^[^<>{}]*<\/?[A-Za-z]/.test(text.slice(end, end + 2000))
  return isBetweenTags ? name => `{${read(name, { path })}}` : null
}
