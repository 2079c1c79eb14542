import { KeyhookError } from '../errors.ts'
import type { World } from './world.ts'

export async function init(_argv: readonly string[], _world: World): Promise<number> {
  throw new KeyhookError('incomplete', 'init is not there yet')
}
