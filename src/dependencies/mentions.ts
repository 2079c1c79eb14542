import { createKeywordSearch } from '../detect/keywords.ts'
import type { Kind, Term } from './terms.ts'

/** Finds which terms stand in a piece of code. */
export interface Mentions {
  /** How far into the next piece a term may reach, in bytes: pieces of a file have to overlap by as much. */
  readonly overlap: number
  /** Told of each term, by its index, that stands in the bytes as a word of its own; perhaps more than once. */
  search(bytes: Uint8Array, onTerm: (term: number) => void): void
}

/** For each kind, the characters that would make what stands there the part of a longer word, before it and after it. */
const PART_OF: Readonly<Record<Kind, { readonly before: RegExp; readonly after: RegExp | null }>> = {
  variable: { before: /\w/, after: /\w/ },
  // Whatever a prefix opens comes after it.
  prefix: { before: /[\w-]/, after: null },
  host: { before: /[\w-]/, after: /[\w-]/ },
}

export function createMentions(terms: readonly Term[]): Mentions {
  const find = createKeywordSearch(terms.map(({ text }) => text))
  const spelled = terms.map(({ text }) => Buffer.from(text, 'latin1'))
  const bounds = terms.map(({ kind }) => ({
    before: classOf(PART_OF[kind].before),
    after: classOf(PART_OF[kind].after),
  }))
  return {
    overlap: Math.max(0, ...terms.map(({ text }) => text.length)) + 1,
    search(bytes, onTerm) {
      find(bytes, (index, start) => {
        const text = spelled[index]
        const bound = bounds[index]
        if (text === undefined || bound === undefined || !isSpelled(text, bytes, start)) return
        if (bound.before[bytes[start - 1] ?? 0] === 1 || bound.after[bytes[start + text.length] ?? 0] === 1) return
        onTerm(index)
      })
    },
  }
}

/** The search ignores case, and names of variables do not. */
function isSpelled(text: Buffer, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text[at]) return false
  return true
}

function classOf(characters: RegExp | null): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    characters !== null && byte > 0 && characters.test(String.fromCharCode(byte)) ? 1 : 0,
  )
}
