import type { Check } from './candidate.ts'
import { crc32 } from './checksum.ts'
import { isOfStandard } from './example.ts'
import { isPassword } from './password.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

/**
 * Cloudflare: the last 8 characters are the CRC-32, in lower-case hex, of the 40 before them.
 * https://developers.cloudflare.com/fundamentals/api/get-started/token-formats
 */
export const hexChecksum: Check = ({ value }) => {
  const body = value.slice(value.lastIndexOf('_') + 1)
  const sum = crc32(body.slice(0, -8)).toString(16).padStart(8, '0')
  if (sum === body.slice(-8)) return 'keep'
  return isPlaceholder(value) ? 'drop' : 'low'
}

/** A bot's token opens with its number, 17 to 20 digits, in base64. */
export const discordBot: Check = ({ value }) => {
  const [number = '', ...rest] = value.split('.')
  const isNumber = /^\d{15,20}$/.test(Buffer.from(number, 'base64url').toString('latin1'))
  return isNumber && !isPlaceholder(rest.join('')) ? 'keep' : 'drop'
}

/** Base64 of `user:password`, as HTTP has it, unless the password is one of documentation. */
export const basicCredentials: Check = ({ value }) => {
  const text = Buffer.from(value, 'base64').toString('latin1')
  const [, user = '', password] = /^([\x21-\x39\x3b-\x7e]{0,200}):([\x21-\x7e]{6,400})$/.exec(text) ?? []
  if (password === undefined || isOfStandard(value) || isPlaceholder(password) || wordShare(password) > 0.6)
    return 'drop'
  return isPassword(password, { user, reach: 'network', isCertain: false }) ? 'keep' : 'drop'
}
