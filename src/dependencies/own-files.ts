import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { sep } from 'node:path'

/** Beyond this a file is no manifest; in bytes. */
const LARGEST = 8 << 20

/** The text of a file; null for what is no file, is too large, or cannot be read. */
export function readText(path: string): string | null {
  try {
    const found = lstatSync(path)
    return found.isFile() && found.size <= LARGEST ? readFileSync(path, 'utf8') : null
  } catch {
    return null
  }
}

/** The fields of a JSON object in a file; none where that is not what is in it. */
export function readFields(path: string): ReadonlyMap<string, unknown> {
  try {
    return fieldsOf(JSON.parse((readText(path) ?? '').replace(/^\uFEFF/, '')))
  } catch {
    return new Map()
  }
}

export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map()
}

export function textField(fields: ReadonlyMap<string, unknown>, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}

/** Where a link leads; null where that is nowhere, or outside of `base`. */
export function within(path: string, base: string): string | null {
  try {
    const target = realpathSync.native(path)
    return target === base || target.startsWith(base.endsWith(sep) ? base : base + sep) ? target : null
  } catch {
    return null
  }
}
