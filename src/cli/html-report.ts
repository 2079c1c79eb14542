import { basename } from 'node:path'
import { renderHtml } from '../report/html/html.ts'
import type { Verdict } from '../types.ts'
import { commandName } from './command-name.ts'
import { loadMask } from './mask.ts'
import type { ReportOptions } from './report.ts'
import type { World } from './world.ts'

interface Telling {
  readonly verdict: Verdict
  readonly options: Pick<ReportOptions, 'allowable'>
  readonly world: World
}

/** A verdict as a page of its own, called after the directory it is of. */
export async function html({ verdict, options, world }: Telling): Promise<string> {
  const mask = await loadMask()
  return renderHtml(verdict, {
    name: mask(basename(world.cwd)),
    command: commandName(world),
    allowable: options.allowable ?? true,
    made: world.now.toISOString(),
  })
}
