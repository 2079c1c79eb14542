import type { Grammar, LiteralForm, Token } from './grammar.ts'

const WORD = /[\w$]/
/** Before a regular expression, rather than a division, stand these. */
const BEFORE_EXPRESSION =
  /(?:^|[=(,;:!&|?{}[+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield))$/
const REGULAR_EXPRESSION = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y

/**
 * The literals and comments of a text, in order. Whoever writes what is no program gets an answer all the same: a quote that nothing closes
 * counts as any other character.
 */
export function tokenize(text: string, grammar: Grammar): Token[] {
  return scan(text, grammar, 0, null).tokens
}

interface Scanned {
  readonly tokens: Token[]
  readonly end: number
  readonly isClosed: boolean
}

/** @param closer what ends the code, within a literal; null to read on to the end */
function scan(text: string, grammar: Grammar, from: number, closer: string | null): Scanned {
  const tokens: Token[] = []
  const waiting: Token[] = []
  let depth = 0
  let at = from
  const opener = closer === '}' ? '{' : closer === ')' ? '(' : null
  while (at < text.length) {
    const character = text[at] ?? ''
    if (character === '\n' && waiting.length > 0) {
      at = heredocs(text, grammar, at + 1, waiting.splice(0), tokens)
      continue
    }
    if (closer !== null && depth === 0 && text.startsWith(closer, at)) return { tokens, end: at, isClosed: true }
    const token = comment(text, grammar, at) ?? literal(text, grammar, at)
    if (token !== null) {
      tokens.push(token)
      at = token.end
      continue
    }
    const opened = heredocAt(text, grammar, at)
    if (opened !== null) {
      waiting.push(opened)
      at += opened.opening.length
      continue
    }
    if (character === opener) depth++
    else if (character === closer) depth--
    at = passOver(text, grammar, at, from)
  }
  return { tokens, end: at, isClosed: closer === null }
}

function comment(text: string, grammar: Grammar, at: number): Token | null {
  const line = grammar.lineComments.find(open => text.startsWith(open, at))
  if (line !== undefined && !(line === '#' && WORD.test(text[at - 1] ?? ''))) {
    const lineFeed = text.indexOf('\n', at)
    return plainToken('comment', at, lineFeed < 0 ? text.length : lineFeed, line, '')
  }
  const block = grammar.blockComments.find(([open]) => text.startsWith(open, at))
  if (block === undefined) return null
  const close = text.indexOf(block[1], at + block[0].length)
  return plainToken(
    'comment',
    at,
    close < 0 ? text.length : close + block[1].length,
    block[0],
    close < 0 ? '' : block[1],
  )
}

function plainToken(kind: Token['kind'], start: number, end: number, opening: string, closing: string): Token {
  return { kind, form: null, start, end, opening, closing, holes: [] }
}

function literal(text: string, grammar: Grammar, at: number): Token | null {
  if (WORD.test(text[at] ?? '') && WORD.test(text[at - 1] ?? '')) return null
  for (const form of grammar.literals) {
    form.opens.lastIndex = at
    const opening = form.opens.exec(text)?.[0]
    if (opening === undefined) continue
    const token = closed(text, grammar, form, at, opening)
    if (token !== null) return token
  }
  return null
}

/** A literal from its opening to what closes it; null where nothing does. */
function closed(text: string, grammar: Grammar, form: LiteralForm, start: number, opening: string): Token | null {
  const closing = form.closes(opening)
  const holes: Token['holes'][number][] = []
  let at = start + opening.length
  while (at < text.length) {
    const character = text[at]
    if (character === '\n' && form.spansLines !== true) return null
    if (form.plainHole !== undefined && text.startsWith(form.plainHole, at)) at += form.plainHole.length
    else if (form.hole !== undefined && text.startsWith(form.hole[0], at)) {
      const from = at + form.hole[0].length
      const inner = scan(text, grammar, from, form.hole[1])
      if (!inner.isClosed) return null
      holes.push({ start: from, end: inner.end, tokens: inner.tokens })
      at = inner.end + form.hole[1].length
    } else if (character === form.escape) at += 2
    else if (form.doubles === true && text.startsWith(closing + closing, at)) at += 2 * closing.length
    else if (text.startsWith(closing, at)) {
      return { kind: 'literal', form, start, end: at + closing.length, opening, closing, holes }
    } else at++
  }
  return null
}

function heredocAt(text: string, { heredoc }: Grammar, at: number): Token | null {
  if (heredoc === undefined) return null
  heredoc.lastIndex = at
  const match = heredoc.exec(text)
  return match === null ? null : plainToken('heredoc', at, at, match[0], match.groups?.['word'] ?? '')
}

/** Takes the texts that begin on this line, one after another. */
function heredocs(text: string, grammar: Grammar, from: number, waiting: readonly Token[], tokens: Token[]): number {
  let at = from
  for (const { opening, closing: word } of waiting) {
    const last = new RegExp(`^[ \\t]*${word}\\b`, 'm')
    const rest = text.slice(at)
    const found = last.exec(rest)
    const end = found === null ? text.length : at + found.index
    const isRaw = /['\\]/.test(opening)
    const holes = isRaw || grammar.heredocHole === undefined ? [] : holesIn(text, grammar, at, end, grammar.heredocHole)
    tokens.push({ kind: 'heredoc', form: null, start: at, end, opening: '', closing: '', holes })
    at = found === null ? end : end + found[0].length
  }
  return at
}

function holesIn(text: string, grammar: Grammar, from: number, end: number, [open, close]: readonly [string, string]) {
  const holes: Token['holes'][number][] = []
  for (let at = text.indexOf(open, from); at >= 0 && at < end; at = text.indexOf(open, at)) {
    const inner = scan(text.slice(0, end), grammar, at + open.length, close)
    holes.push({ start: at + open.length, end: inner.end, tokens: inner.tokens })
    at = inner.end
  }
  return holes
}

/** Behind whatever stands here that opens no literal. */
function passOver(text: string, grammar: Grammar, at: number, from: number): number {
  for (const pattern of grammar.passedOver ?? []) {
    pattern.lastIndex = at
    const length = pattern.exec(text)?.[0].length ?? 0
    if (length > 0) return at + length
  }
  if (text[at] === '/' && grammar.hasRegularExpressions === true) {
    const before = text.slice(Math.max(from, at - 200), at).trimEnd()
    REGULAR_EXPRESSION.lastIndex = at
    const length = BEFORE_EXPRESSION.test(before) ? (REGULAR_EXPRESSION.exec(text)?.[0].length ?? 0) : 0
    if (length > 0) return at + length
  }
  return at + 1
}

/** The innermost literal, comment or heredoc that holds all of a place; null where it stands in code. */
export function tokenAround(tokens: readonly Token[], start: number, end: number): Token | null {
  const token = tokens.find(candidate => candidate.start <= start && end <= candidate.end)
  if (token === undefined) return null
  const hole = token.holes.find(candidate => candidate.start <= start && end <= candidate.end)
  return hole === undefined ? token : tokenAround(hole.tokens, start, end)
}
