import { createHash } from 'node:crypto'

/** SHA-256 of a text of one character a byte, in hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex')
}
