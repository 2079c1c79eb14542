import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText, within } from './own-files.ts'
import type { Installed, Package } from './package.ts'
import { normalized } from './python-name.ts'
import { namesRequired } from './python-requirements.ts'

/** How deep below the top level a virtual environment is looked for. */
const DEEPEST = 2

/**
 * What pip, uv, poetry or pdm has installed in the virtual environments of a project.
 *
 * Source: https://packaging.python.org/specifications/recording-installed-packages/
 *
 * @param topLevel free of symbolic links
 * @param paths the project's own paths
 */
export async function installedByPython(topLevel: string, paths: readonly string[]): Promise<Installed> {
  const found = new Map<string, Package>()
  const required = await namesRequired(topLevel, paths)
  for (const environment of environmentsIn(topLevel)) {
    for (const site of sitePackages(environment)) {
      for (const one of packagesOf(site, required)) found.set(`${one.name}@${one.version}@${site}`, one)
    }
  }
  return { packages: [...found.values()], notes: [] }
}

/** Directories with a `pyvenv.cfg`, in the repository and not far below its top level. */
function environmentsIn(directory: string, depth = 0): string[] {
  if (existsSync(join(directory, 'pyvenv.cfg'))) return [directory]
  if (depth === DEEPEST) return []
  return directoriesIn(directory)
    .filter(name => name !== 'node_modules' && name !== '.git')
    .flatMap(name => environmentsIn(join(directory, name), depth + 1))
}

function sitePackages(environment: string): string[] {
  const versions = directoriesIn(join(environment, 'lib')).filter(name => /^(?:python|pypy)\d/.test(name))
  const places = [
    ...versions.map(name => join(environment, 'lib', name, 'site-packages')),
    join(environment, 'Lib', 'site-packages'),
  ]
  return places.filter(place => existsSync(place))
}

function* packagesOf(site: string, required: ReadonlySet<string> | null): Generator<Package> {
  for (const directory of directoriesIn(site)) {
    if (!/\.(?:dist|egg)-info$/.test(directory)) continue
    const information = join(site, directory)
    const metadata = readText(join(information, 'METADATA')) ?? readText(join(information, 'PKG-INFO')) ?? ''
    const name = normalized(/^Name: *(.+)$/m.exec(metadata)?.[1] ?? '')
    if (name === '') continue
    const version = (/^Version: *(.+)$/m.exec(metadata)?.[1] ?? '').trim()
    const asked = existsSync(join(information, 'REQUESTED'))
    const direct = required === null ? asked : required.has(name)
    yield { ecosystem: 'pypi', name, version, direct, code: codeOf(site, information) }
  }
}

/** The files that a package's RECORD names, folded into the directories that are its own; never outside of the site. */
function codeOf(site: string, information: string): string[] {
  const record = readText(join(information, 'RECORD')) ?? readText(join(information, 'installed-files.txt')) ?? ''
  const files = record.split('\n').map(line => /^"((?:[^"]|"")*)"|^[^,]+/.exec(line.trim()))
  const paths = files.map(match => (match?.[1] ?? match?.[0] ?? '').replaceAll('""', '"'))
  return [...new Set(paths)]
    .filter(
      path =>
        /\.(?:py|so|pyd|json|toml|ya?ml|js|sh)$|^[^.]+$/.test(path) && !/(?:^|\/)[^/]*\.(?:dist|egg)-info\//.test(path),
    )
    .filter(path => path !== '' && !path.startsWith('/') && !path.split('/').includes('..'))
    .map(path => join(site, ...path.split('/')))
    .filter(path => within(path, site) !== null)
}

function directoriesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}
