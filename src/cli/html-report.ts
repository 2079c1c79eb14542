import { basename } from 'node:path'
import { renderHtml } from '../report/html/html.ts'
import { commandName } from './command-name.ts'
import type { Telling } from './formats.ts'
import { loadMask } from './mask.ts'

/** A verdict as a page of its own, called after the directory it is of. */
export async function html({
  verdict,
  options,
  world,
}: Pick<Telling, 'verdict' | 'options' | 'world'>): Promise<string> {
  const mask = await loadMask()
  return renderHtml(verdict, {
    name: mask(basename(world.cwd)),
    command: options.command ?? commandName(world),
    allowable: options.allowable ?? true,
    made: world.now.toISOString(),
  })
}
