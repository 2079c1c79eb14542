import { RE2JS } from 're2js'
import type { ForeignRegex } from './foreign-regex.ts'

export type TextTest = (text: string) => boolean

/** Made up, and no secrets: what matches all of these, or nothing at all, matches everything. */
const ANYTHING = ['x', '7f3Qz-k_0', 'correct horse', 'src/a.ts:12:const b = "c"', 'QUJD=', '0000']

const LONGEST_REGEX = 10_000

/**
 * A test of texts against an expression of Go, Python or POSIX, in a time linear in the text, whatever the expression.
 *
 * @returns what is wrong, in words that do not quote it, where it cannot be tested or would let everything through
 */
export function textTest({ source, ignoreCase }: ForeignRegex): TextTest | string {
  if (source.length > LONGEST_REGEX) return `an expression has at most ${LONGEST_REGEX} characters`
  try {
    const regex = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    const test: TextTest = text => regex.matcher(text).find()
    return test('') || ANYTHING.every(test) ? 'it would let everything through' : test
  } catch {
    return 'this expression is none that can be tested in linear time: no look-around, no references back'
  }
}

/** `/source/flags`, as secretlint writes it, else the text itself. */
export function patternTest(pattern: string): TextTest | string {
  const [, source, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? []
  if (source === undefined) return pattern.trim() === '' ? 'it would let everything through' : text => text === pattern
  if (/[^dgimsuy]/.test(flags)) return 'these flags are not known'
  const translated = RE2JS.translateRegExp(source)
  return textTest({ source: flags.includes('s') ? `(?s)${translated}` : translated, ignoreCase: flags.includes('i') })
}
