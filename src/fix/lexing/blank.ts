import type { Token } from './grammar.ts'

/** A text with blanks for all that stands in its literals and comments, except for their holes; line feeds stay. */
export function blanked(text: string, tokens: readonly Token[]): string {
  const pieces: string[] = []
  let position = 0
  const blank = (until: number): void => {
    pieces.push(text.slice(position, until).replace(/[^\r\n]/g, ' '))
    position = until
  }
  for (const token of tokens) {
    pieces.push(text.slice(position, token.start))
    position = token.start
    for (const hole of token.holes) {
      blank(hole.start)
      pieces.push(blanked(text.slice(hole.start, hole.end), moved(hole.tokens, hole.start)))
      position = hole.end
    }
    blank(token.end)
  }
  pieces.push(text.slice(position))
  return pieces.join('')
}

function moved(tokens: readonly Token[], by: number): Token[] {
  return tokens.map(token => ({
    ...token,
    start: token.start - by,
    end: token.end - by,
    holes: token.holes.map(hole => ({
      start: hole.start - by,
      end: hole.end - by,
      tokens: moved(hole.tokens, by),
    })),
  }))
}
