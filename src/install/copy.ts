import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { type Change, writing } from './changes.ts'
import { type CopiedFile, describeCopied, RECORD } from './record.ts'

/** What is copied to a repository: the scanner and the body of the hooks. */
export interface Copy {
  readonly version: string
  readonly files: ReadonlyMap<string, Buffer>
}

/** The name of the body in the copy. */
export const BODY = 'hook.sh'

/** The part of the body that spares a clean commit the start of node; what it looks for stands in the guard's lists. */
export const GUARD = 'guard.sh'

/** What the configuration of another manager starts. */
export const RUN = 'run.sh'

/** The name of the file that holds the path of node. */
export const NODE = 'node'

/**
 * Without it node would look for the package that the copy belongs to above the git directory, and find the repository's: one that is malformed keeps the scanner
 * from starting, and the "exports" of one with a name like "." would say what the scanner loads.
 */
const SCOPE = { name: 'package.json', text: '{ "private": true, "type": "commonjs" }\n' }

/** What the guard looks for: see src/guard/guard.ts. */
const GUARD_LISTS = ['guard.literals', 'guard.patterns', 'guard.encoded']

/** The bundle, what makes it a package, and what the guard looks for. */
function isCopied(name: string): boolean {
  return name.endsWith('.cjs') || name === SCOPE.name || GUARD_LISTS.includes(name)
}

/**
 * Reads what is running, be it the package or a copy of it.
 *
 * @param home the directory of the running bundle
 * @param version of keyhook
 * @throws KeyhookError 'install' where that is not whole
 */
export function readCopy(home: string, version: string): Copy {
  const files = new Map<string, Buffer>()
  for (const name of readdirSync(home).sort()) {
    if (isCopied(name) && name !== SCOPE.name) files.set(name, readFileSync(join(home, name)))
  }
  const body = [join(home, '..', 'hooks', 'keyhook.sh'), join(home, BODY)].find(path => existsSync(path))
  if (body === undefined || !files.has('keyhook.cjs')) {
    throw new KeyhookError(
      'install',
      `This copy of keyhook is not whole: ${home}`,
      'Install the package again: npm install --save-dev keyhook',
    )
  }
  files.set(BODY, readFileSync(body))
  files.set(SCOPE.name, Buffer.from(SCOPE.text))
  for (const name of [GUARD, RUN]) {
    const path = join(body, '..', name)
    if (existsSync(path)) files.set(name, readFileSync(path))
  }
  return { version, files }
}

/** Brings the copy in `directory` up to date; files of an older one that are no longer needed go. */
export function placeCopy(copy: Copy, directory: string): Change[] {
  const stale = existsSync(directory)
    ? readdirSync(directory).filter(name => isCopied(name) && !copy.files.has(name))
    : []
  return [
    ...[...copy.files].flatMap(([name, bytes]) => writing(join(directory, name), bytes)),
    ...stale.map(name => ({ kind: 'remove', path: join(directory, name) }) as const),
  ]
}

/** Removes what init put there, and the directory unless something else of the user's is in it. */
export function removeCopy(directory: string): Change[] {
  if (!existsSync(directory)) return []
  const names = readdirSync(directory).filter(name => isCopied(name) || [BODY, GUARD, RUN, NODE, RECORD].includes(name))
  return [
    ...names.map(name => ({ kind: 'remove', path: join(directory, name) }) as const),
    { kind: 'prune', path: directory },
  ]
}

export function describeCopy(copy: Copy): Record<string, CopiedFile> {
  return Object.fromEntries([...copy.files].map(([name, bytes]) => [name, describeCopied(bytes)]))
}
