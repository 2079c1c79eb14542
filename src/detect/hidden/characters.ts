/** The kinds of bytes that hidden forms are made of, as tables: they are asked for byte by byte. */

function table(form: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(form.test(String.fromCharCode(byte))))
}

/** What tokens are made of, as a source of a bracket expression too. */
export const TOKEN_CLASS = '[0-9A-Za-z_.+/=~-]'
export const IN_TOKEN = table(new RegExp(TOKEN_CLASS))

/** Both alphabets of base64; its padding ends a text. */
export const IN_BASE64 = table(/[0-9A-Za-z+/_-]/)

export const IS_BLANK = table(/[ \t]/)
export const IS_QUOTE = table(/["'`]/)

const HEX = table(/[0-9A-Fa-f]/)

/** The value of `count` hexadecimal digits at `at`, or -1. */
export function hexAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = at; index < at + count; index++) {
    const byte = bytes[index] ?? 0
    if (HEX[byte] === 0) return -1
    value = value * 16 + (byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
  }
  return value
}
