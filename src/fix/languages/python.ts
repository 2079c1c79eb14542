import { quoted } from '../lexing/grammar.ts'
import { concatenated, isBesideLiteral, isName, type Language, type Part, type Place } from './language.ts'
import { pythonImport } from './python-import.ts'

function quoteOf(place: Place): string {
  return place.token.opening.at(-1) ?? '"'
}

function environ(name: string, quote: string): string {
  return `os.environ[${quote}${name}${quote}]`
}

/** Braces mean something in an f-string only; in `\N{DASH}` they belong to the escape. */
function doubled(text: string, isRaw: boolean): string {
  return text.replace(isRaw ? /[{}]/g : /\\N\{[^}]*\}|[{}]/g, found => (found.length > 1 ? found : found + found))
}

function formatted(parts: readonly Part[], place: Place): string {
  const { opening, closing } = place.token
  const letters = opening.replace(/["']+$/, '')
  const isFormatted = /f/i.test(letters)
  const isRaw = /r/i.test(letters)
  // The same quote may stand within a hole only since Python 3.12.
  const inner = quoteOf(place) === '"' ? "'" : '"'
  const pieces = parts.map(part =>
    isName(part) ? `{${environ(part.name, inner)}}` : isFormatted ? part : doubled(part, isRaw),
  )
  const prefix = isFormatted ? letters : `${letters.replace(/u/i, '')}f`
  return prefix + closing + pieces.join('') + closing
}

const isBytes = ({ token }: Place): boolean => /^[rR]?[bB]/.test(token.opening)

export const python: Language = {
  id: 'python',
  title: 'Python',
  files: /\.(?:py|pyi|pyw)$|(?:^|\/)(?:SConstruct|wscript)$/i,
  programs: /\bpython[\d.]*\b/,
  grammar: {
    lineComments: ['#'],
    blockComments: [],
    literals: [
      quoted('formatted long text', /(?:[fF][rR]?|[rR][fF])(?:"""|''')/y, {
        spansLines: true,
        hole: ['{', '}'],
        plainHole: '{{',
      }),
      quoted('long text', /(?:[rR]?[bB]?|[bB][rR]|[uU])(?:"""|''')/y, { spansLines: true }),
      quoted('formatted text', /(?:[fF][rR]?|[rR][fF])["']/y, { hole: ['{', '}'], plainHole: '{{' }),
      quoted('text', /(?:[rR]?[bB]?|[bB][rR]|[uU])["']/y),
    ],
  },
  read: (name, place) => environ(name, quoteOf(place)) + (isBytes(place) ? '.encode()' : ''),
  embed(parts, place) {
    if (!isBytes(place)) return formatted(parts, place)
    if (isBesideLiteral(place)) return null
    return concatenated(parts, place, '+', name => `${environ(name, quoteOf(place))}.encode()`)
  },
  around: place =>
    isBesideLiteral(place) && !isBytes(place)
      ? {
          expression: names =>
            formatted(
              names.map(name => ({ name })),
              place,
            ),
        }
      : null,
  import: pythonImport,
}
