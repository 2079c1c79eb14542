import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, openaiKey } from '../support/journey.ts'
import { writeLeakyHistory } from '../support/leaky-history.ts'
import { type Repo, test } from '../support/repo.ts'
import { project, runProgram, stageKey } from './package.ts'

/** What scans with these options, each written as code, promise: a result, or what an error says. One program runs them all. */
function scanned(
  repo: Repo,
  all: readonly string[],
  env = {},
): { readonly printed: string; readonly answers: Answer[] } {
  const code = `import { scan } from 'keyhook'
const shown = ({ name, code, message, hint }) => ({ name, code, message, hint })
const cwd = ${JSON.stringify(repo.dir)}
const answers = []
for (const options of [${all.map(options => `() => (${options})`).join(', ')}]) answers.push(await scan(options()).catch(shown))
console.log(JSON.stringify(answers))`
  const { all: printed } = runProgram(repo, 'scan.mjs', code, { env })
  return { printed, answers: JSON.parse(printed) }
}

interface Answer {
  readonly code?: string
  readonly findings?: readonly object[]
  readonly stats?: object
}

function refuseDifferent(repo: Repo, ways: readonly (readonly [options: string, args: readonly string[]])[]): string {
  const { printed, answers } = scanned(
    repo,
    ways.map(([options]) => options),
  )
  for (const [index, [options, args]] of ways.entries()) {
    const command = JSON.parse(repo.keyhook(['scan', '--format', 'json', ...args]).stdout)
    const timeless = (result: Answer = {}): object => ({ ...result, stats: { ...result.stats, ms: 0 } })
    expect(timeless(answers[index]), options).toEqual(timeless(command))
    expect(answers[index]?.findings, options).toHaveLength(1)
  }
  return printed
}

test('finds what the command finds, each way', ({ repo }) => {
  project(repo)
  repo.stage('README.md', 'An application.\n')
  repo.commit('Start')
  const key = stageKey(repo, 'src/-a.js')
  const staged = refuseDifferent(repo, [
    ['{ cwd }', []],
    ['{ cwd, staged: true, engine: "isomorphic" }', ['--engine', 'isomorphic']],
    ['{ cwd: cwd + "/src", staged: ["-a.js"] }', ['--staged', '--', 'src/-a.js']],
    ['{ cwd, paths: ["src"], staged: false }', ['src']],
    ['{ cwd, paths: ["src/-a.js"], engine: "isomorphic" }', ['src/-a.js']],
  ])
  repo.commit('Talk')
  const committed = refuseDifferent(repo, [
    ['{ cwd, range: "HEAD~1..HEAD" }', ['--range', 'HEAD~1..HEAD']],
    ['{ cwd, history: true, jobs: 2 }', ['--history', '--jobs', '2']],
    ['{ cwd, history: true, strict: true }', ['--history', '--strict']],
  ])
  expectNoLeak(staged + committed, key)
})

test('says what cannot be scanned, and what to do next', ({ repo }) => {
  project(repo)
  const cases: [options: string, error: object][] = [
    ['{ stages: true }', { code: 'usage', message: 'There is no option stages.' }],
    ['{ toString: 1 }', { code: 'usage', message: 'There is no option toString.' }],
    ['{ history: true, range: "A..B" }', { code: 'usage', message: 'range and history do not go together.' }],
    ['{ staged: [] }', { code: 'usage', message: /^The option staged has to be a boolean or a list of paths/ }],
    ['{ paths: [""] }', { code: 'usage', message: /^The option paths has to be/ }],
    ['{ text: 1 }', { code: 'usage', message: /^The option text has to be/ }],
    ['{ jobs: 0, history: true }', { code: 'usage', message: /^The option jobs has to be/ }],
    ['{ engine: "svn" }', { code: 'usage', message: /^The option engine has to be/ }],
    ['{ signal: {} }', { code: 'usage', message: /^The option signal has to be/ }],
    ['{ cwd, range: "--all" }', { code: 'usage', message: '--all is no range A..B' }],
    ['{ paths: ["--quiet"] }', { code: 'usage', message: 'There is no file or directory --quiet' }],
    ['{ cwd: "/" }', { code: 'usage', message: 'This directory is not in a git repository: /' }],
    ['{ engine: "isomorphic", history: true }', { code: 'usage', message: /history needs git/ }],
  ]
  const { answers } = scanned(
    repo,
    cases.map(([options]) => options),
  )
  for (const [index, [options, { message, ...error }]] of (cases as [string, { message: string | RegExp }][]).entries())
    expect(answers[index], options).toMatchObject({
      name: 'KeyhookError',
      hint: expect.stringMatching(/\w/),
      message: expect.stringMatching(typeof message === 'string' ? new RegExp(`^${message}$`) : message),
      ...error,
    })
})

