import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Scene } from '../report/text.ts'
import type { Finding, Verdict } from '../types.ts'
import { commandName } from './command-name.ts'
import type { Format } from './formats.ts'
import type { Output, World } from './world.ts'

export interface ReportOptions {
  readonly what: Scene['what']
  readonly override: Scene['override']
  readonly format: Format
  readonly color: boolean
  readonly quiet: boolean
  /** Whether it was what is staged that was scanned. */
  readonly staged: boolean
  /** Whether the user stands below the top level; where git started keyhook, GIT_PREFIX tells. */
  readonly below?: boolean
  /** Whether `keyhook allow` can help; so if not given. */
  readonly allowable?: boolean
  /** For a push: what the first finding's commit is. */
  readonly culprit?: Scene['culprit']
  /** How many findings that stop were shown before. */
  readonly told?: number
  /** Where to write; null for `to`. */
  readonly file: string | null
}

/**
 * Tells a verdict in the format asked for.
 *
 * @throws KeyhookError 'output' where the file cannot be written
 */
export async function report(verdict: Verdict, options: ReportOptions, world: World, to: Output): Promise<void> {
  const text = await rendered(verdict, options, world, to)
  if (options.file === null) {
    if (text !== '') to.write(text)
    return
  }
  try {
    writeFileSync(resolve(world.cwd, options.file), text)
  } catch (error) {
    throw new KeyhookError(
      'output',
      `The report could not be written: ${String(error)}`,
      'Name another file after --output.',
    )
  }
}

async function rendered(verdict: Verdict, options: ReportOptions, world: World, to: Output): Promise<string> {
  if (options.format === 'json') return (await import('../report/json.ts')).renderJson(verdict)
  if (options.format === 'html') return (await import('./html-report.ts')).html({ verdict, options, world })
  return prose(verdict, options, world, to)
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

async function prose(verdict: Verdict, options: ReportOptions, world: World, to: Output): Promise<string> {
  const { renderText } = await import('../report/text.ts')
  return renderText(verdict, await sceneOf(options, world, to))
}

async function sceneOf(options: ReportOptions, world: World, to: Output): Promise<Scene> {
  const { wantsColor } = await import('../report/color.ts')
  return {
    what: options.what,
    color: options.file === null && wantsColor({ refused: !options.color, env: world.env, isTTY: to.isTTY === true }),
    width: Math.max(to.columns ?? 80, 40),
    command: commandName(world),
    override: options.override,
    quiet: options.quiet,
    staged: options.staged,
    allowable: options.allowable ?? true,
    culprit: options.culprit ?? 'commit',
    below: options.below === true || (world.env['GIT_PREFIX'] ?? '') !== '',
    told: options.told ?? 0,
  }
}
