import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'
import { Repo, test } from '../support/repo.ts'
import { fill } from '../support/shape.ts'
import { project, runProgram, stageKey } from './package.ts'

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/api.md'), 'utf8')

/** Each example, with what the page says it prints. */
const EXAMPLES = [...PAGE.matchAll(/^```js\n(.*?)^```\n+```text\n(.*?)^```$/gms)].map(
  ([, code = '', printed = '']) => [code, printed] as const,
)

test('every example of docs/api.md prints what the page says', () => {
  expect(EXAMPLES).toHaveLength(PAGE.split('```js').length - 1)
  const repo = new Repo('repository')
  repo.git('init', '-q', '-b', 'main')
  project(repo)
  stageKey(repo)
  const TEXT = `apiKey: ${fill('sk-proj-<b64url:74>T3Bl<b:1>kFJ<b64url:70>')}ple1`
  for (const [index, [code, printed]] of EXAMPLES.entries()) {
    // The one about a history needs one.
    if (code.includes('history: true')) repo.commit('Talk to the model')
    const name = `example-${index}.${code.includes('require(') ? 'cjs' : 'mjs'}`
    const ended = runProgram(repo, name, code, { env: { TEXT } })
    expect(ended.all, code).toBe(printed)
    expect(ended.code).toBe(0)
  }
  repo.remove()
})
