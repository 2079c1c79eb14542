import { randomBytes } from 'node:crypto'

/** The characters in the middle of each OpenAI key: base64 of the provider's name, so that no key stands in the code. */
function marker(): string {
  return Buffer.from('OpenAI').toString('base64')
}

/** A made-up key in the format of OpenAI's project keys, another one each time. It opens nothing. */
export function syntheticKey(): string {
  return `sk-proj-${randomText(74)}${marker()}${randomText(74)}`
}

function randomText(length: number): string {
  // Letters and digits only: a key that happens to hold "--" or to end in "-" would test something else.
  let text = ''
  while (text.length < length)
    text += randomBytes(length)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
  return text.slice(0, length)
}
