import { quoted } from '../lexing/grammar.ts'
import { type Around, concatenated, filled, type Language, lineBefore, type Place } from './language.ts'

const getenv = (name: string): string => `System.getenv("${name}")`

const LITERALS = {
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  passedOver: [/'(?:\\[^'\n]+|[^\\'\n])'/y],
} as const

/** What stands in an annotation is known when it is compiled; Spring reads variables in texts of its own. */
function annotation({ code, text, start, token }: Place, isWhole: boolean): Around | null {
  const before = code.slice(Math.max(0, start - 300), start)
  const found = /@(?:\w+:)?([\w.]+)\([^)]*$/.exec(before)
  if (found === null) return null
  if (found[1] !== 'Value' || !isWhole) return { why: 'an annotation holds only what is known when it is compiled' }
  const dollar = /\bfun\b|\bval\b|\bvar\b/.test(text.slice(token.end, token.end + 200)) ? '\\$' : '$'
  return { expression: ([name = '']) => `"${dollar}{${name}}"` }
}

export const java: Language = {
  id: 'java',
  title: 'Java',
  files: /\.(?:java|groovy|gradle|jsh)$/i,
  grammar: {
    ...LITERALS,
    literals: [quoted('text block', /"""/y, { spansLines: true }), quoted('text', /"/y)],
  },
  read: getenv,
  embed: (parts, place) => (place.token.opening === '"""' ? null : concatenated(parts, place, '+', getenv)),
  around(place, isWhole) {
    if (/^\s*case\s/.test(lineBefore(place.text, place.start))) return { why: 'a case holds only constants' }
    return annotation(place, isWhole)
  },
}

export const kotlin: Language = {
  id: 'kotlin',
  title: 'Kotlin',
  files: /\.kts?$/i,
  grammar: {
    ...LITERALS,
    literals: [
      { name: 'raw text', opens: /"""/y, closes: () => '"""', escape: null, spansLines: true, hole: ['${', '}'] },
      quoted('text', /"/y, { hole: ['${', '}'] }),
    ],
  },
  read: getenv,
  embed: (parts, place) => filled(parts, place, name => `\${${getenv(name)}}`),
  around(place, isWhole) {
    const before = lineBefore(place.text, place.start)
    const constant = /\bconst[ \t]+(?=val\b)/.exec(before)
    if (constant === null) return annotation(place, isWhole)
    const at = place.start - before.length + constant.index
    return { edits: () => [{ start: at, end: at + constant[0].length, text: '' }] }
  },
}
