import { judgeNamed } from './assignment.ts'
import type { Check } from './candidate.ts'
import { kindsOf } from './entropy.ts'
import { reachOf } from './host.ts'
import { isTrial } from './language.ts'
import { isStrong, nameIn } from './names.ts'
import { isPassword, isStrongPassword } from './password.ts'
import { isChosen, isDrawn } from './strength.ts'
import { isNoSecret, isUuid } from './values.ts'

/** What ends an argument. A quote that was opened has to be closed. */
function isWholeArgument(before: string, after: string): boolean {
  const quote = /["'`]$/.exec(before)?.[0]
  return quote !== undefined ? after.startsWith(quote) : /^(?:["'`\s\\;|&)]|$)/.test(after)
}

/** The password in a command that is known to take one there: `mysql -p…`, `sshpass -p …`. */
export const commandPassword: Check = ({ value, before, after, path }) => {
  if (!isWholeArgument(before, after) || /^[-/.]/.test(value)) return 'drop'
  if (!isPassword(value, { user: '', reach: 'network', isCertain: false })) return 'drop'
  // A word says little; a command in a manual, or one that a test tries, nothing.
  const isWord = kindsOf(value) < 2 && value.length < 12
  return isWord ? 'drop' : isTrial(path) ? 'low' : 'keep'
}

/** `curl -u user:password`, and the same option of other programs. */
export const userPassword: Check = ({ value, before, after, path }) => {
  const user = /["']?([^\s"':]*)["']?:["']?$/.exec(before)?.[1] ?? ''
  const host = /https?:\/\/([^/\s"'`:]+)/.exec(before + after)?.[1] ?? 'localhost'
  if (/^\d+$/.test(value) || /[${}<>]/.test(user) || !isWholeArgument(before, after)) return 'drop'
  const isCurl = /\bcurl\b|https?:\/\//.test(before + after)
  const reach = reachOf(host)
  if (!isPassword(value, { user, reach: reach === 'network' && isCurl ? 'network' : reach, isCertain: false }))
    return 'drop'
  if (!isCurl && !isStrongPassword(value) && !isChosen(value)) return 'drop'
  return isTrial(path) ? 'low' : 'keep'
}

/** The value of a command's option, or of a variable that a command sets, which is named after a secret. */
export const optionValue: Check = ({ value, before, after, path }) => {
  if (!isWholeArgument(before, after)) return 'drop'
  const judgement = judgeNamed(value, nameIn(before))
  return judgement === 'keep' && isTrial(path) ? 'low' : judgement
}

/** What is sent in a header or a URL to be let in: random, as no person would choose it. */
export const sentToken: Check = ({ value, before, after, path }) => {
  const quote = /(["'`])[^"'`]*$/.exec(before)?.[1]
  const isClosed =
    quote === undefined ? /^(?:\s|$|[,;]\s*$)/.test(after) : after.startsWith(quote) || after.startsWith('\\')
  if (!isClosed || (isNoSecret(value) && !isUuid(value))) return 'drop'
  if (isUuid(value)) return isStrong(nameIn(before)) ? 'medium' : 'low'
  if (!isDrawn(value)) return 'drop'
  return isTrial(path) ? 'low' : 'keep'
}

/** An argument behind a user's name: `login("user", "password")`. */
export const argumentPassword: Check = ({ value, path }) => {
  if (isNoSecret(value) || !(isChosen(value) || isDrawn(value))) return 'drop'
  return isTrial(path) ? 'low' : 'keep'
}
