/**
 * Patterns for tokens without an opening of their own: the provider's word on the same line says whose they are.
 * `word` and `value` are sources of regular expressions, compared ignoring case; quantifiers in them are bounded.
 */

/** The rest of a name, what ends it, a sign of assignment (or a blank, as in a command), an opening quote. */
const ASSIGNMENT = String.raw`[\w.-]{0,24}\\?["'\x60\]]{0,2}[ \t]{0,12}(?::=|=>|={1,3}|[:,(]|[ \t])[ \t]{0,12}\\?["'\x60]?`

/** The value of a key, token or password that is named after its provider: `MISTRAL_API_KEY=…`. */
export function assigned(word: string, value: string): RegExp {
  return new RegExp(
    `${word}[^\\n=]{0,30}?(?:key|token|secret|auth|passw)${ASSIGNMENT}(?<![\\w-])(?<secret>${value})(?![\\w-])`,
    'i',
  )
}

/** A value of a known form, at most 80 characters behind its provider's word. */
export function beside(word: string, value: string): RegExp {
  return new RegExp(`${word}[^\\n]{0,80}?(?<![\\w-])(?<secret>${value})(?![\\w-])`, 'i')
}

/**
 * Keywords for an opening that is too common to look for: the same behind each sign that a value stands behind, which the pattern has to
 * ask for as well, by ["'`=: >(].
 */
export function behindSign(opening: string): string[] {
  return Array.from('"\'`=: >(', sign => sign + opening)
}
