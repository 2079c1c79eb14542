import type { Candidate } from './candidate.ts'

/** Languages in which a bare word is an expression, not a text. */
const CODE =
  /\.(?:[cm]?[jt]sx?|json[5c]?|jsonnet|py[iw]?|ipynb|rb|go|java|kts?|gradle|groovy|cs|vb|fs|rs|swift|php|phtml|[ch](?:pp|xx|c|h)?|mm?|scala|dart|exs?|erl|hs|clj[sc]?|lua|p[lm]|ps[dm]?1|r|jl|nim|zig|sol|vue|svelte|astro|html?|css|scss|less|map|lock|sum|sql|graphql|proto|svg|x(?:ml|aml|sd|sl)|plist|snap|patch|diff|rst|tex|po|toml|tf|tfvars|hcl|bicep|nix|cue|cmake)$|(?:^|\/)Jenkinsfile$/i

/** Text for people: what stands in its directory of documentation is an example. */
const DOCUMENTATION =
  /(?:^|\/)(?:docs?|documentation|manual|guides?|tutorials?)\/[^\0]*\.(?:md|mdx|rst|adoc|txt|html?)$/i

const TEST_DIRECTORY =
  /(?:^|\/)(?:tests?|specs?|testing|__tests__|__mocks__|mocks?|fixtures?|testdata|test[-_]data|e2e|cypress|examples?)\//i
const TEST_FILE =
  /(?:^|\/)(?:test_[\w-]+|conftest|[\w-]+_test|[\w-]+Tests?|[\w.-]+[.-](?:test|spec|stories|mock|fixture)s?)\.\w{1,5}$|(?:^|\/)examples?[-_]?\d*\.\w+$|(?:^|\/)README\.(?:unit)?tests?\.\w+$/

/** What programs are run with, in a directory of tests too. */
const CONFIGURATION =
  /(?:^|\/)(?:\.env[\w.]*|Dockerfile[\w.]*|\.[a-z]+rc)$|\.(?:env|ya?ml|properties|ini|conf|cfg|tf|tfvars|sh|ps1)$/i

/** How many directories from the end say what a file is for: where a whole repository lies does not. */
const TELLING_DIRECTORIES = 5

/** Whether a file holds what programs are tried with, or explained with: its secrets are seldom real. */
export function isTrial(path: string): boolean {
  const end = path.split('/').slice(-TELLING_DIRECTORIES).join('/')
  return TEST_FILE.test(end) || DOCUMENTATION.test(end) || (!CONFIGURATION.test(end) && TEST_DIRECTORY.test(end))
}

export function isCode(path: string): boolean {
  return CODE.test(path)
}

/** The quote that a value stands in, escaped or not, which has to end it as well. */
function quoteBefore(before: string): string | undefined {
  return /\\{0,3}["'`]$/.exec(before)?.[0]
}

/** What has to follow a value in these places, where no quote of its own stands around it. */
const UNQUOTED: readonly (readonly [before: RegExp, after: RegExp])[] = [
  // The default of a variable: ${DB_PASSWORD:-value}.
  [/\$\{[\w.-]{1,80}:?[-=?]?$/, /^\}/],
  // The query of a URL.
  [/[?&][\w.-]{1,60}=$/, /^(?:[\s"'`&#<)\\]|$)/],
  // The text of an element.
  [/[\w"']>$/, /^\s{0,4}<\//],
]

/** `"DB_PASSWORD=value"`, `'X-Api-Key: value'`: the quote stands around name and value. */
const AROUND_BOTH = /(\\{0,3}["'`])(?:-{1,2}|export )?[\w.$-]{1,80}(?:=|:[ \t]?)$/

/** Bytes that no text has: a value in a binary file is an accident. */
const BINARY = /[\x00-\x08\x0e-\x1f\x7f]/

function isUtf8(latin1: string): boolean {
  return !/[\x80-\xff]/.test(latin1) || !Buffer.from(latin1, 'latin1').toString('utf8').includes('\ufffd')
}

/** Whether a value stands there as a text, for its language: in quotes, or bare where a bare word is no expression. */
export function isWrittenOut({ value, before, after, path }: Candidate): boolean {
  if (BINARY.test(before + value + after) || !isUtf8(value)) return false
  // The token of a badge shows the badge.
  if (/\.svg\?[^"'`\s]*$/.test(before)) return false
  const quote = quoteBefore(before)
  if (quote !== undefined) return after.startsWith(quote)
  const around = AROUND_BOTH.exec(before)?.[1]
  if (around !== undefined && after.startsWith(around)) return true
  for (const [opening, closing] of UNQUOTED) if (opening.test(before)) return closing.test(after)
  if (isCode(path)) return false
  return /^(?:\s|$|[,;]\s*$|&|\\n|\}\s*$)/.test(after) && !/[([{]/.test(value) && !/[(,]\s*$/.test(before)
}
