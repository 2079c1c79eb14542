import { contentEnd, contentStart, type Token } from './lexing/grammar.ts'
import { tokenAround } from './lexing/lexer.ts'
import type { Site } from './plan-types.ts'

/** A literal, or several that are joined to one text, as one token. */
export interface Whole {
  readonly token: Token
  readonly pieces: readonly Token[]
}

const JOINED = /^[ \t\r\n]*(?:\+|\.{1,2}|&|<>|\\)?[ \t\r\n]*$/

/** The literal around a place, or the literals that the place reaches over; null where it does not begin and end in literals. */
export function wholeAround(text: string, tokens: readonly Token[], start: number, end: number): Whole | null {
  const around = tokenAround(tokens, start, end)
  if (around !== null) return { token: around, pieces: [around] }
  const pieces = tokens.filter(token => token.end > start && token.start < end)
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined || pieces.some(({ kind }) => kind !== 'literal')) return null
  if (contentStart(first) > start || contentEnd(last) < end) return null
  const isJoined = pieces.every((token, index) => {
    const next = pieces[index + 1]
    return next === undefined || JOINED.test(text.slice(token.end, next.start))
  })
  if (!isJoined || pieces.some(({ form }) => form !== first.form)) return null
  return { token: { ...first, end: last.end, closing: last.closing }, pieces }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '`': '`',
  $: '$',
  '/': '/',
}

/** What a part of a literal stands for; null where it holds escapes that are not known. */
export function decoded(raw: string, { form, opening }: Token): string | null {
  if (form === null) return raw
  const quote = opening.at(-1) ?? ''
  const text = form.doubles === true ? raw.replaceAll(quote + quote, quote) : raw
  if (form.escape !== '\\' || !text.includes('\\')) return form.escape === '`' && text.includes('`') ? null : text
  // Between single quotes some languages know no other escapes.
  if (form.name === 'plain text') return text.replace(/\\([\\'])/g, '$1')
  if (/\\(?:[^nrt\\"'`$/]|$)/.test(text)) return null
  return text.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? '')
}

/** The part of the pieces that lies within a place, as text. */
export function valueIn(text: string, { pieces }: Whole, start: number, end: number): string | null {
  let value = ''
  for (const token of pieces) {
    const from = Math.max(start, contentStart(token))
    const until = Math.min(end, contentEnd(token))
    const part = from < until ? decoded(text.slice(from, until), token) : ''
    if (part === null) return null
    value += part
  }
  return value
}

/** All of an encoded text, of which a secret is only a part. */
export function encodedRun(text: string, { start, end }: Site): { start: number; end: number } {
  const before = /[A-Za-z0-9+/_-]*$/.exec(text.slice(Math.max(0, start - 4096), start))?.[0].length ?? 0
  const behind = /^[A-Za-z0-9+/_-]*={0,2}/.exec(text.slice(end, end + 4096))?.[0].length ?? 0
  return { start: start - before, end: end + behind }
}
