import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const DIST = dirname(KEYHOOK)

/** The built entry, with something else in place of what it runs. */
function entry(repo: Repo, run: string | null): string {
  const dist = join(repo.root, 'dist')
  cpSync(DIST, dist, { recursive: true })
  if (run === null) rmSync(join(dist, 'run.cjs'))
  else writeFileSync(join(dist, 'run.cjs'), `exports.run = async (argv, world) => { ${run} }`)
  return join(dist, 'keyhook.cjs')
}

describe('the built binary', () => {
  test('answers, and ends with the code of its answer', ({ repo }) => {
    expect(repo.keyhook(['--version'])).toMatchObject({ code: 0, stderr: '' })
    expect(repo.keyhook(['rules', '--format', 'json'])).toMatchObject({ code: 0, stderr: '' })
    expect(repo.keyhook([])).toMatchObject({ code: 2, stdout: '' })
    expect(repo.keyhook(['scna'])).toMatchObject({
      code: 2,
      stderr: `keyhook: unknown command scna. Did you mean scan?\n    node ${KEYHOOK} --help\n`,
    })
  })

  test('gets as far as its version check in any node: old syntax, nothing loaded before', () => {
    const source = readFileSync(KEYHOOK, 'utf8')
    expect(source).not.toMatch(/\?\.|\?\?|\bawait\b|\basync\b|catch \{|\.\.\.|\bimport\(/)
    expect(source.match(/require\([^)]*\)/g)?.sort()).toEqual(['require("./failure.cjs")', 'require("./run.cjs")'])
    expect(source.indexOf('process.versions.node')).toBeLessThan(source.indexOf('require('))
  })
})

describe('the entry fails closed', () => {
  test.for<[string, string | null, number, RegExp]>([
    ['found', 'return 1', 1, /^$/],
    ['clean', 'return 0', 0, /^$/],
    ['ends without an answer', 'await new Promise(() => {})', 2, /^keyhook: ended before it was done/],
    ['throws', 'throw new Error("broken")', 2, /^keyhook: unexpected: Error: broken\n/],
    ['throws later', 'setTimeout(() => { throw new Error("late") }); await new Promise(() => {})', 2, /late/],
    ['rejects aside', 'Promise.reject(new Error("aside")); await new Promise(() => {})', 2, /aside/],
    ['is damaged', 'return 0 )', 2, /SyntaxError/],
    ['is missing', null, 2, /run\.cjs/],
  ])('when what it runs %s', ([, run, code, said], { repo }) => {
    const ended = repo.run(process.execPath, [entry(repo, run)])
    expect(ended.code).toBe(code)
    expect(ended.stderr).toMatch(said)
  })

  const manyPages =
    'for (let i = 0; i < 300; i++) { world.stdout.write("x".repeat(9999)); await new Promise(setImmediate) }'

  test.for([
    [1, 1],
    [0, 2],
    [2, 2],
  ])('a reader that closes early turns %s into %s', async ([code, expected], { repo }) => {
    const child = spawn(process.execPath, [entry(repo, `${manyPages} return ${code}`)], { stdio: 'pipe' })
    child.stdout.once('data', () => child.stdout.destroy())
    child.stderr.resume()
    expect((await once(child, 'close'))[0]).toBe(expected)
  })

  test('a closed standard error changes nothing', async ({ repo }) => {
    const loud = manyPages.replace('stdout', 'stderr')
    const child = spawn(process.execPath, [entry(repo, `${loud} return 1`)], { stdio: 'pipe' })
    child.stderr.once('data', () => child.stderr.destroy())
    expect((await once(child, 'close'))[0]).toBe(1)
  })

  test.skipIf(!existsSync('/dev/full'))('a report that meets a full disk is an error', async ({ repo }) => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [entry(repo, `${manyPages} return 1`)], { stdio: ['ignore', full, 'pipe'] })
    const said: string[] = []
    child.stderr?.on('data', chunk => said.push(String(chunk)))
    expect((await once(child, 'close'))[0]).toBe(2)
    expect(said.join('')).toMatch(/could not be written to standard output \(ENOSPC\)/)
  })

  test('^C is 130', async ({ repo }) => {
    const waiting = 'world.stdout.write("ready"); await new Promise(done => setTimeout(done, 30_000)); return 0'
    const child = spawn(process.execPath, [entry(repo, waiting)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    expect((await once(child, 'close'))[0]).toBe(130)
  })
})
