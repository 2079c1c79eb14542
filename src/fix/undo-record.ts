import { applyEdits } from './edit.ts'
import { filledHoles, holesFor, type Piece } from './holes.ts'
import type { Edit, Holding } from './plan-types.ts'

/** A change of a text, taken back: what stands at a place of the new text, and what stood there. */
export interface Reversal {
  readonly at: number
  readonly length: number
  readonly old: readonly Piece[]
}

/** How to take edits of a text back, without the values that variables now hold. Null where that cannot be told. */
export function reversals(
  text: string,
  edits: readonly Edit[],
  holdings: readonly (Holding & { readonly variable: string })[],
): Reversal[] | null {
  const found: Reversal[] = []
  let shift = 0
  for (const { start, end, text: inserted } of edits) {
    const old = piecesOf(text, start, end, holdings)
    if (old === null) return null
    found.push({ at: start + shift, length: inserted.length, old })
    shift += inserted.length - (end - start)
  }
  return found
}

function piecesOf(
  text: string,
  from: number,
  until: number,
  holdings: readonly (Holding & { readonly variable: string })[],
): Piece[] | null {
  const pieces: Piece[] = []
  let position = from
  const inside = holdings
    .filter(({ start, end }) => start < until && end > from)
    .sort((one, other) => one.start - other.start)
  for (const { start, end, variable, value } of inside) {
    if (start < position || end > until) return null
    pieces.push(text.slice(position, start))
    const holes = holesFor(text.slice(start, end), variable, value)
    if (holes === null) return null
    pieces.push(...holes)
    position = end
  }
  pieces.push(text.slice(position, until))
  return pieces.filter(piece => piece !== '')
}

/** The old text again; null where a variable no longer holds what it did. */
export function reversed(
  text: string,
  all: readonly Reversal[],
  variables: ReadonlyMap<string, string>,
): string | null {
  const edits: Edit[] = []
  for (const { at, length, old } of all) {
    const filled = filledHoles(old, variables)
    if (filled === null) return null
    edits.push({ start: at, end: at + length, text: filled })
  }
  return applyEdits(text, edits)
}
