import { wantsColor } from '../report/color.ts'
import type { Output, World } from './world.ts'

const USUAL_WIDTH = 80
const LEAST_WIDTH = 40

/** How to show text on an output: whether in colour, and how wide, in columns. */
export function screen(world: Pick<World, 'env'>, output: Output, noColor: boolean): { color: boolean; width: number } {
  return {
    color: wantsColor({ refused: noColor, env: world.env, isTTY: output.isTTY === true }),
    width: Math.max(LEAST_WIDTH, output.columns || USUAL_WIDTH),
  }
}
