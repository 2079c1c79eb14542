import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What is read of a package.json. */
export interface Project {
  readonly path: string
  readonly text: string
  /** Dependencies of any kind: name -> range. */
  readonly dependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
  /** Whether a top-level key of that name is there. */
  has(key: string): boolean
}

/** The nearest package.json at `cwd` or above it, but not above `topLevel`; null where there is none, or none that is JSON. */
export function findProject(cwd: string, topLevel: string | null): Project | null {
  if (topLevel === null) return null
  for (let directory = cwd; ; directory = dirname(directory)) {
    const path = join(directory, 'package.json')
    if (existsSync(path)) return readProject(path)
    if (directory === topLevel || dirname(directory) === directory) return null
  }
}

function readProject(path: string): Project | null {
  try {
    const text = readFileSync(path, 'utf8')
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const keys = new Map<string, unknown>(Object.entries(value))
    return {
      path,
      text,
      dependencies: { ...strings(keys.get('dependencies')), ...strings(keys.get('devDependencies')) },
      scripts: strings(keys.get('scripts')),
      has: key => keys.has(key),
    }
  } catch {
    return null
  }
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
