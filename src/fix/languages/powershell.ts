import { filled, isName, type Language, type Part } from './language.ts'

const variable = (name: string): string => `$env:${name}`

/** What means something between double quotes only; a single quote is written twice between single ones. */
function turned(parts: readonly Part[]): string {
  const pieces = parts.map(part =>
    isName(part) ? `\${env:${part.name}}` : part.replaceAll("''", "'").replace(/[`"$]/g, '`$&'),
  )
  return `"${pieces.join('')}"`
}

export const powershell: Language = {
  id: 'powershell',
  title: 'PowerShell',
  files: /\.(?:ps1|psm1)$/i,
  programs: /\b(?:pwsh|powershell)\b/,
  grammar: {
    lineComments: ['#'],
    blockComments: [['<#', '#>']],
    literals: [
      { name: 'here-text', opens: /@"[ \t]*\r?\n/y, closes: () => '\n"@', escape: '`', spansLines: true },
      { name: 'plain here-text', opens: /@'[ \t]*\r?\n/y, closes: () => "\n'@", escape: null, spansLines: true },
      { name: 'text', opens: /"/y, closes: () => '"', escape: '`', doubles: true, spansLines: true, hole: ['$(', ')'] },
      { name: 'plain text', opens: /'/y, closes: () => "'", escape: null, doubles: true, spansLines: true },
    ],
  },
  read: variable,
  embed(parts, place) {
    if (place.token.opening.startsWith("@'")) return null
    return place.token.opening === "'" ? turned(parts) : filled(parts, place, name => `\${env:${name}}`)
  },
}
