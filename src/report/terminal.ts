// Everything that could move the cursor, recolour, reorder or hide text: controls (C0, DEL, C1), format characters (bidi controls,
// zero-width ones, tags), lone surrogates, line and paragraph separators, and the remaining characters that show as nothing.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Text from a repository made safe to show: one line, in which whatever a terminal would act on is a visible escape. */
export function printable(text: string): string {
  return text.replace(UNSAFE, character => NAMED[character] ?? escaped(character))
}

/** Whether `printable` would leave a text as it is. */
export function isPrintable(text: string): boolean {
  return text.search(UNSAFE) === -1
}

/** JSON with the same characters escaped in JSON's way: it parses to the same value, and may be shown on a terminal. */
export function printableJson(json: string): string {
  return json.replace(UNSAFE, character => character.split('').map(unit).join(''))
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code > 0xffff) return `\\u{${code.toString(16)}}`
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unit(character)
}

function unit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
