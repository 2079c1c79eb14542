import { quoted } from '../lexing/grammar.ts'
import { filled, type Language, lineBefore } from './language.ts'

const fetch = (name: string): string => `System.fetch_env!("${name}")`

export const elixir: Language = {
  id: 'elixir',
  title: 'Elixir',
  files: /\.exs?$/i,
  programs: /\belixir\b/,
  grammar: {
    lineComments: ['#'],
    blockComments: [],
    literals: [
      quoted('long text', /"""/y, { spansLines: true, hole: ['#{', '}'] }),
      quoted('text', /"/y, { spansLines: true, hole: ['#{', '}'] }),
      quoted('characters', /'/y, { spansLines: true }),
    ],
    passedOver: [/\?\\?./y],
  },
  read: fetch,
  embed: (parts, place) => (place.token.opening === "'" ? null : filled(parts, place, name => `#{${fetch(name)}}`)),
  around({ code, token, start }) {
    const attribute = /^[ \t]*@(\w+)[ \t]+[^=]*$/.exec(lineBefore(code, start))?.[1]
    if (attribute !== undefined)
      return {
        why: 'a module attribute is filled when it is compiled, so the key would be in what is compiled',
        instead: name => [`defp ${attribute}, do: ${fetch(name)}`],
      }
    return token.opening === "'" ? { why: 'it is a list of characters' } : null
  },
}
