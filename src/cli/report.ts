import { KeyhookError } from '../errors.ts'
import type { Scene } from '../report/scene.ts'
import type { Verdict } from '../types.ts'
import type { Arguments } from './arguments.ts'
import { type Format, formatOf, write } from './formats.ts'
import { writeOutput } from './output-file.ts'
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
  /** Whether what the scanned commits themselves allow counts for nothing. */
  readonly strict?: boolean
  /** How many findings that stop were shown before. */
  readonly told?: number
  /** In columns; that of `to` if not given. */
  readonly width?: number
  /** How the reader can call keyhook, where that is not whoever runs it. */
  readonly command?: string
  /** Where to write; null for `to`. */
  readonly file: string | null
}

/** What a command line says of its report. */
export function reportOptions(
  given: Arguments,
): Pick<ReportOptions, 'format' | 'color' | 'quiet' | 'file' | 'override' | 'strict'> {
  return {
    format: formatOf(given.values),
    color: !given.flags.has('no-color'),
    quiet: given.flags.has('quiet'),
    file: given.values.get('output') ?? null,
    override: null,
    strict: given.flags.has('strict'),
  }
}

/**
 * Tells a verdict in the format asked for.
 *
 * @throws KeyhookError 'output' where the file cannot be written
 */
export async function report(verdict: Verdict, options: ReportOptions, world: World, to: Output): Promise<void> {
  const text = await write({ verdict, options, world, to })
  if (options.file === null) {
    if (text !== '') to.write(text)
    return
  }
  try {
    writeOutput(world.cwd, options.file, text)
  } catch (error) {
    throw unwritten(error, 'Name another file after --output.')
  }
}

/** The error for a report that could not be written. */
export function unwritten(error: unknown, hint: string): KeyhookError {
  return new KeyhookError('output', `The report could not be written: ${String(error)}`, hint)
}
