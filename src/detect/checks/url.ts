import type { Check } from './candidate.ts'
import { entropy, isMadeUp, kindsOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

const USUAL =
  /^(?:pass(?:word|wd|phrase)?|pw|pwd|pswd|user(?:name)?|secret|token|key|test(?:ing|er)?|example|sample|demo|guest|root|admin(?:istrator)?|postgres(?:ql)?|mysql|mongo(?:db)?|redis|rabbit(?:mq)?|default|foo|bar|baz|qux|hunter2|letmein|null|none|undefined|x-oauth-basic|my[-_]?\w*|\w*pass(?:w(?:or)?d)?|some\w*|the\w*|db|dev|local)\d{0,4}!?$/i
const TEMPLATE = /[${}<>*[\]()]|%[sdv({]|^[A-Z_]{3,}$|^:|^#/
const LOCAL =
  /^@(?:localhost|127\.\d|0\.0\.0\.0|\[?::1|host\b|hostname|server|db|database|postgres|mysql|mongo(?:db)?|redis|rabbitmq|proxy|my)(?![\w-]*\.[a-z])|^@[\w-]+(?:[:/?"'`\s]|$)|^@[\w.-]*\b(?:example|test|invalid|localhost|foo|bar|domain)\b/i

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

/** A password inside a URL, unless it is a variable or one of documentation. */
export const urlPassword: Check = ({ value, before, after }) => {
  const user = /\/\/([^:/@]*):$/.exec(before)?.[1] ?? ''
  const isDocumentation = /^(?:user(?:name)?|login|foo|test|name)$/i.test(user) && /^pass/i.test(value)
  if (isDocumentation || value === user || USUAL.test(plain(value)) || TEMPLATE.test(value) || TEMPLATE.test(user))
    return 'drop'
  if (isPlaceholder(value) || isMadeUp(value) || /^\d{1,5}$/.test(value)) return 'drop'
  const strong = value.length >= 10 && kindsOf(value) >= 2 && entropy(value) >= 3 && wordShare(value) < 0.5
  if (LOCAL.test(after) && !(strong && /\d/.test(value))) return 'drop'
  return strong || kindsOf(value) >= 2 || value.length >= 8 ? 'keep' : 'drop'
}
