import { KeyhookError } from '../errors.ts'

/** The values of a git configuration file, each key as `section.key` or `section.subsection.key`; section and key in lower case. */
export type ConfigFile = ReadonlyMap<string, readonly string[]>

/**
 * Parses a repository's own configuration. Files that it includes are not read: git itself does not look in them for what decides the repository's format.
 *
 *     [core]
 *         bare = false ; a comment
 *     [remote "origin"] url = "a \"b\""
 *
 * @throws KeyhookError 'git' for a file that git would not accept either
 */
export function parseConfigFile(text: string): ConfigFile {
  const values = new Map<string, string[]>()
  let section = ''
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length) {
    const rest = text.slice(at)
    const blank = /^(?:\s+|[#;][^\n]*)/.exec(rest)
    const header = /^\[([-.a-zA-Z0-9]+)(?:[ \t]+"((?:[^"\\\n]|\\[^\n])*)")?\]/.exec(rest)
    const key = /^([a-zA-Z][-a-zA-Z0-9]*)[ \t]*(=)?/.exec(rest)
    if (blank !== null) at += blank[0].length
    else if (header !== null) {
      section = `${(header[1] ?? '').toLowerCase()}.`
      if (header[2] !== undefined) section += `${header[2].replace(/\\(.)/g, '$1')}.`
      at += header[0].length
    } else if (key !== null) {
      at += key[0].length
      const value = key[2] === undefined ? valueless(text, at) : parseValue(text, at)
      const name = section + (key[1] ?? '').toLowerCase()
      values.set(name, [...(values.get(name) ?? []), value.text])
      at = value.end
    } else throw malformed(text, at)
  }
  return values
}

interface Value {
  readonly text: string
  /** Where the value's line ends. */
  readonly end: number
}

/** A key alone is true; nothing may follow it. */
function valueless(text: string, start: number): Value {
  const rest = /^[ \t\r]*(?=\n|$)/.exec(text.slice(start))
  if (rest === null) throw malformed(text, start)
  return { text: 'true', end: start + rest[0].length }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b', '\\': '\\', '"': '"' }

function parseValue(text: string, start: number): Value {
  let value = ''
  let kept = 0
  let quoted = false
  let at = start
  for (; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\n') break
    if (!quoted && (character === '#' || character === ';')) {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
      break
    }
    if (character === '"') quoted = !quoted
    else if (character === '\\') {
      const next = text.charAt(at + 1) === '\r' && text.charAt(at + 2) === '\n' ? '\r\n' : text.charAt(at + 1)
      at += next.length
      if (!next.endsWith('\n')) value += ESCAPES[next] ?? fault(text, at)
    } else if (value !== '' || quoted || !/\s/.test(character)) value += character
    // Blanks at the end do not count, unless they are quoted.
    if (quoted || !/\s/.test(character)) kept = value.length
  }
  if (quoted) throw malformed(text, start)
  return { text: value.slice(0, kept), end: at }
}

function fault(text: string, at: number): never {
  throw malformed(text, at)
}

function malformed(text: string, at: number): KeyhookError {
  return new KeyhookError(
    'git',
    `The repository's configuration is malformed in line ${text.slice(0, at).split('\n').length}.`,
    'Run "git config --list" and follow what it says.',
  )
}

/** What git takes for true. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|yes|on|[+-]?0*[1-9][0-9]*[kmg]?)$/i.test(value)
}
