import type { Candidate, Check } from './candidate.ts'
import { entropy, isMadeUp, kindsOf } from './entropy.ts'
import { isEncodedText, isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

/** The name that a value is assigned to, as far as it stands on the line. */
const NAME =
  /(?<![A-Za-z0-9_.$-])([A-Za-z0-9_.$-]{1,80})["'`\]]{0,2}\s*(?::\s*[A-Za-z]{1,20}\s*)?(?:[:=]{1,3}>?|=>|\(|,)\s*[bru]?["'`]?$/i

/** Names of things that only look like secrets. */
const HARMLESS_NAME =
  /hash|digest|checksum|integrity|fingerprint|etag|sha\d|md5|crc|public|pub_?key|publishable|csrf|xsrf|nonce|cursor|page_?token|next_?token|client_?token|continuation|verification|sync_?token|tokenizer|tokens?_?(?:count|limit|type|id|url|uri|path|name|file|endpoint|class|ttl|length|expir)|_(?:id|url|uri|path|file|name|arn|field|header|param|prefix|label|type|version|len|length|regex|pattern|policy|hint|title|text|message|placeholder|error|salt_?rounds)$/i
const HARMLESS_ENDING =
  /(?:Id|Url|Uri|Path|File|Name|Field|Header|Param|Prefix|Label|Type|Version|Length|Regex|Pattern|Policy|Hint|Title|Text|Message|Placeholder|Error)$/

/** Names behind which even 32 or 64 hex digits are a secret rather than a hash. */
const STRONG_NAME = /secret|api_?-?key|access_?-?key|private_?-?key|auth_?-?token|access_?-?token|passw/i

const WORDS =
  /pass(?:w(?:or)?d|phrase)|test|demo|dummy|fake|mock|foo|bar\b|baz|secret|token|api.?key|admin|user|qwert|welcome|hello|letmein|changeit|default|none|null|undefined|todo|hunter|string|value|encrypt|redact|mask|missing|invalid|require|abc123|1234/i

/** Languages in which a bare word is an expression, not a text. */
const CODE =
  /\.(?:[cm]?[jt]sx?|py[iw]?|ipynb|rb|go|java|kts?|cs|fs|rs|swift|php|phtml|[ch](?:pp|xx|c|h)?|mm?|scala|dart|exs?|erl|hs|lua|p[lm]|r|jl|vue|svelte|astro|html?|css|scss|less|map|lock|sum|sql|graphql|proto|svg|xml|snap|patch|diff|rst|tex|po)$/i

const HEX = /^(?:0x)?[0-9a-f]+$/i
const HASH_LENGTHS = new Set([32, 40, 48, 56, 64, 96, 128])
const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i
const PATH =
  /^[.~]{0,2}\/|^[A-Za-z]:\\|:\/\/|\/[\w.-]+\/|^[\w-]+(?:\/[\w.-]+)+$|\.(?:[cm]?[jt]sx?|json|ya?ml|pem|key|crt|txt|html?|py|go|java|php|xml|md|sh|cfg|conf|ini|log|env|com|org|net|io|dev)$/i
const IDENTIFIER = /^[$_]?[A-Za-z]+\d{0,2}$/
const COMPOUND = /^[$_]?[A-Za-z]{1,14}\d{0,3}(?:[._:-]+(?:[A-Za-z]{1,14}\d{0,3}|\d{1,4}))+$/
const PARTIAL_UUID = /^[0-9a-f]{4,12}(?:-[0-9a-f]{4,12}){1,4}$/i
const OTHER =
  /^(?:sha\d{1,3}-|v?\d+\.\d+|#|@|&|--|\d[\d.,:TZ+-]*$|pk_|pk\.|phc_|sb_publishable_|arn:|urn:|data:|ssh-|eyJ[\w.=-]*$|[=.|*#-]+$)|[${}<>]|%[sdv(]|\*{3}|\.{3}|\(\)|&&|\|\||[=!]==?|[a-z]\.[a-z]+\(|\\u00/i

function isWrittenOut({ value, before, after, path }: Candidate): boolean {
  const quote = /(["'`])$/.exec(before)?.[1]
  if (quote !== undefined) return after.startsWith(quote) || after.startsWith(`\\${quote}`)
  if (CODE.test(path)) return false
  return /^(?:\s|$|[,;]\s*$|&)/.test(after) && !/[([{]/.test(value) && !/[(,]\s*$/.test(before)
}

function isSomethingElse(value: string, name: string): boolean {
  if (UUID.test(value) || PARTIAL_UUID.test(value) || PATH.test(value) || OTHER.test(value)) return true
  if (HEX.test(value)) return HASH_LENGTHS.has(value.length) && !STRONG_NAME.test(name)
  return false
}

/** `password.collate("…")`: the text is an argument, not the password. */
function isMethod({ before }: Candidate, name: string): boolean {
  return (
    /\(\s*["'`]$/.test(before) &&
    /\.[A-Za-z]+$/.test(name) &&
    !/(?:key|token|secret|passw\w*|credentials?)$/i.test(name)
  )
}

/** The share of neighbours that are of different kinds (lower case, upper case, digit, other): high where nobody wrote words. */
function jumble(value: string): number {
  const kinds = value
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/[0-9]/g, '0')
    .replace(/[^aA0]/g, '-')
  return (kinds.match(/(.)(?!\1|$)/g)?.length ?? 0) / (value.length - 1)
}

/** Whether a value was drawn at random, as keys are. */
function isDrawn(value: string): boolean {
  if (value.length < 16 || entropy(value) < (HEX.test(value) ? 2.8 : 3.2)) return false
  const words = wordShare(value)
  if (/[0-9]/.test(value) && /[A-Za-z]/.test(value)) return words < 0.4 || (words < 0.65 && jumble(value) > 0.45)
  return (
    value.length >= 20 && /^[A-Za-z]+$/.test(value) && entropy(value) >= 3.6 && words < 0.35 && jumble(value) > 0.36
  )
}

/** Whether a person made it up as a password, and a good one. */
function isChosen(value: string, name: string): boolean {
  if (!/passw|passphrase|pwd|secret/i.test(name) || value.length < 8) return false
  return kindsOf(value) >= 3 && /[0-9]/.test(value) && entropy(value) >= 2.75 && wordShare(value) < 0.6
}

/** Judges a value that only its name makes a secret. In doubt it is none: false alarms teach people to switch the hook off. */
export const assignedValue: Check = candidate => {
  const { value, before } = candidate
  if (!isWrittenOut(candidate) || (WORDS.test(value) && value.length < 40)) return 'drop'
  const name = NAME.exec(before)?.[1] ?? ''
  if (HARMLESS_NAME.test(name) || HARMLESS_ENDING.test(name)) return 'drop'
  if (COMPOUND.test(value) || (IDENTIFIER.test(value) && !isDrawn(value)) || isMethod(candidate, name)) return 'drop'
  if (isSomethingElse(value, name) || isPlaceholder(value) || isMadeUp(value) || isEncodedText(value)) return 'drop'
  return isDrawn(value) || isChosen(value, name) ? 'keep' : 'drop'
}
