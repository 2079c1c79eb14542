import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, writing } from './changes.ts'

/**
 * A hooks directory that several repositories share keeps a list of those keyhook was installed in: the last one out takes
 * keyhook's files with it.
 */
export const REGISTRY = '.keyhook.json'

/** Adds this repository. */
export function register(directory: string, commonDirectory: string): Change[] {
  const listed = registered(directory)
  return listed.includes(commonDirectory)
    ? []
    : writing(join(directory, REGISTRY), render([...listed, commonDirectory]))
}

/** Takes this repository off the list. */
export function unregister(directory: string, commonDirectory: string): { changes: Change[]; others: string[] } {
  const listed = registered(directory)
  const others = listed.filter(path => path !== commonDirectory)
  if (others.length > 0) {
    return { changes: others.length < listed.length ? writing(join(directory, REGISTRY), render(others)) : [], others }
  }
  return { changes: listed.length > 0 ? [{ kind: 'remove', path: join(directory, REGISTRY) }] : [], others }
}

function registered(directory: string): string[] {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, REGISTRY), 'utf8'))
    if (typeof value !== 'object' || value === null || !('repositories' in value)) return []
    return Array.isArray(value.repositories) ? value.repositories.filter(path => typeof path === 'string') : []
  } catch {
    return []
  }
}

function render(repositories: readonly string[]): string {
  return `${JSON.stringify({ version: 1, repositories }, null, 2)}\n`
}
