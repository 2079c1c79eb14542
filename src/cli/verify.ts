import { KeyhookError } from '../errors.ts'
import { openRepository } from '../git/repository.ts'
import { createClient } from '../network/client.ts'
import { openState } from '../state/state.ts'
import { askAll, recalled, unasked, type Verified } from '../verify/ask.ts'
import { openMemory } from '../verify/memory.ts'
import { type Questions, questionsOf } from '../verify/question.ts'
import { parseArguments } from './arguments.ts'
import { askYes } from './ask.ts'
import { commandName } from './command-name.ts'
import { CLEAN, FAILED, FOUND } from './exit.ts'
import { findKeys, type Sought } from './find-keys.ts'
import { reportAnswers, tellPlan } from './verify-report.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

/** Milliseconds, from the first request to the last answer; with the start of node and the scan, all is over within 30 s. */
const TOTAL = 25_000
const ATTEMPT = 10_000
const LARGEST_ANSWER = 512 * 1024

/** `keyhook verify`: asks providers whether keys are live. */
export async function verify(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('verify', argv)
  const sought = soughtBy(given.words, given.flags)
  const json = given.flags.has('json')
  const { keys, allowed } = await findKeys(sought, world)
  const questions = questionsOf(keys, world.env)
  const { commonDirectory } = await openRepository(world.cwd, world.env)
  const now = world.now.getTime()
  const memory = openMemory(openState(commonDirectory), now)
  const known = given.flags.has('fresh') ? new Map<object, Verified>() : recalled(questions.askable, memory)
  const open = { ...questions, askable: questions.askable.filter(question => !known.has(question)) }
  const options = { json, noColor: given.flags.has('no-color'), allowed, now }

  const mayAsk = await consent(open, { yes: given.flags.has('yes'), ...options }, argv, world)
  const client = createClient({ env: world.env, version, total: TOTAL, attempt: ATTEMPT, bytes: LARGEST_ANSWER })
  const answered = mayAsk ? await askAll(open.askable, { client, memory, now }) : []
  memory.save()
  const rest = unasked({ askable: mayAsk ? [] : open.askable, unaskable: open.unaskable }, 'not asked')
  const all = inOrder(
    [...known.values(), ...answered, ...rest],
    keys.map(({ finding }) => finding.fingerprint),
  )
  await reportAnswers(all, { ...options, told: mayAsk || open.askable.length === 0 }, world)
  world.leave?.()
  return codeOf(all)
}

function soughtBy(words: readonly string[], flags: ReadonlySet<string>): Sought {
  const asked = (['staged', 'history'] as const).filter(mode => flags.has(mode))
  if (asked.length + Math.min(1, words.length) !== 1) {
    const message = asked.length + words.length === 0 ? 'Which keys?' : 'Name fingerprints, or --staged, or --history.'
    throw new KeyhookError('usage', message, 'keyhook verify --staged')
  }
  const [mode] = asked
  if (mode !== undefined) return { mode }
  const fingerprints = [...new Set(words.map(word => word.toLowerCase()))]
  const stranger = fingerprints.findIndex(word => !/^[0-9a-f]{16}$/.test(word))
  // Not repeated: people paste the key itself.
  if (stranger !== -1)
    throw new KeyhookError(
      'usage',
      `Argument ${stranger + 1} is no fingerprint: that is 16 hex digits, as "keyhook scan" shows it.`,
      'keyhook scan',
    )
  return { mode: 'fingerprints', fingerprints }
}

interface Consent {
  readonly yes: boolean
  readonly json: boolean
  readonly noColor: boolean
}

/** Whether the keys may be sent. Who they go to is said first in any case. */
async function consent(
  questions: Questions,
  { yes, json, noColor }: Consent,
  argv: readonly string[],
  world: World,
): Promise<boolean> {
  if (questions.askable.length === 0) return false
  const output = json ? world.stderr : world.stdout
  tellPlan(questions.askable, noColor, output, world)
  output.write('\nEach key goes to its own provider, and nothing else is sent.\n')
  if (yes) {
    output.write('\n')
    return true
  }
  if (world.stdin.isTTY === true && output.isTTY === true) {
    const agreed = await askYes('Send? ', world)
    output.write(agreed ? '\n' : 'Nothing was sent.\n')
    return agreed
  }
  output.write(`Nothing was sent. To send:\n    ${commandName(world)} verify ${[...argv, '--yes'].join(' ')}\n\n`)
  return false
}

function inOrder(all: readonly Verified[], fingerprints: readonly string[]): Verified[] {
  const places = new Map(fingerprints.map((fingerprint, index) => [fingerprint, index]))
  const placeOf = ({ key }: Verified): number => places.get(key.finding.fingerprint) ?? 0
  return [...all].sort((one, other) => placeOf(one) - placeOf(other))
}

function codeOf(all: readonly Verified[]): number {
  if (all.some(({ status }) => status === 'live')) return FOUND
  return all.every(({ status }) => status === 'revoked') ? CLEAN : FAILED
}
