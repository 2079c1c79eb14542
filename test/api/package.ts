import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { lineWith, openaiKey } from '../support/journey.ts'
import type { Ended, Options, Repo } from '../support/repo.ts'

export const PACKAGE = inject('package')

/** A project beside the repository in which the packed package is installed. */
export function project(repo: Repo): string {
  const modules = join(repo.root, 'node_modules')
  mkdirSync(modules, { recursive: true })
  symlinkSync(PACKAGE, join(modules, 'keyhook'), 'junction')
  return repo.root
}

/** Runs a program there, which stands in a file of that name. */
export function runProgram(
  repo: Repo,
  name: string,
  code: string,
  options: Options & { runtime?: readonly string[] } = {},
): Ended {
  const [program = process.execPath, ...args] = options.runtime ?? []
  writeFileSync(join(repo.root, name), code)
  return repo.run(program, [...args, name], { ...options, cwd: repo.root })
}

/** A key that stands on a line of code, staged; returns the key. */
export function stageKey(repo: Repo, path = 'src/client.js'): string {
  const key = openaiKey(path)
  repo.stage(path, lineWith(key))
  return key
}
