import { KeyhookError } from '../errors.ts'
import { findRepository } from '../git/repository.ts'
import { readPolicy } from '../policy.ts'
import { colorsFor } from '../report/layout.ts'
import { ruleCard, rulesJson, ruleTable } from '../report/rule-list.ts'
import type { Rule } from '../types.ts'
import { parseArguments } from './arguments.ts'
import { commandName } from './command-name.ts'
import { CLEAN } from './exit.ts'
import { loadMask } from './mask.ts'
import { withNearest } from './nearest.ts'
import { screen } from './screen.ts'
import type { World } from './world.ts'

/** `keyhook rules [ID]`: what is detected. */
export async function rules(argv: readonly string[], world: World, load = detected): Promise<number> {
  const { words, flags, values } = parseArguments('rules', argv)
  const all = await load(world)
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

/** The shipped rules, and those of the repository that the user stands in. */
async function detected(world: World): Promise<readonly Rule[]> {
  const { rules } = await import('../detect/rules/documented.ts')
  return [...rules, ...(await ownRules(world))]
}

/** What cannot be read keeps nobody from the list of the others: it may be what they need to repair it. */
async function ownRules(world: World): Promise<readonly Rule[]> {
  try {
    const repository = await findRepository(world.cwd, world.env)
    const own = repository === null ? [] : ((await readPolicy(repository, null)).configuration?.rules ?? [])
    if (own.length === 0) return []
    const mask = await loadMask()
    // A shape that has no hole may be a key.
    return own.map(rule => ({ ...rule, provider: mask(rule.provider), title: mask(rule.title), examples: [] }))
  } catch (error) {
    if (!(error instanceof KeyhookError)) throw error
    if (error.code === 'configuration')
      world.stderr.write(
        `keyhook: a file in .keyhook/ is malformed, so its rules are not listed. See: ${commandName(world)} scan\n`,
      )
    return []
  }
}
