import type { Scene } from '../report/scene.ts'
import type { Finding } from '../types.ts'
import { commandName } from './command-name.ts'
import type { Telling } from './formats.ts'
import type { ReportOptions } from './report.ts'
import type { Output, World } from './world.ts'

export async function prose({ verdict, options, world, to }: Telling): Promise<string> {
  const { renderText } = await import('../report/text.ts')
  return renderText(verdict, await sceneOf(options, world, to))
}

/** Shows findings that stop as they come; `before` were shown already. */
export async function showFindings(
  findings: readonly Finding[],
  before: number,
  options: ReportOptions,
  world: World,
  to: Output,
): Promise<void> {
  const { renderFindings } = await import('../report/text.ts')
  const text = renderFindings(findings, before, await sceneOf(options, world, to))
  if (text !== '') to.write(text)
}

/** What the user is doing, and what they see it on. */
export async function sceneOf(options: ReportOptions, world: World, to: Output): Promise<Scene> {
  const { wantsColor } = await import('../report/color.ts')
  return {
    what: options.what,
    color: options.file === null && wantsColor({ refused: !options.color, env: world.env, isTTY: to.isTTY === true }),
    width: options.width ?? Math.max(to.columns ?? 80, 40),
    command: options.command ?? commandName(world),
    override: options.override,
    quiet: options.quiet,
    staged: options.staged,
    allowable: options.allowable ?? true,
    culprit: options.culprit ?? 'commit',
    below: options.below === true || (world.env['GIT_PREFIX'] ?? '') !== '',
    told: options.told ?? 0,
    strict: options.strict ?? false,
  }
}
