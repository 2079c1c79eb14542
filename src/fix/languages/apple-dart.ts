import { quoted } from '../lexing/grammar.ts'
import { importAtTop } from './import-at-top.ts'
import { type Around, filled, isName, type Language, lineBefore, type Part, type Place } from './language.ts'

const environment = (name: string): string => `ProcessInfo.processInfo.environment["${name}"]!`

export const swift: Language = {
  id: 'swift',
  title: 'Swift',
  files: /\.swift$/i,
  programs: /\bswift\b/,
  grammar: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    literals: [
      {
        name: 'raw text',
        opens: /#+"(?:"")?/y,
        closes: opening => [...opening].reverse().join(''),
        escape: null,
        spansLines: true,
      },
      quoted('long text', /"""/y, { spansLines: true, hole: ['\\(', ')'] }),
      quoted('text', /"/y, { hole: ['\\(', ')'] }),
    ],
  },
  read: environment,
  embed: (parts, place) =>
    place.token.opening.startsWith('#') ? null : filled(parts, place, name => `\\(${environment(name)})`),
  import: importAtTop({
    has: /^[ \t]*(?:@\w+[ \t]+)?import[ \t]+(?:Foundation|UIKit|AppKit|SwiftUI|Cocoa|FoundationEssentials)\b/m,
    line: 'import Foundation',
    first: /^(?:@\w+[ \t]+)?import[ \t]/m,
    header: /^(?:#![^\n]*\n)?(?:[ \t]*(?:\/\/[^\n]*)?\r?\n|\/\*[\s\S]*?\*\/[ \t]*\r?\n)*/,
  }),
  around: ({ text, start }) =>
    /^\s*case\s/.test(lineBefore(text, start))
      ? { why: 'a case of an enum holds only what is written in the code' }
      : null,
}

const platform = (name: string): string => `Platform.environment['${name}']!`

/** `$` means something in a text that is not raw. */
function cooked(parts: readonly Part[], { token }: Place): string {
  const isRaw = token.opening.startsWith('r')
  const opening = token.opening.replace(/^r/, '')
  const pieces = parts.map(part =>
    isName(part) ? `\${${platform(part.name)}}` : isRaw ? part.replace(/[\\$]/g, '\\$&') : part,
  )
  return opening + pieces.join('') + token.closing
}

function aroundDart({ code, start }: Place): Around | null {
  const before = lineBefore(code, start)
  const constant = /\bconst[ \t]+(?=[\w<>?]+(?:[ \t]+\w+)?[ \t]*=[ \t]*$)/.exec(before)
  if (constant !== null) {
    const at = start - before.length + constant.index
    const isTyped = /=[ \t]*$/.test(before) && /\bconst[ \t]+[\w<>?]+[ \t]+\w+[ \t]*=/.test(before)
    return { edits: () => [{ start: at, end: at + 'const'.length, text: isTyped ? 'final' : 'final' }] }
  }
  if (/\bconst\b/.test(before)) return { why: 'a constant expression holds only what is known when it is compiled' }
  const isDefault = /[{[(,]\s*(?:this\.|super\.|[\w<>?]+\s+)\w+\s*=\s*$/.test(
    code.slice(Math.max(0, start - 200), start),
  )
  return isDefault ? { why: 'the default of a parameter is known when it is compiled' } : null
}

export const dart: Language = {
  id: 'dart',
  title: 'Dart',
  files: /\.dart$/i,
  programs: /\bdart\b/,
  grammar: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    literals: [
      { name: 'raw text', opens: /r(?:"""|'''|"|')/y, closes: opening => opening.slice(1), escape: null },
      quoted('long text', /"""|'''/y, { spansLines: true, hole: ['${', '}'] }),
      quoted('text', /["']/y, { hole: ['${', '}'] }),
    ],
  },
  read: platform,
  embed: cooked,
  import: importAtTop({
    has: /^[ \t]*import[ \t]+['"]dart:io['"][ \t]*;/m,
    line: "import 'dart:io';",
    first: /^import[ \t]/m,
    header: /^(?:#![^\n]*\n)?(?:[ \t]*(?:\/\/[^\n]*)?\r?\n|\/\*[\s\S]*?\*\/[ \t]*\r?\n)*(?:library\b[^;]*;[^\n]*\n)?/,
  }),
  around: aroundDart,
}
