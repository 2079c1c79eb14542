import { KeyhookError } from '../errors.ts'
import type { World } from './world.ts'

export async function scan(_argv: readonly string[], _world: World): Promise<number> {
  throw new KeyhookError('incomplete', 'scan is not there yet')
}
