/**
 * Patterns for tokens without an opening of their own: the provider's word on the same line says whose they are.
 * `word` and `value` are sources of regular expressions, compared ignoring case; quantifiers in them are bounded.
 */

/** The rest of a name and what ends it: a quote, a bracket, a call, a type. */
const NAME_END = String.raw`[\w.-]{0,24}\\?["'\x60\])]{0,3}(?:[ \t]{0,2}:[ \t]{0,2}[A-Za-z]{1,20}(?=[ \t]{0,8}=))?[ \t]{0,12}`

/**
 * A sign of assignment: of programs, of make (`::=`, `?=`), a default (`||`, `??`, `or`, the shell's `:-`), a tag (`<key>…`), an attribute
 * (`key="…" value="…"`), the next argument, or a blank, as in a command.
 */
const SIGN = String.raw`(?::{1,3}=|[?|]{1,2}=?|=>|={1,3}|:-|[:,(>]|value[ \t]{0,2}=|or(?=[ \t])|[ \t])`

/** An opening quote, and the scheme of an HTTP header. */
const VALUE_START = String.raw`[ \t]{0,12}\\?["'\x60]?(?:(?:bearer|basic|token|key|apikey|bot)[ \t]{1,2})?`

/** All between a name and its value. Hundreds of patterns have it; the build writes it once. */
export const ASSIGNMENT = NAME_END + SIGN + VALUE_START

/** Where a value may begin: not inside a word, but behind the shell's `:-`. */
const BEGIN = String.raw`(?:(?<![\w-])(?!-(?<=:-))|(?<=:-))`

/** The value of a key, token or password that is named after its provider: `MISTRAL_API_KEY=…`. */
export function assigned(word: string, value: string): RegExp {
  return new RegExp(
    `(?:${word})[^\\n=]{0,40}?(?:key|token|secret|auth|passw)${ASSIGNMENT}${BEGIN}(?<secret>${value})(?![\\w-])`,
    'i',
  )
}

/** A value of a known form, at most 80 characters behind its provider's word. */
export function beside(word: string, value: string): RegExp {
  return new RegExp(`${word}[^\\n]{0,80}?${BEGIN}(?<secret>${value})(?![\\w-])`, 'i')
}

/** What stands before a value in a program, a configuration or a header; a blank and a colon also in prose. */
const BEHIND = '"\'`=: >('

/**
 * Keywords for an opening that is too common to look for: the same behind each sign that a value stands behind, which the pattern has to
 * ask for as well, by ["'`=: >(].
 */
export function behindSign(opening: string): string[] {
  return Array.from(BEHIND, sign => sign + opening)
}
