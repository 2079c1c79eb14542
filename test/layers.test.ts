import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What the files of each folder of `src` may import, besides their own folder, `types.ts` and `errors.ts`. `ARCHITECTURE.md` says why. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  git: [],
  diff: [],
  detect: [],
  yaml: [],
  guard: ['detect'],
  allowlist: ['yaml'],
  configuration: ['yaml', 'allowlist'],
  verdict: [],
  report: [],
  engine: ['git', 'diff'],
  isomorphic: ['engine', 'diff', 'git'],
  extraction: ['engine', 'git', 'diff'],
  install: ['git'],
  network: [],
  state: [],
  verify: ['network', 'state', 'detect'],
  account: ['network'],
  rotation: ['git', 'extraction', 'policy.ts', 'scan.ts', 'state', 'verify'],
  fix: ['detect', 'diff'],
  workspace: ['fix', 'git'],
  'policy.ts': ['allowlist', 'configuration', 'detect', 'engine', 'git'],
  'scan.ts': ['policy.ts', 'allowlist', 'detect'],
  doors: ['git', 'diff', 'extraction', 'verdict', 'policy.ts', 'scan.ts'],
  doctor: ['git', 'diff', 'engine', 'extraction', 'policy.ts', 'scan.ts', 'allowlist', 'install', 'report'],
  dependencies: ['git', 'detect'],
  exposure: ['git', 'diff', 'extraction', 'policy.ts', 'scan.ts', 'doors'],
  respond: ['exposure', 'report'],
  import: ['git', 'diff', 'extraction', 'policy.ts', 'scan.ts', 'detect', 'allowlist', 'configuration', 'yaml'],
  cli: [
    'import',
    'doctor',
    'dependencies',
    'exposure',
    'respond',
    'git',
    'engine',
    'isomorphic',
    'diff',
    'extraction',
    'verdict',
    'policy.ts',
    'scan.ts',
    'doors',
    'install',
    'report',
    'fix',
    'workspace',
    'detect',
    'allowlist',
    'network',
    'state',
    'verify',
    'rotation',
    'account',
  ],
  api: ['cli', 'git'],
  'bin.ts': ['cli'],
  'thread.ts': ['doors'],
  'types.ts': [],
  'errors.ts': [],
}

/** Packages, each only where it does its work. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  picomatch: ['allowlist'],
  yaml: ['yaml', 'cli', 'allowlist', 'install', 'fix'],
  dotenv: ['fix'],
  re2js: ['import'],
  'smol-toml': ['import', 'dependencies', 'install'],
  valibot: ['yaml', 'allowlist', 'configuration', 'account'],
  '@eslint-community/regexpp': ['configuration', 'guard', 'import'],
  'fastest-levenshtein': ['cli', 'yaml', 'allowlist', 'configuration'],
  'isomorphic-git': ['isomorphic'],
  picocolors: ['report'],
  'wrap-ansi': ['report'],
  'proxy-from-env': ['network'],
  aws4fetch: ['verify'],
  diff: ['cli'],
  '@clack/prompts': ['cli'],
  // A part of the build: scripts/report-page.mjs.
  'virtual:report-page': ['report'],
}

/** Stages are pure: what they need of the world is handed to them. */
const PURE = ['diff', 'detect', 'guard', 'fix', 'yaml', 'allowlist', 'configuration', 'verdict', 'report', 'respond']
const IMPURE = ['node:fs', 'node:child_process', 'node:os', 'node:process', 'node:http', 'node:https', 'node:net']

const SRC = resolve(import.meta.dirname, '../src')
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))

/** A file without its comments. */
function code(file: string): string {
  return readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

function importsOf(file: string): string[] {
  return [...code(file).matchAll(/(?:\bfrom |^import |\bimport\()'([^']+)'/gm)].map(match => match[1] ?? '')
}

const placeOf = (file: string): string => file.split('/')[0] ?? ''

test('each folder sees only what it may', () => {
  const faults = files.flatMap(file => {
    const place = placeOf(file)
    return importsOf(file)
      .filter(name => name.startsWith('.'))
      .filter(name => name !== '../../package.json' && name !== '../package.json')
      .map(name => relative(SRC, resolve(SRC, dirname(file), name)))
      .filter(target => !['types.ts', 'errors.ts', place].includes(placeOf(target)))
      .filter(target => MAY_SEE[place]?.includes(placeOf(target)) !== true)
      .map(target => `${file} imports ${target}`)
  })
  expect(faults).toEqual([])
})

test('each package is used only where it does its work', () => {
  const faults = files.flatMap(file =>
    importsOf(file)
      .filter(name => !name.startsWith('.') && !name.startsWith('node:'))
      .filter(name => MAY_USE[name]?.includes(placeOf(file)) !== true)
      .map(name => `${file} imports ${name}`),
  )
  expect(faults).toEqual([])
})

test('stages touch nothing outside', () => {
  const faults = files
    .filter(file => PURE.includes(placeOf(file)))
    .flatMap(file =>
      importsOf(file)
        .filter(name => IMPURE.includes(name))
        .map(name => `${file} imports ${name}`),
    )
  expect(faults).toEqual([])
})

test('only bin.ts names process, but for the system it runs on', () => {
  const naming = files.filter(file => /\bprocess\.(?!platform\b|execPath\b|pid\b|env\.)/.test(code(file)))
  expect(naming).toEqual(['bin.ts'])
})

test('only git/ starts programs, but for the hook that init proves', () => {
  const starting = files.filter(file => importsOf(file).includes('node:child_process')).map(placeOf)
  expect(new Set(starting)).toEqual(new Set(['git', 'install']))
})

test('without git, no module that starts programs is even loaded', () => {
  const reached = new Set<string>()
  const open = ['isomorphic/engine.ts']
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    const from = dirname(join(SRC, file))
    open.push(
      ...[...code(file).matchAll(/^(?:import|export) (?!type)[^']*?'(\.[^']+)'/gm)].map(match =>
        relative(SRC, resolve(from, match[1] ?? '')),
      ),
    )
  }
  expect([...reached].filter(file => importsOf(file).includes('node:child_process'))).toEqual([])
  expect(reached.size).toBeGreaterThan(10)
})
