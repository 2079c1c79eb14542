import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What init remembers in the git directory, for uninstall and doctor; both also manage without it.
 * Paths are relative to the git directory that worktrees share: a copy of the repository must not lead back to the original.
 */
export interface Installation {
  readonly version: 1
  /** The version of keyhook that was copied. */
  readonly keyhook: string
  readonly manager: string
  /** By file name; the hooks compare the sizes before they start the scanner. */
  readonly files: Readonly<Record<string, CopiedFile>>
  /** Directories with guarded hooks, and what stood in each before. */
  readonly places: readonly Place[]
  /** Directories that did not exist before, outermost first. */
  readonly created: readonly string[]
  readonly script: ScriptEdit | null
  /** Made in the configuration of a manager, where no markers tell what is keyhook's; older records have none. */
  readonly edits?: readonly ScriptEdit[]
}

export interface CopiedFile {
  readonly bytes: number
  /** In hex. */
  readonly sha256: string
}

export interface Place {
  readonly directory: string
  /** `chain`: a hook file of keyhook's own per door; `append`: a block in a manager's file; `script`: a file in a directory per door. */
  readonly style: 'chain' | 'append' | 'script'
  /** Door -> "absent", "link" or "file" with its mode. */
  readonly before: Readonly<Record<string, string>>
}

/** The change made to package.json or to the configuration of a manager, as the text that was put in place of another. */
export interface ScriptEdit {
  readonly path: string
  readonly removed: string
  readonly added: string
}

export const RECORD = 'install.json'

/** @returns null where there is none, or none that can be read */
export function readRecord(keyhookDirectory: string): Installation | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(keyhookDirectory, RECORD), 'utf8'))
    return isInstallation(value) ? value : null
  } catch {
    return null
  }
}

export function describeCopied(bytes: Buffer): CopiedFile {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The name under which an earlier hook is kept: in its own directory, so that what it finds beside itself stays there. */
export function earlierOf(directory: string, door: string): string {
  return join(directory, `${door}.keyhook-prev`)
}

function isInstallation(value: unknown): value is Installation {
  if (typeof value !== 'object' || value === null) return false
  return (
    'version' in value &&
    value.version === 1 &&
    'files' in value &&
    typeof value.files === 'object' &&
    value.files !== null &&
    'places' in value &&
    Array.isArray(value.places) &&
    value.places.every(isPlace) &&
    'created' in value &&
    Array.isArray(value.created) &&
    value.created.every(path => typeof path === 'string') &&
    'script' in value &&
    (value.script === null || isScriptEdit(value.script)) &&
    (!('edits' in value) || (Array.isArray(value.edits) && value.edits.every(isScriptEdit)))
  )
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false
  return (
    'directory' in value &&
    typeof value.directory === 'string' &&
    'style' in value &&
    (value.style === 'chain' || value.style === 'append' || value.style === 'script')
  )
}

function isScriptEdit(value: unknown): value is ScriptEdit {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['path', 'removed', 'added'].every(
      key => typeof Object.entries(value).find(([name]) => name === key)?.[1] === 'string',
    )
  )
}
