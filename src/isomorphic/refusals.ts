import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { isTrue } from './config-file.ts'
import type { Layout } from './layout.ts'

/** Extensions of the repository format under which this engine still reads what git reads. */
const HARMLESS: Readonly<Record<string, RegExp | null>> = {
  noop: null,
  'noop-v1': null,
  preciousobjects: null,
  worktreeconfig: null,
  relativeworktrees: null,
  objectformat: /^sha1$/i,
  refstorage: /^files$/i,
}

/** isomorphic-git reads a pack whole, and node no file of 2 GiB. */
const LARGEST_PACK = 2 ** 31 - 1

/** The error for a repository that this engine would misread. */
export function refused(what: string): KeyhookError {
  return new KeyhookError(
    'incomplete',
    `--engine isomorphic cannot read this repository: ${what}.`,
    'Scan it with git: keyhook scan --engine git',
  )
}

/** @throws KeyhookError 'incomplete' for a repository that would be misread, and says what it is about it */
export function refuseMisread(layout: Layout, cwd: string, env: NodeJS.ProcessEnv): void {
  const reason = formatOf(layout) ?? elsewhere(layout, cwd, env) ?? packOf(layout)
  if (reason !== null) throw refused(reason)
}

function formatOf({ config, commonDirectory }: Layout): string | null {
  const version = config.get('core.repositoryformatversion')?.at(-1) ?? '0'
  if (!/^[01]$/.test(version)) return `its format has version ${version}`
  for (const [key, values] of config) {
    const name = /^extensions\.(.*)$/s.exec(key)?.[1]
    if (name === undefined) continue
    const value = values.at(-1) ?? ''
    const accepted = Object.hasOwn(HARMLESS, name) ? HARMLESS[name] : undefined
    if (accepted === undefined || accepted?.test(value) === false) return extension(name, value)
  }
  if (existsSync(join(commonDirectory, 'reftable'))) return 'its references are a reftable'
  return null
}

function extension(name: string, value: string): string {
  if (name === 'objectformat') return `its object format is ${value}`
  if (name === 'refstorage') return `its references are a ${value}`
  if (name === 'partialclone') return 'it is a partial clone'
  return `it has the extension ${name}`
}

function elsewhere({ config, commonDirectory }: Layout, cwd: string, env: NodeJS.ProcessEnv): string | null {
  const objects = join(commonDirectory, 'objects')
  const own = env['GIT_OBJECT_DIRECTORY']
  if (own !== undefined && resolve(cwd, own) !== objects)
    return 'GIT_OBJECT_DIRECTORY names another place for its objects'
  if ((env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? '') !== '')
    return 'it borrows objects (GIT_ALTERNATE_OBJECT_DIRECTORIES)'
  const alternates = join(objects, 'info/alternates')
  if (existsSync(alternates) && readFileSync(alternates, 'utf8').trim() !== '')
    return 'it borrows objects from another repository (objects/info/alternates)'
  for (const [key, values] of config)
    if (/^remote\..*\.promisor$/s.test(key) && isTrue(values.at(-1))) return 'it is a partial clone'
  return null
}

function packOf({ commonDirectory }: Layout): string | null {
  const directory = join(commonDirectory, 'objects/pack')
  if (!existsSync(directory)) return null
  for (const name of readdirSync(directory)) {
    const file = join(directory, name)
    if (name.endsWith('.promisor')) return 'it is a partial clone'
    if (name.endsWith('.pack') && statSync(file).size > LARGEST_PACK) return `${name} is larger than 2 GiB`
    if (name.endsWith('.idx') && !isSecondVersion(file)) return `${name} is not an index of version 2`
  }
  return null
}

function isSecondVersion(file: string): boolean {
  const head = Buffer.alloc(8)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, head)
  } finally {
    closeSync(descriptor)
  }
  return head.toString('hex') === 'ff744f6300000002'
}
