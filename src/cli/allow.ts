import { KeyhookError } from '../errors.ts'
import type { World } from './world.ts'

export async function allow(_argv: readonly string[], _world: World): Promise<number> {
  throw new KeyhookError('incomplete', 'allow is not there yet')
}
