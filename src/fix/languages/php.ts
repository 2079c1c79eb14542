import { quoted } from '../lexing/grammar.ts'
import type { Edit } from '../plan-types.ts'
import { type Around, concatenated, type Language, lineBefore, type Place } from './language.ts'

const getenv = (name: string): string => `getenv('${name}')`

/** How deep in braces a place of the code lies. */
function depthAt(code: string, at: number): number {
  let depth = 0
  for (let index = 0; index < at; index++) {
    if (code[index] === '{') depth++
    else if (code[index] === '}') depth--
  }
  return depth
}

/** PHP computes nothing for constants, properties and defaults of parameters. */
function around({ code, start, end }: Place): Around | null {
  if (!code.slice(0, start).includes('<?')) return { why: 'it stands outside of <?php … ?>' }
  const before = lineBefore(code, start)
  const constant = /^([ \t]*)const[ \t]+(\w+)[ \t]*=[ \t]*$/.exec(before)
  if (constant !== null && depthAt(code, start) === 0) return defined(start - before.length, constant, end)
  const isConstant = /\bconst\b[^;]*$/.test(before)
  const isProperty = /\b(?:public|private|protected|var|static|readonly)\b[^;({]*\$\w+[ \t]*=[^;]*$/.test(before)
  const isDefault = /\bf(?:unctio)?n\b[^)]*\$\w+[ \t]*=[ \t]*$/.test(code.slice(Math.max(0, start - 500), start))
  if (!isConstant && !isProperty && !isDefault && !/#\[[^\]]*$/.test(before)) return null
  return {
    why: 'PHP calls no function in the value of a constant, a property or a default',
    instead: name => ['public function __construct()', '{', `    $this->key = ${getenv(name)};`, '}'],
  }
}

/** `const KEY = 'x'` as `define('KEY', getenv('X'))`. */
function defined(lineStart: number, [, indent = '', name = '']: RegExpExecArray, end: number): Around {
  const from = lineStart + indent.length
  return {
    all: (expression): Edit[] => [{ start: from, end, text: `define('${name}', ${expression})` }],
  }
}

export const php: Language = {
  id: 'php',
  title: 'PHP',
  files: /\.(?:php\d?|phtml|inc)$|(?:^|\/)artisan$/i,
  programs: /\bphp\b/,
  grammar: {
    lineComments: ['//', '#!', '# '],
    blockComments: [['/*', '*/']],
    literals: [quoted('text', /"/y, { spansLines: true }), quoted('plain text', /'/y, { spansLines: true })],
    heredoc: /<<<[ \t]*(?<quote>["']?)(?<word>[A-Za-z_]\w*)\k<quote>/y,
  },
  read: getenv,
  embed: (parts, place) => concatenated(parts, place, '.', getenv),
  around,
}
