import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** Whose regular expressions they are: Go's RE2, Python's re, POSIX ERE, or JavaScript's. */
export interface ForeignRegex {
  readonly source: string
  readonly ignoreCase: boolean
}

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9A-Fa-f',
  space: '\\s',
  blank: ' \\t',
  word: '\\w',
}

/**
 * The tree of a regular expression of Go, Python or POSIX, as far as these mean what JavaScript means.
 *
 * @returns null where they do not, or where it is none
 */
export function parseForeign({ source, ignoreCase }: ForeignRegex): { tree: AST.Pattern; ignoreCase: boolean } | null {
  const [, flags = ''] = /^\(\?([a-z]+)\)/.exec(source) ?? []
  if (/[^ims]/.test(flags)) return null
  const body = source
    .slice(flags === '' ? 0 : flags.length + 3)
    .replace(/\(\?P</g, '(?<')
    .replace(/\[:(\w+):\]/g, (whole, name: string) => POSIX[name] ?? whole)
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
  // What is left of Go's and Python's own: flags in the middle, \Q…\E, possessive and atomic parts.
  if (/\(\?[a-zA-Z]|\(\?[>#P(]|\\[QEpPG]|\[:/.test(body)) return null
  try {
    const tree = new RegExpParser({ ecmaVersion: 2018 }).parsePattern(body, 0, body.length, { unicode: false })
    return { tree, ignoreCase: ignoreCase || flags.includes('i') }
  } catch {
    return null
  }
}

/** Both cases of an ASCII letter; anything else once. */
export function casesOf(character: string, ignoreCase: boolean): readonly string[] {
  return ignoreCase && /[A-Za-z]/.test(character) ? [character.toLowerCase(), character.toUpperCase()] : [character]
}
