import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Case, CSHARP, ELIXIR, GO, JAVA, JAVASCRIPT, PHP, PYTHON, RUBY, RUST, SHELL } from './cases.ts'
import { filled, key } from './made-up.ts'

/** What compiles and runs a program, in a shell of the directory that it lies in. */
interface Toolchain {
  readonly program: string
  readonly run: (file: string) => string
  readonly cases: readonly Case[]
  /** Whether the old program is run, too. */
  readonly isQuick?: boolean
}

const PLAIN = JAVASCRIPT.filter(({ path, before }) => /^app\.m?js$/.test(path) && before.includes('console'))
const TYPED = JAVASCRIPT.filter(({ path }) => path.endsWith('.ts'))
const TSC = join(import.meta.dirname, '../../node_modules/.bin/tsc')

/** A compiler takes seconds, so these show one case each; the others are compared as text. */
const first = (cases: readonly Case[], ...names: string[]): Case[] => cases.filter(({ name }) => names.includes(name))

const TOOLCHAINS: readonly Toolchain[] = [
  { program: 'node', run: file => `node ${file}`, cases: PLAIN, isQuick: true },
  { program: 'python3', run: file => `python3 ${file}`, cases: PYTHON, isQuick: true },
  { program: 'sh', run: file => `sh ${file}`, cases: SHELL, isQuick: true },
  { program: 'ruby', run: file => `ruby ${file}`, cases: RUBY, isQuick: true },
  { program: 'php', run: file => `php ${file}`, cases: PHP, isQuick: true },
  { program: 'go', run: file => `go run ${file}`, cases: first(GO, 'among constants') },
  { program: 'java', run: file => `java ${file}`, cases: first(JAVA, 'a text') },
  {
    program: 'rustc',
    run: file => `rustc --edition 2021 -o main ${file} && ./main`,
    cases: first(RUST, 'made a String', 'a constant'),
  },
  { program: 'elixir', run: file => `elixir ${file}`, cases: first(ELIXIR, 'in a longer text') },
  {
    program: 'mcs',
    run: file => `mcs -out:app.exe ${file} && mono app.exe`,
    cases: first(CSHARP, 'in a longer text'),
  },
  {
    program: 'node',
    run: file => `node ${TSC} --strict --noEmit --types node --typeRoots ${join(TSC, '../../@types')} ${file}`,
    cases: first(TYPED, 'TypeScript'),
  },
]

const root = mkdtempSync(join(tmpdir(), 'keyhook-programs-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let counter = 0

function output(command: string, path: string, text: string, variables: Record<string, string>): string {
  const directory = join(root, String(counter++))
  mkdirSync(directory)
  writeFileSync(join(directory, path), text)
  const { OPENAI_API_KEY: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: directory,
    env: { ...env, ...variables },
    encoding: 'utf8',
  })
  expect(`${status} ${stderr}`).toMatch(/^0 /)
  return stdout
}

const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

for (const { program, run, cases, isQuick = false } of TOOLCHAINS)
  describe.skipIf(!isThere(program))(`${program}: the fixed program does what the program did`, () => {
    test.each(cases)('$name', ({ path, before, after }) => {
      const now = output(run(path), path, after, { OPENAI_API_KEY: key })
      if (isQuick) expect(now).toBe(output(run(path), path, filled(before), {}))
      else if (program !== 'node') expect(now).toContain(key)
    })
  })
