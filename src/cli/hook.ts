import { KeyhookError } from '../errors.ts'
import type { World } from './world.ts'

export async function hook(_argv: readonly string[], _world: World): Promise<number> {
  throw new KeyhookError('incomplete', 'hook is not there yet')
}
