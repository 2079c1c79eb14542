import type { Grammar, Token } from '../lexing/grammar.ts'
import type { Edit, Import } from '../plan-types.ts'

/** A part of a literal's content: text as it is written there, or the name of a variable that stands in its place. */
export type Part = string | { readonly name: string }

/** A literal with secrets in it, in its file. */
export interface Place {
  readonly path: string
  readonly text: string
  /** The text with blanks for what stands in literals and comments. */
  readonly code: string
  readonly token: Token
  readonly start: number
  readonly end: number
}

/** What has to change around a literal, or why it cannot be one that is read when the program runs. */
export interface Around {
  /** Changes beside the literal. */
  readonly edits?: (names: readonly string[]) => Edit[]
  /** All changes, that of the literal too, which is to be the expression given. */
  readonly all?: (expression: string) => Edit[]
  /** Replaces a literal that is all secret, where the usual expression would not do. */
  readonly expression?: (names: readonly string[]) => string
  /** What has to stand around any expression. */
  readonly wrap?: (expression: string) => string
  readonly why?: string
  readonly instead?: (name: string) => string[]
}

/** How a language reads variables and writes texts: a row for each. */
export interface Language {
  readonly id: string
  readonly title: string
  readonly files: RegExp
  /** The programs in a first line that begins with `#!`. */
  readonly programs?: RegExp
  readonly grammar: Grammar
  /** The expression that reads a variable, in place of a whole literal. */
  read(name: string, place: Place): string
  /** The same text with variables in it; null where the literal's form takes none. */
  embed(parts: readonly Part[], place: Place): string | null
  readonly import?: Import
  /** Looks at what surrounds a literal; null where nothing has to change. */
  around?(place: Place, isWhole: boolean): Around | null
}

export const isName = (part: Part): part is { readonly name: string } => typeof part !== 'string'

/** `"a" + read + "b"`, in brackets where an operator or a dot beside it would bind more tightly. */
export function concatenated(
  parts: readonly Part[],
  { token, text }: Place,
  operator: string,
  read: (name: string) => string,
): string {
  const { opening, closing } = token
  const pieces = parts
    .filter(part => part !== '')
    .map(part => (isName(part) ? read(part.name) : opening + part + closing))
  const joined = pieces.join(` ${operator} `)
  return pieces.length === 1 || standsAlone(text, token) ? joined : `(${joined})`
}

/** The literal as it is, with variables in holes of it. */
export function filled(parts: readonly Part[], { token }: Place, hole: (name: string) => string): string {
  return token.opening + parts.map(part => (isName(part) ? hole(part.name) : part)).join('') + token.closing
}

/** Whether nothing beside a literal could take a part of an expression in its place for its own. */
export function standsAlone(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  const before = text.slice(Math.max(0, start - 80), start).replace(/[ \t]+$/, '')
  const after = text.slice(end, end + 80).replace(/^[ \t\r]+/, '')
  return /(?:^|[\n(,=:[{;]|\b(?:return|echo|print))$/.test(before) && /^(?:$|[\n),;\]}]|\/\/)/.test(after)
}

/** Whether another literal stands right beside one, so that the two are one text. */
export function isBesideLiteral({ text, start, end }: Place): boolean {
  const before = text.slice(Math.max(0, start - 200), start).trimEnd()
  return /["']$/.test(before) || /^\s*[rbufRBUF]{0,2}["']/.test(text.slice(end, end + 200))
}

/** What stands before a place since the statement, or the line, began. */
export function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
}
