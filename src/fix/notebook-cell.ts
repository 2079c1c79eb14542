import type { Edit } from './plan-types.ts'

/** The source of a notebook's cell as one text, which knows where in the JSON each character stands. */
export interface CellText {
  readonly text: string
  /** A place of the JSON as one of the text; null where it lies outside of it. */
  placeOf(start: number, end: number): { start: number; end: number } | null
  rawStart(index: number): number
  rawEnd(index: number): number
  /** An edit of the text as one of the JSON; null where it reaches over several of its strings. */
  rawEdit(edit: Edit): Edit | null
  /** An edit that adds a line to the text, as a string of its own. */
  insertedLine(edit: Edit): Edit
}

/** The content of a JSON string, without its quotes. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/**
 * @param strings where the strings stand, quotes and all
 * @param isArray whether they are those of an array, each with a line of the source
 */
export function cellText(
  json: string,
  strings: readonly { readonly start: number; readonly end: number }[],
  isArray: boolean,
): CellText {
  const characters: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const owners: number[] = []
  for (const [index, place] of strings.entries()) {
    for (const { text, start, end } of unescaped(json, place.start + 1, place.end - 1)) {
      // What is escaped is taken as the bytes it stands for in UTF-8, as what is not escaped already is.
      for (const character of Buffer.from(text, 'utf8').toString('latin1')) push(character, start, end, index)
    }
  }
  function push(character: string, start: number, end: number, owner: number): void {
    characters.push(character)
    starts.push(start)
    ends.push(end)
    owners.push(owner)
  }
  const text = characters.join('')
  const rawStart = (index: number): number => starts[index] ?? ends.at(-1) ?? (strings[0]?.start ?? 0) + 1
  const rawEnd = (index: number): number => (index === 0 ? rawStart(0) : (ends[index - 1] ?? rawStart(index)))
  return {
    text,
    rawStart,
    rawEnd,
    placeOf(start, end) {
      const from = starts.indexOf(start)
      const until = ends.lastIndexOf(end)
      return from < 0 || until < from ? null : { start: from, end: until + 1 }
    },
    rawEdit({ start, end, text: inserted }) {
      if (start < end && owners[start] !== owners[end - 1]) return null
      const at = rawStart(start)
      return { start: at, end: start === end ? at : rawEnd(end), text: escaped(inserted) }
    },
    insertedLine({ start, text: line }) {
      const only = `${line.trim()}\n`
      if (!isArray) return { start: rawStart(start), end: rawStart(start), text: escaped(only) }
      const at = strings[owners[start] ?? 0]?.start ?? 0
      const between = /\s*$/.exec(json.slice(0, strings[0]?.start ?? 0).slice(-200))?.[0] ?? ''
      return { start: at, end: at, text: `"${escaped(only)}",${between}` }
    },
  }
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The characters of a JSON string. What stands there as bytes of UTF-8 is handed on decoded, for it is encoded again. */
function* unescaped(
  json: string,
  from: number,
  until: number,
): Generator<{ text: string; start: number; end: number }> {
  for (let at = from; at < until; ) {
    if (json[at] !== '\\') {
      const length = bytesOf(json.charCodeAt(at))
      yield { text: Buffer.from(json.slice(at, at + length), 'latin1').toString('utf8'), start: at, end: at + length }
      at += length
    } else if (json[at + 1] === 'u') {
      const isPair = /^\\u[dD][89abAB]..\\u[dD][c-fC-F]..$/.test(json.slice(at, at + 12))
      const length = isPair ? 12 : 6
      yield { text: JSON.parse(`"${json.slice(at, at + length)}"`) as string, start: at, end: at + length }
      at += length
    } else {
      const letter = json[at + 1] ?? ''
      yield { text: LETTERS[letter] ?? letter, start: at, end: at + 2 }
      at += 2
    }
  }
}

/** How many bytes a character of UTF-8 takes that begins with this one. */
function bytesOf(first: number): number {
  if (first < 0xc0) return 1
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}
