import { execSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { PREPARE } from '../../src/install/prepare-script.ts'
import { type Repo, test } from '../support/repo.ts'
import { makePackage, runInit, runUninstall } from './world.ts'

const STARTS: ReadonlyArray<readonly [what: string, text: string, prepare: string]> = [
  ['no scripts', '{\n  "name": "x"\n}\n', PREPARE],
  ['tabs, no line feed at the end', '{\n\t"name": "x",\n\t"scripts": {\n\t\t"test": "vitest"\n\t}\n}', PREPARE],
  ['lists on one line', '{\n  "files": ["a", "b"],\n  "scripts": { "test": "x" },\n  "z": 1\n}\n', PREPARE],
  ['CRLF and four spaces', '{\r\n    "name": "x",\r\n    "scripts": {}\r\n}\r\n', PREPARE],
  ['a byte order mark', '\uFEFF{\n  "name": "x"\n}\n', PREPARE],
  ['everything on one line', '{"name":"x","scripts":{"a":"b"}}', PREPARE],
  ['nothing', '{}', PREPARE],
  ['a script of its own', '{\n  "scripts": {\n    "prepare": "husky"\n  }\n}\n', `husky && ${PREPARE}`],
  ['one that forgives', '{\n  "scripts": {\n    "prepare": "husky || true"\n  }\n}\n', `(husky || true) && ${PREPARE}`],
  ['an empty one', '{\n  "scripts": {\n    "prepare": ""\n  }\n}\n', PREPARE],
  [
    'slashes and quotes',
    '{\n  "a\\/b": "c \\"d\\" \\u00e9: #, [x",\n  "scripts": {\n    "a": "b: c # d"\n  }\n}\n',
    PREPARE,
  ],
]

const read = (repo: Repo) => readFileSync(join(repo.dir, 'package.json'), 'utf8')

describe('--prepare', () => {
  test.for(STARTS)('with %s: adds one script, and takes exactly that back', async ([, text, prepare], { repo }) => {
    repo.write('package.json', text)
    expect(await runInit(repo, ['--prepare'])).toMatchObject({ code: 0 })
    const after = read(repo)
    expect(JSON.parse(after.replace(/^\uFEFF/, '')).scripts.prepare).toBe(prepare)
    expect(after.split('\n').filter(line => !text.includes(line.trim().replace(/,$/, ''))).length).toBeLessThanOrEqual(
      3,
    )
    expect((await runInit(repo, ['--prepare'])).all).toContain('already')
    expect(read(repo)).toBe(after)
    await runUninstall(repo)
    expect(read(repo)).toBe(text)
  })

  test('keeps what was changed since', async ({ repo }) => {
    repo.write('package.json', '{\n  "scripts": {\n    "test": "x"\n  }\n}\n')
    await runInit(repo, ['--prepare'])
    repo.write(
      'package.json',
      read(repo).replace('"test": "x"', '"test": "y"').replace('init"\n', 'init",\n    "more": "z"\n'),
    )
    await runUninstall(repo)
    expect(JSON.parse(read(repo))).toEqual({ scripts: { test: 'y', more: 'z' } })
  })

  test('says so where the script was changed since', async ({ repo }) => {
    repo.write('package.json', '{\n  "scripts": {\n    "test": "x"\n  }\n}\n')
    await runInit(repo, ['--prepare'])
    repo.write('package.json', read(repo).replace('node -e', 'node   -e'))
    expect((await runUninstall(repo)).all).toContain('by hand')
    expect(JSON.parse(read(repo)).scripts.prepare).toContain('keyhook')
  })

  test('without a package.json is an error', async ({ repo }) => {
    expect(await runInit(repo, ['--prepare'])).toMatchObject({ code: 2 })
  })
})

describe('without --prepare', () => {
  const project = '{\n  "devDependencies": { "keyhook": "*" }\n}\n'

  test.for([
    ['y\n', true],
    ['yes\n', true],
    ['\n', false],
    ['n\n', false],
    ['', false],
  ] as const)('asks on a terminal: %j', async ([typed, added], { repo }) => {
    repo.write('package.json', project)
    const ended = await runInit(repo, [], { typed })
    expect(ended.stdout).toContain('[y/N]')
    expect(read(repo) !== project).toBe(added)
  })

  test('never asks elsewhere', async ({ repo }) => {
    repo.write('package.json', project)
    expect((await runInit(repo)).stdout).not.toContain('[y/N]')
    expect(read(repo)).toBe(project)
  })
})

describe('the script itself', () => {
  const run = (repo: Repo) =>
    execSync('npm run --silent prepare', { cwd: repo.dir, env: repo.env(), stdio: 'pipe' }).toString()

  test('is silent where the package is absent, starts it where it is there, and passes its failure on', async ({
    repo,
  }) => {
    repo.write('package.json', '{}')
    await runInit(repo, ['--prepare'])
    expect(run(repo)).toBe('')
    const home = makePackage(
      join(repo.root, 'other'),
      'console.log(process.argv.slice(2).join()); process.exitCode = 5',
    )
    repo.write('node_modules/empty', '')
    cpSync(join(home, '..'), join(repo.root, 'keyhook'), { recursive: true })
    symlinkSync(join(repo.root, 'keyhook'), join(repo.dir, 'node_modules/keyhook'))
    expect(() => run(repo)).toThrow(expect.objectContaining({ status: 5, stdout: Buffer.from('init\n') }))
  })
})
