import { quoted } from '../lexing/grammar.ts'
import { filled, isName, type Language, type Part } from './language.ts'

const fetch = (name: string): string => `ENV.fetch("${name}")`

/** What means something between double quotes only; `\'` is an escape between single ones. */
function doubleQuoted(text: string): string {
  return text.replace(/\\['\\]|\\|"|#(?=[{$@])/g, found =>
    found === "\\'" ? "'" : found === '\\\\' ? found : `\\${found}`,
  )
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }
const closingOf = (opening: string): string => CLOSING[opening.at(-1) ?? ''] ?? opening.slice(-1)

function turned(parts: readonly Part[]): string {
  return `"${parts.map(part => (isName(part) ? `#{${fetch(part.name)}}` : doubleQuoted(part))).join('')}"`
}

export const ruby: Language = {
  id: 'ruby',
  title: 'Ruby',
  files: /\.(?:rb|rake|gemspec|ru)$|(?:^|\/)(?:Gemfile|Rakefile|Fastfile|Podfile|Capfile|Guardfile)$/i,
  programs: /\bruby\b/,
  grammar: {
    lineComments: ['#'],
    blockComments: [['\n=begin', '\n=end']],
    literals: [
      quoted('text', /%Q?(?=[([{<|!])[([{<|!]/y, { spansLines: true, hole: ['#{', '}'], closes: closingOf }),
      quoted('plain text', /%q[([{<|!]/y, { spansLines: true, closes: closingOf }),
      quoted('text', /["`]/y, { spansLines: true, hole: ['#{', '}'] }),
      quoted('plain text', /'/y, { spansLines: true }),
    ],
    passedOver: [/\?["'`](?!\w)/y, /%[wWiIrs](?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})/y],
    heredoc: /<<[~-]?(?<quote>["'`]?)(?<word>[A-Z_][A-Z0-9_]*)\k<quote>/y,
    heredocHole: ['#{', '}'],
    hasRegularExpressions: true,
  },
  read: fetch,
  embed(parts, place) {
    return /^(?:'|%q)/.test(place.token.opening) ? turned(parts) : filled(parts, place, name => `#{${fetch(name)}}`)
  },
}
