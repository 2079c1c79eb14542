import { KeyhookError } from '../errors.ts'
import { openRepository } from '../git/repository.ts'
import { openState } from '../state/state.ts'
import type { Verified } from '../verify/ask.ts'
import { questionsOf } from '../verify/question.ts'
import { parseArguments } from './arguments.ts'
import { askYes } from './ask.ts'
import { askProviders } from './ask-providers.ts'
import { commandName } from './command-name.ts'
import { CLEAN, FAILED, FOUND } from './exit.ts'
import { findKeys, type Sought } from './find-keys.ts'
import { reportAnswers } from './verify-report.ts'
import type { Output, World } from './world.ts'

/** `keyhook verify`: asks providers whether keys are live. */
export async function verify(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('verify', argv)
  const sought = soughtBy(given.words, given.flags)
  const json = given.flags.has('json')
  const noColor = given.flags.has('no-color')
  const { keys, allowed } = await findKeys(sought, world)
  const { commonDirectory } = await openRepository(world.cwd, world.env)
  const now = world.now.getTime()
  const output = json ? world.stderr : world.stdout
  const options = {
    state: openState(commonDirectory),
    now,
    fresh: given.flags.has('fresh'),
    noColor,
    output,
    consent: () => consent(given.flags.has('yes'), output, argv, world),
  }
  const { answers, refused } = await askProviders(questionsOf(keys, world.env), options, world)
  const order = keys.map(({ finding }) => finding.fingerprint)
  reportAnswers(inOrder(answers, order), { json, noColor, allowed, now, refused }, world)
  world.leave?.()
  return codeOf(answers)
}

function soughtBy(words: readonly string[], flags: ReadonlySet<string>): Sought {
  const asked = (['staged', 'history', 'env'] as const).filter(mode => flags.has(mode))
  if (asked.length + Math.min(1, words.length) !== 1) {
    const message =
      asked.length + words.length === 0 ? 'Which keys?' : 'Name fingerprints, or one of --staged, --history and --env.'
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

/** Whether the keys may be sent. */
async function consent(yes: boolean, output: Output, argv: readonly string[], world: World): Promise<boolean> {
  if (yes) {
    output.write('\n')
    return true
  }
  if (world.stdin.isTTY === true && output.isTTY === true) {
    const agreed = await askYes('Send? ', { ...world, stdout: output })
    output.write(agreed ? '\n' : 'Nothing was sent.\n\n')
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
