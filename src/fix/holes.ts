/** A part of an old text: as it was, or a part of what a variable holds. */
export type Piece = string | { readonly name: string; readonly from: number; readonly to: number }

/** What may stand in a text that the value does not have: escapes of line ends, quotes, what joins texts, blanks. */
const BESIDE = /(?:\\r)?\\n|\\(?=["'`\\$/])|[\s"'`+.&<>|_\\()]/y

/**
 * A text that stands for a value, without the value: its own characters, and holes that parts of the value fill. Null where the text has
 * characters of which the value says nothing.
 */
export function holesFor(text: string, name: string, value: string): Piece[] | null {
  const pieces: Piece[] = []
  let at = 0
  let from = 0
  while (at < text.length) {
    let length = 0
    while (at + length < text.length && text[at + length] === value[from + length]) length++
    if (length > 0) {
      pieces.push({ name, from, to: from + length })
      at += length
      from += length
      continue
    }
    BESIDE.lastIndex = at
    const beside = BESIDE.exec(text)?.[0]
    if (beside === undefined) return null
    pieces.push(beside)
    at += beside.length
    if (beside.endsWith('\\n') && value[from] === '\n') from++
  }
  return from === value.length ? pieces : null
}

/** The text again; null where a variable is not known. */
export function filledHoles(pieces: readonly Piece[], variables: ReadonlyMap<string, string>): string | null {
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece
    else {
      const value = variables.get(piece.name)
      if (value === undefined || value.length < piece.to) return null
      text += value.slice(piece.from, piece.to)
    }
  }
  return text
}
