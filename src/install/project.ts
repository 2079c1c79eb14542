import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What is read of a package.json. */
export interface Project {
  readonly path: string
  readonly text: string
  /** Dependencies of any kind: name -> range. */
  readonly dependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
  /** As `yarn@4.1.0`; '' where it is not said. */
  readonly packageManager: string
  /** Whether it is never published. */
  readonly isPrivate: boolean
  /** Whether a top-level key of that name is there. */
  has(key: string): boolean
}

/**
 * The nearest package.json at `cwd` or above it, but not above `topLevel`; in a monorepo that of the root of its workspaces, whose scripts
 * every package manager runs.
 *
 * @returns null where there is none, or none that is JSON
 */
export function findProject(cwd: string, topLevel: string | null): Project | null {
  if (topLevel === null) return null
  let nearest: string | null = null
  for (let directory = cwd; ; directory = dirname(directory)) {
    const path = join(directory, 'package.json')
    if (existsSync(path)) {
      nearest ??= path
      if (existsSync(join(directory, 'pnpm-workspace.yaml')) || readProject(path)?.has('workspaces') === true)
        return readProject(path)
    }
    if (directory === topLevel || dirname(directory) === directory) break
  }
  return nearest === null ? null : readProject(nearest)
}

/** The script that the project's package manager runs after it has installed: yarn since 2 runs no `prepare`. */
export function installScript({ path, packageManager }: Project): 'prepare' | 'postinstall' {
  const named = /^yarn@(\d+)/.exec(packageManager)?.[1]
  if (packageManager !== '') return named !== undefined && Number(named) >= 2 ? 'postinstall' : 'prepare'
  const directory = dirname(path)
  return existsSync(join(directory, '.yarnrc.yml')) || existsSync(join(directory, '.pnp.cjs'))
    ? 'postinstall'
    : 'prepare'
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
      packageManager: String(keys.get('packageManager') ?? ''),
      isPrivate: keys.get('private') === true,
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