test('says so without the secret that stands in a path', ({ repo }) => {
  project(repo)
  const key = openaiKey('path')
  const { printed, answers } = scanned(repo, ['{ paths: [process.env.NAME] }'], { NAME: key })
  expect(answers[0]?.code).toBe('usage')
  expectNoLeak(printed, key)
})

test('without git, what is staged is read all the same', ({ repo }) => {
  project(repo)
  stageKey(repo)
  const { answers } = scanned(repo, ['{ cwd, engine: "isomorphic" }'], { PATH: '/nowhere' })
  expect(answers[0]?.findings).toHaveLength(1)
})

test('importing it changes nothing, starts nothing, and loads next to nothing', ({ repo }) => {
  project(repo)
  const code = `const before = [Object.getOwnPropertyNames(globalThis), process.eventNames(), process.exitCode, JSON.stringify(process.env)]
const { createRequire } = require('node:module')
import('keyhook').then(api => {
  const after = [Object.getOwnPropertyNames(globalThis), process.eventNames(), process.exitCode, JSON.stringify(process.env)]
  require('node:assert').deepStrictEqual(after, before)
  require('node:assert').deepStrictEqual(process.getActiveResourcesInfo().filter(name => !/Pipe|TTY|FS/.test(name)), [])
  const loaded = Object.keys(require.cache).filter(file => file !== __filename)
  console.log(JSON.stringify([Object.keys(api).filter(name => !['default', 'module.exports', '__esModule'].includes(name)).sort(), loaded.map(file => file.split(/[\\\\/]/).pop()).sort()]))
})`
  const ended = runProgram(repo, 'import.cjs', code)
  expect(JSON.parse(ended.all)).toEqual([
    ['KeyhookError', 'scan'],
    ['errors.cjs', 'index.cjs'],
  ])
})

describe('a signal', () => {
  const LARGE = { secrets: 1000, perCommit: 1, from: Date.UTC(2020, 0), until: Date.UTC(2026, 0), pushed: 1, kept: 0 }

  test('ends a scan of commits, in this thread or in several, and what runs for it', ({ repo }) => {
    project(repo)
    writeLeakyHistory(join(repo.root, 'large'), repo.env(), LARGE)
    const code = `import { scan } from 'keyhook'
for (const jobs of [1, 2]) {
  const stop = new AbortController()
  setTimeout(() => stop.abort(new Error('enough')), 150)
  const begun = performance.now()
  const ended = await scan({ cwd: 'large', history: true, jobs, signal: stop.signal }).then(() => 'to its end', error => error.message)
  console.log(ended, performance.now() - begun < 1500)
}
console.log(await scan({ text: 'x', signal: AbortSignal.abort(new Error('before')) }).catch(error => error.message))
console.log((await scan({ text: 'x', signal: new AbortController().signal })).findings.length)
setTimeout(() => console.log('still running:', process.getActiveResourcesInfo().filter(name => /Process|Worker|MessagePort/.test(name)).length), 300)`
    const ended = runProgram(repo, 'abort.mjs', code)
    expect(ended.all).toBe('enough true\nenough true\nbefore\n0\nstill running: 0\n')
  })
})

test('its types are whole, and say what it takes and gives', ({ repo }) => {
  project(repo)
  const uses = `import { type Finding, KeyhookError, type ScanOptions, type ScanResult, scan } from 'keyhook'
const options: ScanOptions = { cwd: '.', staged: ['a'], engine: 'isomorphic', jobs: 2, signal: new AbortController().signal }
const result: ScanResult = await scan(options)
const first: Finding | undefined = result.findings[0]
const by: 'allowlist' | 'inline' | 'override' | undefined = result.suppressed[0]?.by
// @ts-expect-error there is no such engine
await scan({ engine: 'svn' })
// @ts-expect-error there is no such option
await scan({ stages: true })
// @ts-expect-error the secret is nowhere
first?.secret
export const code: string = new KeyhookError('usage', 'm').code + by
`
  const files = {
    'module.mts': uses,
    'common.cts': `import keyhook = require('keyhook')\nexport const promise: Promise<keyhook.ScanResult> = keyhook.scan({ text: 'x' })\n`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(repo.root, name), text)
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom',
    '--types',
    '',
  ]
  const compiler = join(import.meta.dirname, '../../node_modules/typescript')
  const tsc = existsSync(join(compiler, 'bin/tsc'))
    ? 'bin/tsc'
    : `lib/${readdirSync(join(compiler, 'lib')).find(name => /^tsc\.\w+$/.test(name))}`
  const ended = repo.run(process.execPath, [join(compiler, tsc), ...options, ...Object.keys(files)], { cwd: repo.root })
  expect(ended.all).toBe('')
})
