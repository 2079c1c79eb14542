import type { Marker } from '../allowlist/markers.ts'
import type { Rule, Severity } from '../types.ts'

/** Where the configuration lies, from the top level. */
export const CONFIGURATION_PATH = '.keyhook/config.yml'

/** Most severe first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[]

export interface Configuration {
  /** The lowest severity that blocks. */
  readonly blockFrom: Severity
  /** Ids of rules that are switched off. */
  readonly disabled: ReadonlySet<string>
  /** Whether a path, from the top level, is never scanned. Never true for what lies in `.keyhook/`. */
  readonly ignore: (path: string) => boolean
  readonly ignoreGlobs: readonly string[]
  /** Other tools whose inline markers count. */
  readonly markers: readonly Marker[]
  /** The repository's own rules. */
  readonly rules: readonly Rule[]
}

export const DEFAULT_CONFIGURATION: Configuration = {
  blockFrom: 'medium',
  disabled: new Set(),
  ignore: () => false,
  ignoreGlobs: [],
  markers: [],
  rules: [],
}
