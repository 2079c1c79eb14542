import { CST, Lexer, type LineCounter, Parser } from 'yaml'
import type { Problem } from './problem.ts'
import { saying } from './sayings.ts'

const MAXIMUM_CHARACTERS = 1_000_000
/** The deepest right file has five levels; without a limit the composer, which recurses, runs out of stack. */
const MAXIMUM_DEPTH = 20
const MAXIMUM_PROBLEMS = 20
const TOO_DEEP = 'nested too deep'
const NEVER_CLOSED = 'this quote or bracket is never closed'

export interface Tokens {
  readonly tokens: readonly CST.Token[]
  readonly problems: readonly Problem[]
}

/** Splits YAML into its tokens; stops early where a file is too large, too deep, no text, or uses what is not read here. */
export function tokenize(text: string, lines: LineCounter): Tokens {
  const odd = firstOddity(text)
  if (odd !== null) return { tokens: [], problems: [odd] }

  const tokens: CST.Token[] = []
  const problems: Problem[] = []
  const report = (offset: number, what: string): void => {
    problems.push({ line: lines.linePos(offset).line || 1, text: what })
  }
  const take = (token: CST.Token): void => {
    tokens.push(token)
    if (token.type === 'error') report(token.offset, saying('UNEXPECTED_TOKEN'))
    if (token.type === 'directive') report(token.offset, saying('BAD_DIRECTIVE'))
    const deep = tooDeep(token)
    if (deep !== null) report(deep, TOO_DEEP)
  }

  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const opened: number[] = []
  let isScalar = false
  for (const lexeme of new Lexer().lex(text)) {
    const type = isScalar ? 'scalar' : CST.tokenType(lexeme)
    isScalar = lexeme === CST.SCALAR
    if (type === 'flow-seq-start' || type === 'flow-map-start') opened.push(parser.offset)
    if (type === 'flow-seq-end' || type === 'flow-map-end') opened.pop()
    if (opened.length > MAXIMUM_DEPTH) report(parser.offset, TOO_DEEP)
    if (isOpenQuote(lexeme, type) && parser.offset + lexeme.length === text.length) report(parser.offset, NEVER_CLOSED)
    if (type === 'anchor' || type === 'alias') report(parser.offset, saying('BAD_ALIAS'))
    if (type === 'tag') report(parser.offset, saying('TAG_RESOLVE_FAILED'))
    for (const token of parser.next(lexeme)) take(token)
    if (problems.length >= MAXIMUM_PROBLEMS || opened.length > MAXIMUM_DEPTH) return { tokens, problems }
  }
  for (const token of parser.end()) take(token)
  const open = opened.at(-1)
  if (open !== undefined && problems.length === 0) report(open, NEVER_CLOSED)
  return { tokens, problems }
}

/** An open quote swallows the rest of the file, so that the library names the last line instead of this one. */
function isOpenQuote(lexeme: string, type: CST.TokenType | null): boolean {
  if (type === 'single-quoted-scalar') return lexeme.split("'").length % 2 === 0
  if (type !== 'double-quoted-scalar') return false
  const backslashes = /(\\*)"$/.exec(lexeme.slice(1))?.[1]
  return backslashes === undefined || backslashes.length % 2 === 1
}

function firstOddity(text: string): Problem | null {
  if (text.length > MAXIMUM_CHARACTERS) return { line: 1, text: 'larger than 1 MB' }
  // U+FFFD is what bytes that are not UTF-8 decode to.
  const odd = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/.exec(text)
  if (odd === null) return null
  const line = text.slice(0, odd.index).split('\n').length
  return { line, text: 'a byte that is not text: save the file as UTF-8' }
}

/** The offset of the first token that lies too deep, found without recursion. */
function tooDeep(root: CST.Token): number | null {
  const pending: { token: CST.Token | null | undefined; depth: number }[] = [{ token: root, depth: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next
    if (token === null || token === undefined) continue
    if (depth > MAXIMUM_DEPTH) return token.offset
    if (token.type === 'document') pending.push({ token: token.value, depth })
    if (!('items' in token)) continue
    for (const item of token.items)
      pending.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 })
  }
  return null
}
