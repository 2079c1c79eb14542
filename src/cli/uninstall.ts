import { KeyhookError } from '../errors.ts'
import type { World } from './world.ts'

export async function uninstall(_argv: readonly string[], _world: World): Promise<number> {
  throw new KeyhookError('incomplete', 'uninstall is not there yet')
}
