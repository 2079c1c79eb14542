import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { installedFor } from '../../src/dependencies/installed.ts'
import { publisherOf, scanPackages } from '../../src/dependencies/scan-packages.ts'
import { termsOf } from '../../src/dependencies/terms.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { openRepository } from '../../src/git/repository.ts'
import { type Repo, test } from '../support/repo.ts'

const READS = 'const key = process.env.OPENAI_API_KEY\n'

function put(repo: Repo, directory: string, version: string, code = READS): void {
  repo.write(`${directory}/package.json`, JSON.stringify({ name: 'openai', version }))
  repo.write(`${directory}/dist/index.js`, code)
}

async function mentions(repo: Repo, env: Record<string, string> = {}): Promise<string[]> {
  const repository = await openRepository(repo.dir, repo.env(env))
  const { packages, notes } = await installedFor(repository)
  const scanned = await scanPackages(packages, termsOf(rules), repo.dir, () => {})
  const rows = scanned.mentions.map(({ package: one, provider, publisher, terms, file }) => {
    const direct = one.direct === null ? '?' : one.direct ? 'direct' : 'transitive'
    return [one.name, one.version, direct, provider, publisher ?? '-', terms.join('+'), file].join(' ')
  })
  return [...rows, ...notes]
}

test('npm: hoisted, nested, scoped and of workspaces, each once; a name is that of the directory', async ({ repo }) => {
  repo.write('.gitignore', 'node_modules\n')
  repo.write('package.json', '{"dependencies":{"openai":"4","prose":"1"}}')
  repo.write('packages/a/package.json', '{"name":"a","devDependencies":{"@x/b":"1"}}')
  put(repo, 'node_modules/openai', '4.0.0')
  put(repo, 'node_modules/@x/b', '1.0.0')
  put(repo, 'node_modules/@x/b/node_modules/openai', '3.0.0')
  put(repo, 'node_modules/prose', '1.0.0', '// nothing')
  repo.write('node_modules/prose/README.md', READS)
  repo.write('node_modules/prose/.github/workflows/a.yml', READS)
  put(repo, 'packages/a/node_modules/openai', '4.0.0')
  put(repo, 'packages/a/node_modules/c', '2.0.0')
  symlinkSync(join(repo.dir, 'packages/a'), join(repo.dir, 'node_modules/a'))
  mkdirSync(join(repo.root, 'outside'))
  symlinkSync(join(repo.root, 'outside'), join(repo.dir, 'node_modules/out'))
  const line = (name: string, version: string, direct: string, publisher: string, at: string): string =>
    `${name} ${version} ${direct} OpenAI ${publisher} OPENAI_API_KEY ${at}/dist/index.js`
  expect(await mentions(repo)).toEqual([
    line('@x/b', '1.0.0', 'direct', '-', 'node_modules/@x/b'),
    line('openai', '4.0.0', 'direct', 'OpenAI', 'node_modules/openai'),
    line('c', '2.0.0', 'transitive', '-', 'packages/a/node_modules/c'),
    line('openai', '3.0.0', 'transitive', 'OpenAI', 'node_modules/@x/b/node_modules/openai'),
    'Links that lead out of the repository were not followed: out.',
  ])
})

test("pnpm: what is linked from its store is the project's own wish, the rest of the store is not", async ({
  repo,
}) => {
  repo.write('.gitignore', 'node_modules\n')
  repo.write('package.json', '{"dependencies":{"d":"1"}}')
  put(repo, 'node_modules/.pnpm/d@1.0.0/node_modules/d', '1.0.0')
  put(repo, 'node_modules/.pnpm/e@2.0.0/node_modules/e', '2.0.0')
  symlinkSync('.pnpm/d@1.0.0/node_modules/d', join(repo.dir, 'node_modules/d'))
  symlinkSync('../../e@2.0.0/node_modules/e', join(repo.dir, 'node_modules/.pnpm/d@1.0.0/node_modules/e'))
  expect((await mentions(repo)).map(row => row.split(' ', 3).join(' '))).toEqual([
    'd 1.0.0 direct',
    'e 2.0.0 transitive',
  ])
})

test("PyPI: a virtual environment's packages, by what its records and the project's files say", async ({ repo }) => {
  const site = '.venv/lib/python3.12/site-packages'
  repo.write('.gitignore', '.venv\n')
  repo.write('.venv/pyvenv.cfg', 'home = /usr\n')
  repo.write('pyproject.toml', '[project]\nname = "x"\ndependencies = ["OpenAI>=1 ; python_version > \'3\'"]\n')
  for (const [name, directory] of [
    ['OpenAI', 'openai'],
    ['some_thing', 'some'],
  ] as const) {
    repo.write(`${site}/${directory}/client.py`, 'KEY = os.environ["OPENAI_API_KEY"]\n')
    repo.write(`${site}/${directory}-1.2.dist-info/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.2\n`)
    const outside = '../../../../../secret.py,,\n/etc/hosts.py,,\n'
    repo.write(`${site}/${directory}-1.2.dist-info/RECORD`, `${directory}/client.py,sha256=x,1\n${outside}`)
  }
  expect(await mentions(repo)).toEqual([
    `openai 1.2 direct OpenAI OpenAI OPENAI_API_KEY ${site}/openai/client.py`,
    `some-thing 1.2 transitive OpenAI - OPENAI_API_KEY ${site}/some/client.py`,
  ])
})

test('Go: the modules of go.mod in the module cache, replaced ones too', async ({ repo }) => {
  const cache = join(repo.root, 'mod')
  const own = (path: string): void => {
    mkdirSync(join(cache, path), { recursive: true })
    writeFileSync(join(cache, path, 'client.go'), 'const host = "https://api.openai.com/v1"\n')
    writeFileSync(join(cache, path, 'client_test.go'), 'os.Getenv("OPENAI_API_KEY")\n')
  }
  own('github.com/!big/one@v1.0.0')
  own('github.com/fork/two@v2.1.0')
  repo.write(
    'go.mod',
    [
      'module example.com/x',
      'require (',
      '\tgithub.com/Big/one v1.0.0',
      '\tgithub.com/a/two v2.0.0 // indirect',
      '\tgithub.com/a/three v0.1.0',
      ')',
      'replace github.com/a/two => github.com/fork/two v2.1.0',
    ].join('\n'),
  )
  expect(await mentions(repo, { GOMODCACHE: cache })).toEqual([
    `github.com/Big/one v1.0.0 direct OpenAI - api.openai.com ${join(cache, 'github.com/!big/one@v1.0.0/client.go')}`,
    `github.com/fork/two v2.1.0 transitive OpenAI - api.openai.com ${join(cache, 'github.com/fork/two@v2.1.0/client.go')}`,
    '1 modules of go.mod are not in the module cache (go mod download).',
  ])
})

test('who publishes a package is said only of names that are its own', () => {
  const publisher = (ecosystem: 'npm' | 'pypi' | 'go', name: string) => publisherOf({ ecosystem, name })
  expect(publisher('npm', '@openai/agents')).toBe('OpenAI')
  expect(publisher('npm', 'openai-helper')).toBeNull()
  expect(publisher('npm', 'anthropic')).toBeNull()
  expect(publisher('pypi', 'anthropic')).toBe('Anthropic')
  expect(publisher('go', 'github.com/openai/openai-go')).toBe('OpenAI')
  expect(publisher('go', 'github.com/openaix/y')).toBeNull()
})
