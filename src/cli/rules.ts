import { KeyhookError } from '../errors.ts'
import { colorsFor } from '../report/layout.ts'
import { ruleCard, rulesJson, ruleTable } from '../report/rule-list.ts'
import type { Rule } from '../types.ts'
import { parseArguments } from './arguments.ts'
import { CLEAN } from './exit.ts'
import { withNearest } from './nearest.ts'
import { screen } from './screen.ts'
import type { World } from './world.ts'

/** `keyhook rules [ID]`: what is detected. */
export async function rules(argv: readonly string[], world: World, load = shipped): Promise<number> {
  const { words, flags, values } = parseArguments('rules', argv)
  const all = await load()
  const [id] = words
  const one = id === undefined ? null : ruleNamed(id, all)
  const { color, width } = screen(world, world.stdout, flags.has('no-color'))
  const render = (): string => {
    if (values.get('format') === 'json') return rulesJson(one === null ? all : [one])
    return one === null ? ruleTable(all, colorsFor(color)) : ruleCard(one, width, colorsFor(color))
  }
  world.stdout.write(render())
  return CLEAN
}

function ruleNamed(id: string, all: readonly Rule[]): Rule {
  const rule = all.find(candidate => candidate.id === id)
  if (rule !== undefined) return rule
  const known = all.map(candidate => candidate.id)
  throw new KeyhookError('usage', withNearest(`unknown rule ${id}.`, id, known), 'keyhook rules')
}

async function shipped(): Promise<readonly Rule[]> {
  return (await import('../detect/rules/documented.ts')).rules
}
