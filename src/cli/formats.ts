import type { Verdict } from '../types.ts'
import type { ReportOptions } from './report.ts'
import type { Output, World } from './world.ts'

/** A verdict to be told, and all that a writer may want to know of how. */
export interface Telling {
  readonly verdict: Verdict
  readonly options: ReportOptions
  readonly world: World
  /** Where it goes, unless to a file. */
  readonly to: Output
}

type Writer = (telling: Telling) => Promise<string>

/** Every format of a report. A writer loads what it needs when it is asked for; all the rest of the command line follows from this table. */
const WRITERS = {
  text: async telling => (await import('./scene.ts')).prose(telling),
  json: async ({ verdict }) => (await import('../report/json.ts')).renderJson(verdict),
  sarif: async telling => (await import('./sarif-report.ts')).sarif(telling),
  html: async telling => (await import('./html-report.ts')).html(telling),
  github: async telling => (await import('./github-report.ts')).github(telling),
  gitlab: async telling => (await import('./gitlab-report.ts')).gitlab(telling),
  'code-quality': async ({ verdict }) => (await import('../report/code-quality.ts')).renderCodeQuality(verdict),
} as const satisfies Record<string, Writer>

export type Format = keyof typeof WRITERS

/** In the order in which help names them. */
export const FORMATS = Object.keys(WRITERS) as readonly Format[]

export function write(telling: Telling): Promise<string> {
  return WRITERS[telling.options.format](telling)
}

/** The format that a command line asks for: one of the table, since nothing else gets past its arguments. */
export function formatOf(values: ReadonlyMap<string, string>): Format {
  return FORMATS.find(format => format === values.get('format')) ?? 'text'
}
