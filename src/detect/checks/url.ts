import type { Check } from './candidate.ts'
import { entropy, isMadeUp, kindsOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

const USUAL =
  /^(?:pass(?:word|wd|phrase)?|pw|pwd|pswd|user(?:name)?|secret|token|key|test(?:ing|er)?|example|sample|demo|guest|root|admin(?:istrator)?|postgres(?:ql)?|mysql|mongo(?:db)?|redis|rabbit(?:mq)?|default|foo|bar|baz|qux|hunter2|letmein|null|none|undefined|x-oauth-basic|my[-_]?\w*|\w*pass(?:w(?:or)?d)?|some\w*|the\w*|db|dev|local)\d{0,4}!?$/i
const TEMPLATE = /[${}<>*[\]()]|%[sdv({]|^[A-Z_]{3,}$|^:|^#/
const LOCAL =
  /^@(?:localhost|127\.\d|0\.0\.0\.0|\[?::1|host\b|hostname|server|db|database|postgres|mysql|mongo(?:db)?|redis|rabbitmq|proxy|my)(?![\w-]*\.[a-z])|^@[\w.-]*\b(?:example|test|invalid|localhost|acme|foo|bar|domain)\b/i

/** A password inside a URL, unless it is a variable or one of documentation. */
export const urlPassword: Check = ({ value, before, after }) => {
  const user = /\/\/([^:/@]*):$/.exec(before)?.[1] ?? ''
  if (value === user || USUAL.test(value) || TEMPLATE.test(value) || TEMPLATE.test(user)) return 'drop'
  if (isPlaceholder(value) || isMadeUp(value) || /^\d{1,5}$/.test(value)) return 'drop'
  const strong = value.length >= 10 && kindsOf(value) >= 2 && entropy(value) >= 3 && wordShare(value) < 0.5
  if (LOCAL.test(after) && !strong) return 'drop'
  return strong || kindsOf(value) >= 2 || value.length >= 8 ? 'keep' : 'drop'
}
