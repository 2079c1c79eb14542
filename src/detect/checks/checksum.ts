import type { Check } from './candidate.ts'
import { isPlaceholder } from './placeholder.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** CRC-32 as in zlib, bit by bit: it is asked for a token at a time, and node 20.0 has none. */
export function crc32(text: string): number {
  let sum = ~0
  for (const byte of Buffer.from(text, 'latin1')) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

export function base62(number: number, length: number): string {
  let digits = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits
  return digits.padStart(length, '0')
}

/**
 * GitHub and npm: the last 6 of 36 characters are the CRC-32 of the others in base 62.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export const base62Checksum: Check = ({ value }) => {
  const body = value.slice(value.lastIndexOf('_') + 1)
  if (base62(crc32(body.slice(0, -6)), 6) === body.slice(-6)) return 'keep'
  return isPlaceholder(value) ? 'drop' : 'low'
}

/**
 * GitLab's routable tokens end in a dot, the payload's length (2) and the CRC-32 (7) of all before it, in base 36.
 * A form with a version in between is known only from its look, so that a sum that does not match counts against the first form only.
 * https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export const gitlabChecksum: Check = ({ value }) => {
  if (isPlaceholder(value)) return 'drop'
  const [, checked, sum] = /^([\w-]+\.[0-9a-z]{2})([0-9a-z]{7})$/.exec(value) ?? []
  if (checked === undefined || sum === undefined) return 'keep'
  return crc32(checked).toString(36).padStart(7, '0') === sum ? 'keep' : 'low'
}

/**
 * Vercel: the last 6 of 56 characters are the CRC-32 of the others in base 62. Vercel says so nowhere, every key seen agrees:
 * a sum that does not match lowers the severity, but does not clear the token.
 */
export const vercelChecksum: Check = ({ value }) => {
  if (isPlaceholder(value)) return 'drop'
  const body = value.slice(value.indexOf('_') + 1)
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6) ? 'keep' : 'medium'
}
