import { globFault } from '../allowlist/glob.ts'
import { literal, withBelow } from './glob-text.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

/** One pattern of a file in the language of `.gitignore`, with its line. */
export interface IgnoreLine {
  readonly line: number
  readonly text: string
}

/** The lines of a file that hold patterns, without what git drops from them. Source: gitignore(5). */
export function ignoreLines(text: string): IgnoreLine[] {
  return text.split('\n').flatMap((raw, index) => {
    const trimmed = raw.replace(/\r$/, '').replace(/(?<!\\)[ \t]+$/, '')
    return trimmed === '' || trimmed.startsWith('#') ? [] : [{ line: index + 1, text: trimmed }]
  })
}

/**
 * Turns such patterns into globs that match no file which they do not.
 *
 * @param folder the file's own, from the top level; '' at the top
 */
export function wishesOfIgnoreLines(lines: readonly IgnoreLine[], file: string, folder: string): Wish[] {
  const lastNegation = lines.findLastIndex(({ text }) => text.startsWith('!'))
  return lines.map(({ line, text }, index): Wish => {
    const wish = wishOf(text, folder)
    if (text.startsWith('!')) return { file, line, ...refused('keyhook cannot take back what an earlier line ignores') }
    const spared = lines.slice(index + 1, lastNegation + 1).filter(later => later.text.startsWith('!'))
    const isSpared = spared.some(negation => mayMeet(text, negation.text.slice(1)))
    return {
      file,
      line,
      ...(isSpared ? refused('a later line with ! takes some of it back, which keyhook cannot say') : wish),
    }
  })
}

function wishOf(text: string, folder: string): Unplaced<Wish> {
  const globs = globsOfIgnore(text)
  if (globs === null) return refused('this pattern cannot be written as a glob of keyhook')
  return { kind: 'ignore', globs: folder === '' ? globs : globs.map(glob => `${literal(folder)}/${glob}`) }
}

/** The globs of one pattern of `.gitignore`, without `!`; null where there are none. */
export function globsOfIgnore(pattern: string): string[] | null {
  const onlyFolder = pattern.endsWith('/')
  const body = onlyFolder ? pattern.slice(0, -1) : pattern
  const isAnchored = body.includes('/')
  const glob = translated(body.replace(/^\//, ''))
  if (glob === null || glob === '' || /(^|\/)(\/|$)/.test(glob)) return null
  const whole = isAnchored ? glob : `**/${glob}`
  // In brackets, `b-a` is nothing for git and no glob for keyhook.
  if (globFault(whole) !== null) return null
  if (whole.endsWith('/**')) return [whole]
  return onlyFolder ? [`${whole}/**`] : withBelow(whole)
}

/** `*`, `?` and brackets mean the same; braces and parentheses mean themselves. */
function translated(text: string): string | null {
  let glob = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '\\') {
      const next = text[++at]
      if (next === undefined) return null
      glob += literal(next)
    } else if (character === '[') {
      const [whole] = /^\[[A-Za-z0-9_.-]+\]/.exec(text.slice(at)) ?? []
      if (whole === undefined) return null
      glob += whole
      at += whole.length - 1
    } else glob += character === '*' || character === '?' ? character : literal(character)
  }
  // Two stars mean more than one only where they stand alone between slashes.
  return glob.replace(/(?<=[^/*])\*{2,}|\*{2,}(?=[^/*])/g, '*')
}

/** Whether two patterns can match one path, as far as can be told: not where both begin at the top, with names that differ. */
function mayMeet(one: string, other: string): boolean {
  const [a, b] = [firstName(one), firstName(other)]
  return a === null || b === null || a === b
}

function firstName(pattern: string): string | null {
  const body = pattern.replace(/\/$/, '')
  const [, name] = body.includes('/') ? (/^\/?([\w.-]+)(?:\/|$)/.exec(body) ?? []) : []
  return name ?? null
}
