import { isPrintable } from './terminal.ts'

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/
const WILD = /[*?[\]\\]/

/** One word of a copyable command for a POSIX shell, as it is where that is safe. Control characters become `$'…'`. */
export function quote(word: string): string {
  if (PLAIN.test(word)) return word
  if (isPrintable(word)) return `'${word.replaceAll("'", "'\\''")}'`
  return `$'${Array.from(word, ansiC).join('')}'`
}

/**
 * A path as an argument of git, quoted.
 *
 * @param fromTop whether the path has to be counted from the top level, because the user stands somewhere below it
 */
export function pathspec(path: string, fromTop: boolean): string {
  if (WILD.test(path)) return quote(`:(${fromTop ? 'top,literal' : 'literal'})${path}`)
  // After `:/`, git would take a character such as - or _ for more of its magic.
  if (fromTop) return quote(/^[A-Za-z0-9.]/.test(path) ? `:/${path}` : `:(top)${path}`)
  return quote(/^[-:]/.test(path) ? `./${path}` : path)
}

function ansiC(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`
  if (isPrintable(character)) return character
  // Bytes and not \u: those mean the same in every locale.
  return Array.from(Buffer.from(character), byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}
