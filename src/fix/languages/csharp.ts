import { quoted } from '../lexing/grammar.ts'
import { type Around, concatenated, type Language, lineBefore, type Place } from './language.ts'

/** By its full name, so that no `using` is needed. */
const read = (name: string): string => `System.Environment.GetEnvironmentVariable("${name}")`

/** Whether the braces around a place are those of a type, rather than of what runs. */
function isMember(code: string, at: number): boolean {
  let depth = 0
  for (let index = at - 1; index >= 0; index--) {
    if (code[index] === '}') depth++
    if (code[index] !== '{' || depth-- > 0) continue
    return /\b(?:class|struct|record|interface)\b[^{};]*$/.test(code.slice(0, index))
  }
  return false
}

function around({ code, text, start }: Place): Around | null {
  const before = lineBefore(code, start)
  const constant = /\bconst[ \t]+/.exec(before)
  if (constant !== null) {
    const at = start - before.length + constant.index
    const instead = isMember(code, at) ? 'static readonly ' : ''
    return { edits: () => [{ start: at, end: at + constant[0].length, text: instead }] }
  }
  if (/(?:^|[{};\]])\s*\[\s*[\w.:]+\s*\([^\]]*$/.test(before))
    return { why: 'an attribute holds only what is known when it is compiled' }
  if (/^\s*case\s/.test(lineBefore(text, start))) return { why: 'a case holds only constants' }
  const isDefault = /\(\s*(?:[^()]*,\s*)?(?:string|object)\??\s+\w+\s*=\s*$/.test(
    code.slice(Math.max(0, start - 300), start),
  )
  return isDefault ? { why: 'the default of a parameter is known when it is compiled' } : null
}

export const csharp: Language = {
  id: 'csharp',
  title: 'C#',
  files: /\.(?:cs|csx)$/i,
  grammar: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    literals: [
      {
        name: 'raw text',
        opens: /\$*"""+/y,
        closes: opening => opening.replace(/^\$+/, ''),
        escape: null,
        spansLines: true,
      },
      quoted('verbatim text', /(?:\$@|@\$)"/y, {
        escape: null,
        doubles: true,
        spansLines: true,
        hole: ['{', '}'],
        plainHole: '{{',
      }),
      quoted('verbatim text', /@"/y, { escape: null, doubles: true, spansLines: true }),
      quoted('text', /\$"/y, { hole: ['{', '}'], plainHole: '{{' }),
      quoted('text', /"/y),
    ],
    passedOver: [/'(?:\\[^'\n]+|[^\\'\n])'/y],
  },
  read,
  embed: (parts, place) => (place.token.opening.includes('"""') ? null : concatenated(parts, place, '+', read)),
  around,
}
