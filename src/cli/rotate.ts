import { KeyhookError } from '../errors.ts'
import { openRepository } from '../git/repository.ts'
import { ageLines, agesJson, nameOf, type ShownAge, stepLines } from '../report/ages.ts'
import { colorsFor } from '../report/layout.ts'
import { USUAL_MAX_AGE } from '../rotation/ages.ts'
import { type EnvironmentKey, environmentKeys } from '../rotation/environment-keys.ts'
import { parseArguments } from './arguments.ts'
import { commandName } from './command-name.ts'
import { CLEAN } from './exit.ts'
import { withNearest } from './nearest.ts'
import { screen } from './screen.ts'
import type { World } from './world.ts'

const LONGEST_AGE = 3650

/** `keyhook rotate`: how old keys are, and how to replace one. */
export async function rotate(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('rotate', argv)
  const maxAge = askedAge(given.values.get('max-age'))
  const noColor = given.flags.has('no-color')
  const repository = await openRepository(world.cwd, world.env)
  const keys = await environmentKeys(repository, world.now.getTime(), maxAge)
  const name = given.words[0]
  const chosen = name === undefined ? null : keyNamed(keys, name)
  if (given.flags.has('json')) {
    world.stdout.write(agesJson((chosen === null ? keys : [chosen]).map(shown), maxAge))
    return CLEAN
  }
  const { color, width } = screen(world, world.stdout, noColor)
  if (chosen !== null && world.stdin.isTTY === true && world.stdout.isTTY === true) {
    const { walk } = await import('./rotate-walk.ts')
    return walk(chosen, { repository, maxAge, noColor, width }, world)
  }
  const command = commandName(world)
  const lines =
    chosen === null
      ? [...ageLines(keys.map(shown), maxAge, width, colorsFor(color)), ...nextLines(keys, command)]
      : stepLines(shown(chosen), command, width)
  world.stdout.write(`${lines.join('\n')}\n`)
  return CLEAN
}

/** Those that are due, the oldest first. */
function nextLines(keys: readonly EnvironmentKey[], command: string): string[] {
  const [first] = keys.filter(({ age }) => age.due)
  return first === undefined ? [] : ['', 'To replace the oldest:', `    ${command} rotate ${nameOf(shown(first))}`]
}

export function shown({ key, places, age }: EnvironmentKey): ShownAge {
  return { finding: key.finding, places, ...age }
}

function keyNamed(keys: readonly EnvironmentKey[], name: string): EnvironmentKey {
  const named = keys.find(key => key.places.some(({ variable }) => variable === name))
  const found = named ?? keys.find(({ key }) => key.finding.fingerprint === name.toLowerCase())
  if (found !== undefined) return found
  const names = keys.flatMap(({ places }) => places.flatMap(({ variable }) => variable ?? []))
  // Not repeated: people paste the key itself.
  const message = 'No key in the .env files of this project goes by that name.'
  throw new KeyhookError('usage', withNearest(message, name, names), 'keyhook rotate')
}

function askedAge(text: string | undefined): number {
  if (text === undefined) return USUAL_MAX_AGE
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (days < 1 || days > LONGEST_AGE)
    throw new KeyhookError('usage', `--max-age takes days, from 1 to ${LONGEST_AGE}.`, 'keyhook rotate --max-age 90')
  return days
}
