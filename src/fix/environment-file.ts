import { parse } from 'dotenv'

/** The variables of a `.env` file, as programs that load it see them. */
export function readVariables(text: string): Map<string, string> {
  return new Map(Object.entries(parse(text)))
}

const PLAIN = /^[A-Za-z0-9_./+=:@,%-]+$/

/** Each form is read alike by dotenv and its kin, by node, by Compose, and by shells, as far as they know it. */
const FORMS: readonly ((value: string) => string | null)[] = [
  value => (PLAIN.test(value) ? value : null),
  value => (/['\n\r]/.test(value) ? null : `'${value}'`),
  value => (/["$`\\\r]/.test(value) ? null : `"${value}"`),
  value => (/['\r]/.test(value) ? null : `'${value}'`),
  value => (/[`\r]/.test(value) ? null : `\`${value}\``),
]

/** A line, or lines, that set a variable; null where no form would be read back as it was. */
export function variableLine(name: string, value: string): string | null {
  for (const form of FORMS) {
    const written = form(value)
    if (written !== null && readVariables(`${name}=${written}\n`).get(name) === value) return `${name}=${written}`
  }
  return null
}

/** What has to be added to a text so that lines can follow: its end of line, where that is missing. */
export function joint(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : '\n'
}

/** What stands for a value in a file for everyone. */
export function placeholderFor(name: string): string {
  return `your-${name.toLowerCase().replaceAll('_', '-')}`
}

/** `.env.example` with names that it lacks; null where it has them all. */
export function withExamples(text: string, names: readonly string[], lineEnd: string): string | null {
  const known = readVariables(text)
  const lines = names.filter(name => !known.has(name)).map(name => `${name}=${placeholderFor(name)}${lineEnd}`)
  return lines.length === 0 ? null : text + (joint(text) && lineEnd) + lines.join('')
}

/** Other ways to write `.env` that git ignores too. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  '.env': ['.env*', '/.env*', '*.env', '**/.env', '.env?*', '*.env*'],
}

/** `.gitignore` with lines that it lacks; null where it has them all, and none of them is taken back. */
export function withIgnored(text: string, patterns: readonly string[], lineEnd: string): string | null {
  const lines = text.split(/\r?\n/).map(line => line.trimEnd())
  const lacking = patterns.filter(pattern => {
    const same = [pattern, `/${pattern}`, ...(ALSO[pattern] ?? [])]
    const at = Math.max(...same.map(one => lines.lastIndexOf(one)))
    return at < 0 || lines.lastIndexOf(`!${pattern}`) > at || lines.lastIndexOf(`!/${pattern}`) > at
  })
  if (lacking.length === 0) return null
  return text + (joint(text) && lineEnd) + lacking.map(pattern => pattern + lineEnd).join('')
}
