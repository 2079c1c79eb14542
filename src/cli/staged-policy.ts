import type { Engine } from '../engine/engine.ts'
import { type Policy, readStagedPolicy } from '../policy.ts'
import type { Arguments } from './arguments.ts'
import { refuseWithoutGit } from './engine.ts'
import type { World } from './world.ts'

/** The policy as staged; with `--strict` only as far as HEAD has it too. */
export async function stagedPolicy(engine: Engine, given: Arguments, world: World): Promise<Policy> {
  const staged = await readStagedPolicy(engine)
  if (!given.flags.has('strict')) return staged
  refuseWithoutGit(given, '--strict')
  const [{ openRepository }, { policyOf }, { narrowed }] = await Promise.all([
    import('../git/repository.ts'),
    import('../doors/widening.ts'),
    import('../doors/policy-source.ts'),
  ])
  return narrowed(await policyOf(await openRepository(world.cwd, world.env), 'HEAD^{tree}'), staged)
}
