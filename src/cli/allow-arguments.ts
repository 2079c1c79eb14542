import { parseArgs } from 'node:util'
import { isDay } from '../allowlist/date.ts'
import { hasWord } from '../allowlist/reason.ts'
import { KeyhookError } from '../errors.ts'

export interface AllowArguments {
  /** Lower case, each once. */
  readonly fingerprints: readonly string[]
  /** One line. */
  readonly reason: string
  /** YYYY-MM-DD, later than today. */
  readonly expires?: string
  readonly path?: string
}

const OPTIONS = ['reason', 'expires', 'path']
const LONGEST_REASON = 500
const USAGE = 'keyhook allow FINGERPRINT --reason "why this is no live key"'

/**
 * Reads the arguments of `keyhook allow`. No message repeats an argument: people paste the key itself.
 *
 * @param today YYYY-MM-DD, UTC
 * @throws KeyhookError 'usage'
 */
export async function readAllowArguments(argv: readonly string[], today: string): Promise<AllowArguments> {
  const { words, values } = await split(argv)
  const fingerprints = [...new Set(words.map(word => word.toLowerCase()))]
  if (fingerprints.length === 0) throw usage('Which finding is to be allowed? Name its fingerprint.')
  const stranger = fingerprints.findIndex(word => !/^[0-9a-f]{16}$/.test(word))
  if (stranger !== -1)
    throw usage(`Argument ${stranger + 1} is no fingerprint: that is 16 hex digits, as "keyhook scan" shows it.`)
  const path = values.get('path')
  if (path !== undefined) await checkGlob(path)
  const expires = values.get('expires')
  if (expires !== undefined) checkDay(expires, today)
  return {
    fingerprints,
    reason: checkedReason(values.get('reason')),
    ...(expires === undefined ? {} : { expires }),
    ...(path === undefined ? {} : { path }),
  }
}

async function split(argv: readonly string[]): Promise<{ words: string[]; values: ReadonlyMap<string, string> }> {
  const options = Object.fromEntries(OPTIONS.map(name => [name, { type: 'string' as const }]))
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true })
  const words: string[] = []
  const values = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    if (!OPTIONS.includes(token.name)) {
      const { closest } = await import('fastest-levenshtein')
      throw usage(`Unknown option: did you mean --${closest(token.name, OPTIONS)}?`)
    }
    const isMissing = token.value === undefined || (token.inlineValue !== true && token.value.startsWith('--'))
    if (isMissing) throw usage(`--${token.name} needs a value.`)
    if (values.has(token.name)) throw usage(`--${token.name} stands there twice.`)
    values.set(token.name, token.value ?? '')
  }
  return { words, values }
}

function checkedReason(given: string | undefined): string {
  const reason = (given ?? '').replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
  if (!hasWord(reason)) throw usage('An entry needs a reason, in at least one word: --reason TEXT')
  if (reason.length > LONGEST_REASON) throw usage(`A reason has at most ${LONGEST_REASON} characters.`)
  return reason
}

function checkDay(expires: string, today: string): void {
  if (!isDay(expires)) throw usage('--expires takes a day that exists, as YYYY-MM-DD.')
  if (expires <= today) throw usage(`--expires takes a day after today, which is ${today} in UTC.`)
}

async function checkGlob(path: string): Promise<void> {
  const { globFault } = await import('../allowlist/glob.ts')
  const fault = globFault(path)
  if (fault !== null) throw usage(`--path: ${fault}.`)
}

function usage(message: string): KeyhookError {
  return new KeyhookError('usage', message, USAGE)
}
