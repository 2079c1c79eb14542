import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fieldsOf, readFields, textField, within } from './own-files.ts'
import type { Installed, Package } from './package.ts'

const ASKED = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const MODULES = 'node_modules'
const DEEPEST = 60
const LONGEST_VERSION = 80

/**
 * What npm, pnpm, yarn or bun has installed for a project and its workspaces: nested, hoisted, or linked from pnpm's store inside
 * `node_modules`. A package that is there several times in one version is named once.
 *
 * @param topLevel free of symbolic links
 * @param manifests the directories of the project's own package.json files
 */
export function installedByNpm(topLevel: string, manifests: readonly string[]): Installed {
  const found = new Map<string, { readonly one: Package; readonly code: string[]; direct: boolean }>()
  const outside = new Set<string>()
  const asked = new Set(manifests.flatMap(namesAskedFor))
  const seen = new Set<string>()

  /** Under the name of its directory, which is what the project calls it: a package may say that it is another. */
  function take(directory: string, name: string, direct: boolean): void {
    const manifest = readFields(join(directory, 'package.json'))
    if (manifest.size === 0) return
    const version = textField(manifest, 'version').slice(0, LONGEST_VERSION)
    const known = found.get(`${name}@${version}`)
    if (known !== undefined) {
      // The same code again, but for a copy that says it is the same.
      if (!known.code.includes(directory)) known.code.push(directory)
      known.direct ||= direct
      return
    }
    const code = [directory]
    found.set(`${name}@${version}`, { one: { ecosystem: 'npm', name, version, direct, code }, code, direct })
  }

  /** Each package in a `node_modules`; those right in the project's own are the ones it can ask for. */
  function modules(directory: string, isOwn: boolean, depth = 0): void {
    if (depth > DEEPEST) return
    for (const { path, name, isLink } of packagesIn(directory)) {
      const target = isLink ? within(path, topLevel) : path
      if (target === null) {
        outside.add(name)
        continue
      }
      // A link that leads to no package of others leads to a workspace: the project's own code.
      if (isLink && !target.includes(`${sep}${MODULES}${sep}`)) continue
      const direct = isOwn && asked.has(name)
      if (seen.has(target)) {
        if (direct) take(target, name, true)
        continue
      }
      seen.add(target)
      take(target, name, direct)
      const nested = join(target, MODULES)
      if (existsSync(nested)) modules(nested, false, depth + 1)
    }
    if (!isOwn) return
    const store = join(directory, '.pnpm')
    for (const entry of entriesOf(store)) {
      if (entry.isDirectory()) modules(join(store, entry.name, MODULES), false, depth + 1)
    }
  }

  for (const manifest of manifests) modules(join(manifest, MODULES), true)
  return {
    packages: [...found.values()].map(({ one, direct }) => ({ ...one, direct })),
    notes: [...notLookedInto(outside), ...zipped(topLevel)],
  }
}

interface Place {
  readonly path: string
  readonly name: string
  readonly isLink: boolean
}

function packagesIn(directory: string): Place[] {
  return entriesOf(directory).flatMap((entry): Place[] => {
    const path = join(directory, entry.name)
    if (entry.name.startsWith('.')) return []
    if (!entry.name.startsWith('@'))
      return isPlace(entry) ? [{ path, name: entry.name, isLink: entry.isSymbolicLink() }] : []
    return entriesOf(path)
      .filter(isPlace)
      .map(scoped => ({
        path: join(path, scoped.name),
        name: `${entry.name}/${scoped.name}`,
        isLink: scoped.isSymbolicLink(),
      }))
  })
}

function isPlace(entry: Dirent): boolean {
  return entry.isDirectory() || entry.isSymbolicLink()
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

function namesAskedFor(directory: string): string[] {
  const manifest = readFields(join(directory, 'package.json'))
  return ASKED.flatMap(field => [...fieldsOf(manifest.get(field)).keys()])
}

function notLookedInto(outside: ReadonlySet<string>): string[] {
  if (outside.size === 0) return []
  const names = [...outside].slice(0, 3).join(', ')
  return [`Links that lead out of the repository were not followed: ${names}${outside.size > 3 ? ', …' : ''}.`]
}

/** yarn's zip archives are left alone, and that is said. */
function zipped(topLevel: string): string[] {
  const cache = join(topLevel, '.yarn', 'cache')
  const { length } = entriesOf(cache).filter(({ name }) => name.endsWith('.zip'))
  return length === 0 ? [] : [`The ${length} archives in ${join('.yarn', 'cache')} were not looked into.`]
}

/** The directories of the package.json files among a project's own paths, the outermost first. */
export function manifestDirectories(topLevel: string, paths: readonly string[]): string[] {
  const directories = paths
    .filter(path => (path === 'package.json' || path.endsWith('/package.json')) && !path.includes(`${MODULES}/`))
    .map(path => dirname(join(topLevel, path)))
  return [...new Set([topLevel, ...directories])].sort((one, other) => one.length - other.length)
}
