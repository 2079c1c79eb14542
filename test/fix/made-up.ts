import { openaiKey } from '../support/journey.ts'

export const key = openaiKey('languages')
const half = Math.floor(key.length / 2)

/** A text with a made-up key for `KEY`, and its halves for `KEY1` and `KEY2`. */
export function filled(text: string): string {
  return text
    .replaceAll('KEY1', key.slice(0, half))
    .replaceAll('KEY2', key.slice(half))
    .replace(/(?<![A-Z_])KEY(?![A-Z_])/g, key)
}
