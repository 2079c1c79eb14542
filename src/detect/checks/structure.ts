import type { Check } from './candidate.ts'
import { isOfStandard } from './example.ts'
import { isPassword } from './password.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

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
