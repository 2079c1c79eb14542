import { isMadeUp } from './entropy.ts'
import { isOfStandard } from './example.ts'
import { isEncodedText, isPlaceholder } from './placeholder.ts'
import { isDrawn } from './strength.ts'

/** Words that stand in what somebody typed to have a value, not to keep one. */
const WORDS =
  /pass(?:w(?:or)?d|phrase)|p[a@4][s$5]{2}w[o0]rd|test|demo|dummy|fake|mock|foo|bar\b|baz|s[e3]cr[e3]t|53cr37|token|api.?key|admin|user|qwert|welcome|hello|letmein|changeit|default|none|null|undefined|todo|hunter|string|value|encrypt|redact|mask|missing|invalid|require|abc123|1234/i
/** From this length on a word in it says nothing. */
const BEYOND_WORDS = 40

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i
const PARTIAL_UUID = /^[0-9a-f]{4,12}(?:-[0-9a-f]{4,12}){1,4}$/i
const HEX = /^(?:0x)?[0-9a-f]+$/i
const HASH_LENGTHS = new Set([32, 40, 48, 56, 64, 96, 128])

const PATH =
  /^[.~]{0,2}\/(?![A-Za-z0-9+/]{20,200}={1,2}$)|^[A-Za-z]:\\|:\/\/|\.(?:[cm]?[jt]sx?|json|ya?ml|pem|key|crt|txt|html?|py|go|java|php|xml|md|sh|cfg|conf|ini|log|env|com|org|net|io|dev)$/i
/** A path without a sign of its own: base64 has slashes too. */
const PARTS = /\/[\w.-]+\/|^[\w-]+(?:\/[\w.-]+)+$/
const IDENTIFIER = /^[$_]?[A-Za-z]+\d{0,2}$/
const COMPOUND =
  /^[$_]?[A-Za-z]{1,14}\d{0,3}(?:[._:-]+(?:[A-Za-z]{1,14}\d{0,3}|\d{1,4})){0,12}[._:-]+(?:[A-Za-z]{1,14}\d{0,3}|\d{1,14})$/
/** Words and numbers in small letters, as tags and routes are: `external/cwe/cwe-79`. */
const SLUG = /^[a-z]{2,14}(?:[/-](?:[a-z]{2,14}|\d{1,4}))+$/
/** Dates, versions, references, public keys and hashes that say what they are. */
const OTHER =
  /^(?:sha\d{1,3}-|v?\d+\.\d+|#|@[\w/]|&|--|\d[\d.,:TZ+-]*$|pk_|pk\.|phc_|sb_publishable_|arn:|urn:|data:|ssh-|[=.|*#-]+$|\$(?:2[aby]|argon2\w*|pbkdf2\w*|apr1|[156y])\$|pbkdf2_sha|\{(?:SSHA|SHA|CRYPT|MD5))|\*{3}|\.{3}|\(\)|&&|\|\||[=!]={1,2}[^=]|[a-z]\.[a-z]+\(|\\u00|\\x[0-9a-f]{2}|\\[dwsbDWSB][+*{]|;\w+=|^\w+:"|^[\w-]+(?:\.[\w-]+)+:\d{2,5}$|\[\^/i
/** What a program puts in place of the value: `${X}`, `{{ x }}`, `%(x)s`, `#{x}`, `<x>`, `$(x)`, `%X%`, `@x@`. */
const TEMPLATE =
  /\$[({[]|\{\{|\}\}|<%|%>|#\{|@\{|%\(|%[sdvq](?![\w%])|\\\(|^<[^>]*>?$|^\{.*\}$|^\[.*\]$|^%\w+%$|^__\w+__$|^@[\w.]+@$|^\$[A-Za-z_]/
/** Where another program is asked for it, or has sealed it. */
const ELSEWHERE =
  /^(?:!|ENC\[|ENC\(|\{(?:cipher|aes|DES)|vault[:/]|op:\/\/|secrets?[:/.]|secretKeyRef|ref\+|awsssm|ssm:|kms:|keyring:|env[:.(]|file:|var\.|local\.|module\.|process\.env|os\.environ|System\.getenv|AQICAH|\$ANSIBLE_VAULT|gAAAAA|-----)/i
/** A JSON Web Token, which has a rule of its own. */
const JSON_WEB_TOKEN = /^eyJ[\w-]+\.[\w-]*\./

export function isUuid(value: string): boolean {
  return UUID.test(value)
}

/** 32, 40, 64 … hex digits, which are a hash unless their name says otherwise. */
export function isHashLike(value: string): boolean {
  return HEX.test(value) && HASH_LENGTHS.has(value.length)
}

/** Whether a value names a secret, or a place where it is, rather than being it. */
export function isReference(value: string): boolean {
  return TEMPLATE.test(value) || ELSEWHERE.test(value)
}

/** Whether a value is a path, a name, a version and the like. */
function isOrdinary(value: string): boolean {
  if (PARTIAL_UUID.test(value) || PATH.test(value) || OTHER.test(value)) return true
  if (COMPOUND.test(value) || SLUG.test(value)) return true
  return JSON_WEB_TOKEN.test(value) || ((IDENTIFIER.test(value) || PARTS.test(value)) && !isDrawn(value))
}

/** Whether a value is base64 of what is no secret itself, such as `password`. */
function isEncodedNoSecret(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value) || value.length % 4 !== 0) return false
  const text = Buffer.from(value, 'base64').toString('latin1')
  return /^[\x20-\x7e]+$/.test(text) && (WORDS.test(text) || IDENTIFIER.test(text) || isPlaceholder(text))
}

/** Whether a value is anything but a secret: a reference, a name, a word, a placeholder, text in base64. UUIDs and hashes are left to the caller. */
export function isNoSecret(value: string): boolean {
  if ((WORDS.test(value) && value.length < BEYOND_WORDS) || isOfStandard(value)) return true
  if (isReference(value) || isOrdinary(value) || isPlaceholder(value) || isMadeUp(value)) return true
  return isEncodedText(value) || isEncodedNoSecret(value)
}
