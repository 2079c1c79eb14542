import { quoted } from '../lexing/grammar.ts'
import type { Edit } from '../plan-types.ts'
import { type Around, isName, type Language, lineBefore, type Part, type Place } from './language.ts'

const variable = (name: string): string => `std::env::var("${name}").expect("${name} is not set")`

/** A text of Rust lives as long as the program, a String as long as its owner: what stands around tells which will do. */
function held(owned: string, { code, start, end }: Place): string {
  const before = code.slice(Math.max(0, start - 200), start).trimEnd()
  if (/^\s*\./.test(code.slice(end, end + 80))) return owned
  const isArgument = /[(,]$/.test(before) && !/\b(?:Some|Ok|Err|Cow::Borrowed)\($/.test(before)
  if (isArgument || /\blet\s+(?:mut\s+)?\w+(?:\s*:[^=]*)?\s*=$/.test(before) || /==|!=$/.test(before))
    return `&${owned}`
  return `${owned}.leak()`
}

/** Braces mean something in the first text of a formatting macro. */
function format(parts: readonly Part[], { token }: Place): string {
  const pieces = parts.map(part => (isName(part) ? '{}' : part.replace(/[{}]/g, '$&$&')))
  const values = parts.filter(isName).map(({ name }) => variable(name))
  return `format!(${token.opening}${pieces.join('')}${token.closing}, ${values.join(', ')})`
}

const MACRO =
  /\b(?:format|print|println|eprint|eprintln|panic|write|writeln|todo|unreachable|info|warn|error|debug|trace)!\s*[([](?:[^"(),;]{1,80},\s*)?$/
const CONSTANT =
  /^([ \t]*)(pub(?:\([^)]*\))?[ \t]+)?(?:const|static)[ \t]+(\w+)[ \t]*:[ \t]*&(?:'static[ \t]+)?str[ \t]*=[ \t]*$/

function around(place: Place): Around | null {
  const { code, start, token } = place
  if (/^(?:b|c|br|cr)/.test(token.opening))
    return { why: 'it is a text of bytes', instead: name => [`let key = ${variable(name)}.into_bytes();`] }
  const before = code.slice(Math.max(0, start - 300), start)
  if (MACRO.test(before) || /\b(?:concat|include_str|env|assert\w*)!\s*[([][^;]*$/.test(before))
    return {
      why: 'it stands in a macro, which wants a text that is written there',
      instead: name => [`let key = ${variable(name)};`],
    }
  if (/#!?\[[^\]]*$/.test(before)) return { why: 'an attribute holds only what is known when it is compiled' }
  const declared = CONSTANT.exec(lineBefore(code, start))
  if (declared !== null) return lazily(declared, place)
  if (/\b(?:const|static)\b[^;{]*=[^;]*$/.test(before))
    return { why: 'a constant is known when it is compiled', instead: name => [`let key = ${variable(name)};`] }
  return null
}

/** A constant as a static that is filled when it is first used; its uses in the file follow. */
function lazily([, indent = '', visible, name = '']: RegExpExecArray, { code, text, start, end }: Place): Around {
  const uses = [...code.matchAll(new RegExp(`(?<![\\w:.])${name}\\b`, 'g'))].map(({ index }) => index)
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const elsewhere = uses.filter(at => at < lineStart || at > end)
  const isInText = new RegExp(`\\{${name}[:}]`).test(text)
  const isConstant = elsewhere.some(at =>
    /\b(?:const|static)\b[^;{]*=[^;]*$/.test(code.slice(Math.max(0, at - 300), at)),
  )
  if (visible !== undefined || isInText || isConstant)
    return {
      why: 'it is a constant that other code uses as one',
      instead: variableName => [`let key = ${variable(variableName)};`],
    }
  const declaration = (expression: string): string =>
    `static ${name}: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| ${expression.replace(/^&|\.leak\(\)$/g, '')})`
  return {
    all: (expression): Edit[] => [
      { start: lineStart + indent.length, end, text: declaration(expression) },
      ...elsewhere.map(at => ({ start: at + name.length, end: at + name.length, text: '.as_str()' })),
    ],
  }
}

export const rust: Language = {
  id: 'rust',
  title: 'Rust',
  files: /\.rs$/i,
  grammar: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    literals: [
      {
        name: 'raw text',
        opens: /(?:b|c)?r#*"/y,
        closes: opening => `"${'#'.repeat(opening.split('#').length - 1)}`,
        escape: null,
        spansLines: true,
      },
      quoted('text', /(?:b|c)?"/y, { spansLines: true, closes: () => '"' }),
    ],
    passedOver: [/b?'(?:\\[^'\n]+|[^\\'\n]{1,4})'/y],
  },
  read: (name, place) => held(variable(name), place),
  embed: (parts, place) => held(format(parts, place), place),
  around,
}
