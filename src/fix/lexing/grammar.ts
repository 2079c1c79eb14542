/** What of a language has to be known to find its string literals: as data. */
export interface Grammar {
  /** Texts that open a comment which ends with the line. */
  readonly lineComments: readonly string[]
  readonly blockComments: readonly (readonly [open: string, close: string])[]
  /** Tried in order, so longer openings come first. */
  readonly literals: readonly LiteralForm[]
  /** Tokens without literals in them that look like the beginning of one: characters, names. Sticky. */
  readonly passedOver?: readonly RegExp[]
  /** Whether `/` may open a regular expression. */
  readonly hasRegularExpressions?: boolean
  /** Opens a text that begins on the next line; groups `quote` and `word`. Sticky. */
  readonly heredoc?: RegExp
  /** How lines of a heredoc that is not quoted hold code; null where they hold none. */
  readonly heredocHole?: readonly [open: string, close: string]
}

export interface LiteralForm {
  readonly name: string
  /** Sticky; letters before the quote belong to it. */
  readonly opens: RegExp
  closes(opening: string): string
  /** What makes the next character plain; null where nothing does. */
  readonly escape: '\\' | '`' | null
  /** Whether its quote, written twice, stands for itself. */
  readonly doubles?: boolean
  readonly spansLines?: boolean
  /** Between these stands code. */
  readonly hole?: readonly [open: string, close: string]
  /** Stands for the opening of a hole as it is. */
  readonly plainHole?: string
}

/** A literal or a comment. */
export interface Token {
  readonly kind: 'literal' | 'comment' | 'heredoc'
  readonly form: LiteralForm | null
  readonly start: number
  readonly end: number
  /** What opens and closes it, letters before a quote included. */
  readonly opening: string
  readonly closing: string
  /** Where its code stands, and what that holds. */
  readonly holes: readonly { readonly start: number; readonly end: number; readonly tokens: readonly Token[] }[]
}

export const contentStart = (token: Token): number => token.start + token.opening.length
/** Exclusive. */
export const contentEnd = (token: Token): number => token.end - token.closing.length

/** Quotes of one line with backslashes in them, as most languages have them. */
export function quoted(name: string, opens: RegExp, more: Partial<LiteralForm> = {}): LiteralForm {
  return { name, opens, closes: opening => opening.replace(/^[A-Za-z@$]+/, ''), escape: '\\', ...more }
}
