/** What makes a name the name of a secret. */
const TELLING =
  /passw|passphrase|pwd|pass(?![a-z])|secret|credential|creds|key|token|auth|bearer|(?<![A-Za-z])pw(?![a-z])/i

/** Names of things that only look like secrets. */
const HARMLESS =
  /hash|digest|checksum|integrity|fingerprint|etag|sha\d|md5|crc|public|pub_?key|publishable|csrf|xsrf|nonce|cursor|page_?token|next_?token|client_?token|continuation|verification|amz-(?:credential|security-token)|sync_?token|tokenizer|tokens?_?(?:count|limit|type|id|url|uri|path|name|file|endpoint|class|ttl|length|expir)|authenticity|[_.-](?:id|url|uri|path|file|dir|name|arn|field|header|param|prefix|suffix|label|type|version|len|length|regex|pattern|policy|hint|title|text|message|placeholder|error|salt_?rounds|column|selector|env|var)$/i
const HARMLESS_ENDING =
  /(?:Id|Url|Uri|Path|File|Dir|Name|Field|Header|Param|Prefix|Suffix|Label|Type|Version|Length|Regex|Pattern|Policy|Hint|Title|Text|Message|Placeholder|Error|Column|Selector|Env|Var)$/

/** Openings that copy a variable into what users download: they make nothing harmless that is called a secret. */
const SENT_TO_USERS = /^(?:NEXT_PUBLIC|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC)_(?=.*(?:SECRET|PASSW|PRIVATE))/

/** Names behind which even 32 or 64 hex digits are a secret rather than a hash. */
const STRONG =
  /secret|(?:api|app|access|private|auth|account|consumer|encryption|signing|master|service)[_-]?key|(?:auth|access|api|bearer|refresh|bot|deploy|personal)[_-]?token|passw|authorization/i

/** Openings of names that say what their value is for. */
const TRIAL =
  /^[$_]?(?:\w*_)?(?:test|fake|mock|dummy|sample|example)(?![a-z])|^[$_]?(?:test|fake|mock|dummy|sample|example)/i

/** Functions that are told where a secret is, or do something else with the text than keep it. */
const LOOKING_UP =
  /(?:^|[._:])(?:(?:get|fetch|read|load|find|lookup|query|decrypt|decode|encrypt|encode|hash|verify|check|compare|validate|generate|random|mask|is|has|parse|remove|delete|require|expect|assert|translate|trans|t|i18n|gettext|_|label|error|log|warn|print|describe|it|test)(?![a-z])\w*|\w*(?:getenv|lookup))$/i

/** The name that a value is assigned to: the last one before it that is the name of a secret. */
export function nameIn(before: string): string {
  return before.match(/[A-Za-z_$][\w.$-]*/g)?.findLast(name => TELLING.test(name)) ?? ''
}

export function isHarmless(name: string): boolean {
  const bare = name.replace(SENT_TO_USERS, '')
  return HARMLESS.test(bare) || HARMLESS_ENDING.test(bare)
}

/** Whether a name ends in the word token: a hash would be called otherwise. */
export function isToken(name: string): boolean {
  return /token$/i.test(name)
}

export function isStrong(name: string): boolean {
  return STRONG.test(name)
}

/** Whether a name says that its value is there to try a program with. */
export function isTrialName(name: string): boolean {
  return TRIAL.test(name)
}

/** Whether the text belongs to a function that does not set a secret: `password.collate("…")`, `get_secret("…")`, `sign(secret) => "…"`. */
export function isArgument(before: string): boolean {
  if (/\)\s*=>\s*["'`]$/.test(before)) return true
  const callee = /([\w.$:-]{1,80})\(\s*[@$A-Za-z]{0,2}\\{0,2}["'`]$/.exec(before)?.[1]
  if (callee === undefined) return false
  return LOOKING_UP.test(callee) || (/\.[A-Za-z]+$/.test(callee) && !TELLING_END.test(callee) && TELLING.test(callee))
}

const TELLING_END = /(?:key|token|secret|passw\w*|credentials?|unwrap_or|from\w*|valueOf)$/i
