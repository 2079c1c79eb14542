import { entropy, isMadeUp, kindsOf } from './entropy.ts'
import type { Reach } from './host.ts'
import { saysPlaceholder } from './placeholder.ts'
import { isReference } from './values.ts'
import { wordShare } from './words.ts'

/** What people write for a password that is none, or that everybody knows. */
const USUAL =
  /^(?:pass(?:word|wd|phrase)?|pw|pwd|pswd|user(?:name)?|secret|token|key|test(?:ing|er)?|example|sample|demo|guest|root|admin(?:istrator)?|postgres(?:ql)?|mysql|mongo(?:db)?|redis|rabbit(?:mq)?|default|foo|bar|baz|qux|hunter2|letmein|null|none|undefined|x-oauth-basic|my[-_]?\w*|\w*pass(?:w(?:or)?d)?|some\w*|the\w*|db|dev|local|anonymous|secure|string|optional|required)[\d!@#$]{0,4}$/i
const TYPED = /^(.)\1+$|^0?123456?7?8?9?0?$|^abc(?:d(?:e(?:fg?)?)?)?\d{0,4}$|^qwe\w*$|^asdf\w*$|^[a-z]\d?$|^x{3,}/i
const FORMAT = /%[sdv({]|^[A-Z_]{3,}$|^[:#]|\$[A-Za-z_]|\*{2}|\[.+\]|\(.*\)|["'`<>]/
const USUAL_LEET = /^(?:password|passwd|secret|admin|test|welcome|letmein|qwerty|changeme)[\d!@#$]?$/i
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', '@': 'a', $: 's' }

/** Percent escapes decoded and accents dropped: `p%C3%A4ss` is no better than `pass`. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text)
      .normalize('NFD')
      .replace(/[^\x20-\x7e]/g, '')
  } catch {
    return text
  }
}

/** `P4ssw0rd` is `password`. */
function withoutLeet(text: string): string {
  return text.replace(/[01345@$](?=.*[A-Za-z])/g, sign => LEET[sign] ?? sign)
}

function isUsual(password: string, user: string): boolean {
  if (password.toLowerCase() === user.toLowerCase() || USUAL.test(password) || TYPED.test(password)) return true
  return saysPlaceholder(password) || /^\d{1,5}$/.test(password) || (password.length >= 10 && isMadeUp(password))
}

/** Whether somebody took pains with a password, or a machine made it. */
export function isStrongPassword(password: string): boolean {
  const pains = password.length >= 10 && kindsOf(password) >= 2 && entropy(password) >= 3 && wordShare(password) < 0.5
  return pains && /\d/.test(password)
}

export interface Account {
  /** Empty where it is not known. */
  readonly user: string
  readonly reach: Reach
  /** Whether even a plain word is a password here: in front of a database of the network, say. */
  readonly isCertain: boolean
}

/** Whether a text in the place of a password is one, unless it is a variable, a default or one of documentation. */
export function isPassword(text: string, { user, reach, isCertain }: Account): boolean {
  const password = plain(text)
  if (FORMAT.test(password) || isReference(password) || isUsual(password, user)) return false
  const isKnown = USUAL_LEET.test(withoutLeet(password))
  if (reach === 'local') return !isKnown && isStrongPassword(password)
  if (isKnown) return kindsOf(password) >= 3
  return password.length >= (isCertain || kindsOf(password) >= 2 ? 6 : 8)
}
