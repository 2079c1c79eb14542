import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { locateProgram } from '../../src/git/locate.ts'
import { expectNoLeak, lineWith } from '../support/journey.ts'
import type { Options, Repo } from '../support/repo.ts'

export interface ShownStep {
  readonly name: string
  readonly title: string
  readonly done: string | null
  readonly parts: readonly {
    readonly says: string
    readonly links: readonly string[]
    readonly commands: readonly string[]
  }[]
}

export interface ShownResponse {
  readonly provider: string | null
  readonly remark: string | null
  readonly key: {
    readonly fingerprint: string
    readonly state: string
    readonly preview: string
    readonly history: readonly {
      readonly kind: string
      readonly commit: string
      readonly path: string
      readonly line: number
    }[]
    readonly staged: readonly { readonly path: string; readonly line: number }[]
    readonly inHead: boolean
    readonly branches: readonly string[]
    readonly tags: readonly string[]
    readonly remotes: readonly {
      readonly remote: string
      readonly branches: readonly string[]
      readonly since: string | null
      readonly pushedFromHere: boolean
    }[]
  } | null
  readonly steps: readonly ShownStep[]
}

/** The response to the only key there is, as JSON tells it. */
export function responseTo(repo: Repo, key: string, options: Options = {}): ShownResponse {
  const ended = repo.keyhook(['respond', '--format', 'json'], options)
  expect(ended.stderr).toBe('')
  expect(ended.code).toBe(0)
  expectNoLeak(ended.stdout, key)
  const { version, responses } = JSON.parse(ended.stdout)
  expect(version).toBe(1)
  expect(responses).toHaveLength(1)
  return responses[0]
}

export function stepOf(response: ShownResponse, name: string): ShownStep {
  const step = response.steps.find(candidate => candidate.name === name)
  expect(step, `${name} among ${response.steps.map(one => one.name)}`).toBeDefined()
  return step as ShownStep
}

/** What a step would have the user run, in order. */
export function commandsOf(response: ShownResponse, name: string): string[] {
  return stepOf(response, name).parts.flatMap(({ commands }) => commands)
}

/** Runs commands as they are, by a shell, one after another; none may fail, and a scan among them finds nothing. */
export function carryOut(repo: Repo, commands: readonly string[], options: Options = {}): void {
  for (const command of commands) {
    const ended = repo.run('sh', ['-c', command], options)
    expect(ended.code, `${command}\n${ended.all}`).toBe(0)
    if (/ scan( --history)?$/.test(command)) expect(ended.all).toContain('no secrets')
  }
}

/** The same of a response's way out of history, which ends with a scan of all of it. */
export function takeOut(repo: Repo, response: ShownResponse, options: Options = {}): void {
  const commands = commandsOf(response, 'history')
  expect(commands.at(-1)).toMatch(/ scan --history$/)
  carryOut(repo, commands, options)
}

/** What a person does when told to read the key from the environment. */
export function edit(repo: Repo, path: string, key: string): void {
  const before = readFileSync(join(repo.dir, path), 'utf8')
  expect(before).toContain(key)
  repo.write(path, before.replaceAll(`'${key}'`, 'process.env.OPENAI_API_KEY').replaceAll(key, ''))
}

/** Commits a file with a key in it, and returns the commit. */
export function leak(repo: Repo, key: string, path = 'client.js', message = 'Talk to the model'): string {
  repo.stage(path, `import OpenAI from 'openai'\n${lineWith(key)}export { client }\n`)
  repo.git('commit', '-q', '-m', message)
  return repo.git('rev-parse', 'HEAD').trim()
}

export function commitFile(repo: Repo, path: string, content = `${path}\n`): void {
  repo.stage(path, content)
  repo.git('commit', '-q', '-m', `Add ${path}`)
}

/** Files and messages of a branch, newest first, without ids. */
export function told(repo: Repo, branch = 'HEAD'): string {
  return repo.git('log', '--format=%an %ad %s', '--name-status', branch)
}

/** Where git-filter-repo lies; null where it is not installed, and what needs it is left out. */
export const FILTER_REPO = locateProgram('git-filter-repo', process.env, null)
