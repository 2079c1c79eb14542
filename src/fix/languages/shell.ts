import { isName, type Language, type Part, type Place } from './language.ts'

/** Between double quotes a variable's value stays one word; single quotes are closed and opened again around it. */
function spliced(parts: readonly Part[], { token }: Place): string {
  if (token.opening === '"') return `"${parts.map(part => (isName(part) ? `\${${part.name}}` : part)).join('')}"`
  return parts
    .filter(part => part !== '')
    .map(part => (isName(part) ? `"$${part.name}"` : token.opening + part + token.closing))
    .join('')
}

export const shell: Language = {
  id: 'shell',
  title: 'shell',
  files: /\.(?:sh|bash|zsh|ksh|command)$|(?:^|\/)(?:\.(?:bash|zsh)(?:rc|env|_profile)|\.profile|\.envrc)$/i,
  programs: /\b(?:sh|bash|zsh|dash|ksh|ash)\b/,
  grammar: {
    lineComments: ['#'],
    blockComments: [],
    literals: [
      { name: 'ANSI text', opens: /\$'/y, closes: () => "'", escape: '\\', spansLines: true },
      { name: 'text', opens: /"/y, closes: () => '"', escape: '\\', spansLines: true, hole: ['$(', ')'] },
      { name: 'plain text', opens: /'/y, closes: () => "'", escape: null, spansLines: true },
    ],
    passedOver: [/\\[\s\S]/y, /\$\{?#/y],
    heredoc: /<<-?[ \t]*(?<quote>["']?)\\?(?<word>[A-Za-z_]\w*)\k<quote>(?![<\w])/y,
    heredocHole: ['$(', ')'],
  },
  read: name => `"$${name}"`,
  embed: spliced,
}
