import type { Repository } from '../git/repository.ts'
import { nameOf, placesOf } from '../report/ages.ts'
import { paragraph } from '../report/layout.ts'
import { printable } from '../report/terminal.ts'
import { type EnvironmentKey, environmentKeys } from '../rotation/environment-keys.ts'
import { openState } from '../state/state.ts'
import type { FoundKey } from '../verify/keys.ts'
import type { Status } from '../verify/probe.ts'
import { questionsOf } from '../verify/question.ts'
import { askProviders } from './ask-providers.ts'
import { CLEAN, FAILED, FOUND } from './exit.ts'
import { isYes, openPrompt, type Prompt } from './prompt.ts'
import { shown } from './rotate.ts'
import { reportAnswers } from './verify-report.ts'
import type { World } from './world.ts'

export interface WalkOptions {
  readonly repository: Repository
  readonly maxAge: number
  readonly noColor: boolean
  readonly width: number
}

interface Walk extends WalkOptions {
  readonly old: EnvironmentKey
  readonly name: string
  readonly prompt: Prompt
  readonly world: World
  say(text: string): void
}

/** Goes through replacing a key. Returns 0 when it is replaced and the old one dead, 1 when that is live, 2 when somebody stopped on the way or it is not known. */
export async function walk(old: EnvironmentKey, options: WalkOptions, world: World): Promise<number> {
  const prompt = openPrompt(world)
  const say = (text: string): void => {
    world.stdout.write(`${paragraph(printable(text), options.width).join('\n')}\n`)
  }
  const walking: Walk = { ...options, old, name: nameOf(shown(old)), prompt, world, say }
  try {
    const replaced = (await swap(walking)) && (await checkNew(walking))
    const code = replaced ? await revokeOld(walking) : FAILED
    if (code === FAILED) say('Stopped here. What is done stays done; go on at any time.')
    return code
  } finally {
    await prompt.close()
    world.leave?.()
  }
}

async function swap(walking: Walk): Promise<boolean> {
  const { old, name, say } = walking
  const { provider, preview, help } = old.key.finding
  say(`1. Make a new key for ${name} (${provider} ${preview}):`)
  link(help, walking)
  say(`2. Put it in the place of the old one, in ${placesOf(shown(old))}, and save.`)
  for (;;) {
    if (!(await goOn(walking, 'Enter when that is done'))) return false
    const keys = await keysNow(walking)
    const left = keys.find(({ key }) => key.finding.fingerprint === old.key.finding.fingerprint)
    if (left !== undefined) say(`The old key still stands in ${placesOf(shown(left))}.`)
    else if (newOne(keys, walking) === undefined) say(`There is no key where the old one was.`)
    else return true
  }
}

async function checkNew(walking: Walk): Promise<boolean> {
  const { say } = walking
  say('3. Is the new one live?')
  for (;;) {
    const replacement = newOne(await keysNow(walking), walking)
    if (replacement === undefined) return false
    const status = await ask(replacement.key, walking)
    if (status === 'live') return true
    const more =
      status === 'unknown' ? 'Look at its page, and see your program run with it. ' : 'Put in one that is live. '
    const answer = await walking.prompt.ask(`${more}a asks again, s goes on all the same, q stops: `)
    if (answer === null || /^q/i.test(answer)) return false
    if (/^s/i.test(answer)) return true
  }
}

async function revokeOld(walking: Walk): Promise<number> {
  const { old, say } = walking
  const { preview, help } = old.key.finding
  say(`4. Put the new key wherever else the old one is used. Then revoke the old one (${preview}):`)
  link(help, walking)
  for (;;) {
    if (!(await goOn(walking, 'Enter when it is revoked'))) return FAILED
    say('5. Is the old one dead?')
    const status = await ask(old.key, walking)
    if (status === 'revoked') {
      say(`Done: ${walking.name} is replaced, and the old key is dead.`)
      return CLEAN
    }
    if (status === 'live') say('The old key is still live.')
    const answer = await walking.prompt.ask('a asks again, q stops: ')
    if (answer === null || /^q/i.test(answer)) return status === 'live' ? FOUND : FAILED
  }
}

/** On a line of its own, to be clicked or copied. */
function link(address: string, { world }: Walk): void {
  world.stdout.write(`    ${printable(address)}\n`)
}

async function goOn({ prompt }: Walk, question: string): Promise<boolean> {
  const answer = await prompt.ask(`${question}, q to stop: `)
  return answer !== null && !/^\s*q/i.test(answer)
}

function keysNow({ repository, maxAge }: Walk): Promise<EnvironmentKey[]> {
  return environmentKeys(repository, Date.now(), maxAge)
}

/** What stands now in a variable and file in which the old key stood. */
function newOne(keys: readonly EnvironmentKey[], { old }: Walk): EnvironmentKey | undefined {
  const isSame = (one: EnvironmentKey['places'][number]): boolean =>
    old.places.some(
      ({ path, variable, line }) =>
        path === one.path && (variable === null ? line === one.line : variable === one.variable),
    )
  return keys.find(({ places }) => places.some(isSame))
}

async function ask(key: FoundKey, { world, repository, noColor, prompt }: Walk): Promise<Status> {
  const now = Date.now()
  const options = {
    state: openState(repository.commonDirectory),
    now,
    fresh: true,
    noColor,
    output: world.stdout,
    consent: async () => isYes(await prompt.ask('Send? [y/N] ')),
  }
  const { answers, refused } = await askProviders(questionsOf([key], world.env), options, world)
  if (!refused) reportAnswers(answers, { json: false, noColor, allowed: new Set(), now, refused, single: true }, world)
  return answers[0]?.status ?? 'unknown'
}
