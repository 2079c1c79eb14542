import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { readText } from './own-files.ts'
import type { Installed, Package } from './package.ts'

interface Module {
  readonly path: string
  readonly version: string
  readonly direct: boolean
}

/**
 * The modules that a project's go.mod files name, as they lie in its `vendor` or in this machine's module cache.
 * A go.mod of go 1.17 or newer names every module that the build needs.
 *
 * Source: https://go.dev/ref/mod#module-cache
 */
export function installedByGo(topLevel: string, paths: readonly string[], env: NodeJS.ProcessEnv): Installed {
  const files = paths.filter(path => (path === 'go.mod' || path.endsWith('/go.mod')) && !path.includes('vendor/'))
  const cache = moduleCache(env)
  const found = new Map<string, Package>()
  const missing: string[] = []
  for (const file of files) {
    const directory = dirname(join(topLevel, file))
    for (const { path, version, direct } of modulesOf(readText(join(topLevel, file)) ?? '')) {
      const places = [
        join(directory, 'vendor', path),
        ...(cache === null ? [] : [join(cache, `${escaped(path)}@${escaped(version)}`)]),
      ]
      const place = places.find(candidate => existsSync(candidate))
      const known = found.get(`${path}@${version}`)
      if (place === undefined) missing.push(path)
      else if (known === undefined || (direct && known.direct !== true))
        found.set(`${path}@${version}`, { ecosystem: 'go', name: path, version, direct, code: [place] })
    }
  }
  const unfound = new Set(missing).size
  const notes = unfound === 0 ? [] : [`${unfound} modules of go.mod are not in the module cache (go mod download).`]
  return { packages: [...found.values()], notes }
}

/** What a go.mod requires, with `replace` done; one that is replaced by a directory is the project's own. */
export function modulesOf(text: string): Module[] {
  const replaced = new Map<string, { readonly path: string; readonly version: string } | null>()
  const required: Module[] = []
  let block = ''
  for (const raw of text.split('\n')) {
    const comment = /\/\/(.*)$/.exec(raw)?.[1] ?? ''
    const line = raw.replace(/\/\/.*$/, '').trim()
    if (line === ')') block = ''
    const opening = /^(\w+)\s*\($/.exec(line)?.[1]
    if (opening !== undefined) block = opening
    const [word = '', ...rest] = block === '' ? line.split(/\s+/) : [block, ...line.split(/\s+/)]
    const values = rest.map(value => value.replace(/^["`]|["`]$/g, ''))
    if (word === 'require' && isVersion(values[1])) {
      required.push({ path: values[0] ?? '', version: values[1] ?? '', direct: !/\bindirect\b/.test(comment) })
    }
    const arrow = values.indexOf('=>')
    if (word !== 'replace' || arrow < 1) continue
    const [path = '', version] = values.slice(arrow + 1)
    const key = values.slice(0, arrow).join('@')
    replaced.set(key, isVersion(version) ? { path, version: version ?? '' } : null)
  }
  return required.flatMap(module => {
    const key = [`${module.path}@${module.version}`, module.path].find(name => replaced.has(name))
    if (key === undefined) return [module]
    const other = replaced.get(key)
    return other == null ? [] : [{ ...module, ...other }]
  })
}

function isVersion(text: string | undefined): boolean {
  return text !== undefined && /^v\d/.test(text)
}

/** In the cache an upper case letter is an exclamation mark and its small one: not every file system tells them apart. */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, letter => `!${letter.toLowerCase()}`)
}

/** As `go env GOMODCACHE` would say: the variable, else what `go env -w` has written, else the first GOPATH. */
function moduleCache(env: NodeJS.ProcessEnv): string | null {
  const written = readText(env['GOENV'] ?? join(configDirectory(env), 'go', 'env')) ?? ''
  const value = (name: string): string => env[name] ?? new RegExp(`^${name}=(.*)$`, 'm').exec(written)?.[1] ?? ''
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir()
  const paths = value('GOPATH').split(delimiter)
  const first = paths[0] === undefined || paths[0] === '' ? join(home, 'go') : paths[0]
  const cache = value('GOMODCACHE') || join(first, 'pkg', 'mod')
  return isAbsolute(cache) && existsSync(cache) ? cache : null
}

function configDirectory(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (process.platform === 'win32') return env['APPDATA'] ?? home
  return env['XDG_CONFIG_HOME'] ?? join(home, '.config')
}
