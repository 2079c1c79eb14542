import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, inject, test } from 'vitest'
import { KEYHOOK, Repo } from './support/repo.ts'

const PACKAGE = inject('package')
const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' }).filter(file =>
  statSync(join(PACKAGE, file)).isFile(),
)
const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))

test('the package holds what users need, and nothing else', () => {
  const outside = files.filter(file => !file.startsWith('dist/')).sort()
  expect(outside).toEqual([
    'LICENSE',
    'README.md',
    'hooks/guard.sh',
    'hooks/keyhook.sh',
    'hooks/run.sh',
    'man/keyhook.1',
    'package.json',
    'schema/report.schema.json',
    'templates/allowlist.yml',
    'templates/ci/github-history.yml',
    'templates/ci/github.yml',
    'templates/ci/gitlab.yml',
    'templates/ci/scan.sh',
    'templates/kubernetes/history-job.yml',
  ])
  expect(files.filter(file => file.startsWith('dist/') && !file.endsWith('.cjs')).sort()).toEqual([
    'dist/LICENSES.txt',
    'dist/guard.encoded',
    'dist/guard.literals',
    'dist/guard.patterns',
    'dist/index.d.cts',
    'dist/sbom.cdx.json',
  ])
})

test('it is small, and brings no package along', () => {
  const size = files.reduce((total, file) => total + statSync(join(PACKAGE, file)).size, 0)
  expect(size).toBeLessThan(2_800_000)
  expect(manifest.dependencies ?? {}).toEqual({})
  expect(manifest.optionalDependencies ?? {}).toEqual({})
})

test('installing it runs nothing', () => {
  expect(Object.keys(manifest.scripts).filter(name => ['preinstall', 'install', 'postinstall'].includes(name))).toEqual(
    [],
  )
})

test('the licence of each bundled package is there', () => {
  const licenses = readFileSync(join(PACKAGE, 'dist/LICENSES.txt'), 'utf8')
  for (const name of ['yaml', 'valibot', 'picomatch', 'picocolors', 'wrap-ansi', 'isomorphic-git'])
    expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'))
})

test('nothing of the machine it was built on is in it', () => {
  const project = resolve(import.meta.dirname, '..')
  for (const file of files) expect(readFileSync(join(PACKAGE, file), 'utf8').includes(project), file).toBe(false)
})

/** The files of the package that node loads for a command. */
function loadedBy(repo: Repo, args: readonly string[]): string[] {
  const watch = join(repo.root, 'watch.cjs')
  const list = join(repo.root, 'loaded')
  const script = `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)}, Object.keys(require.cache).join('\\n')))`
  writeFileSync(watch, script)
  const { code, all } = repo.run(process.execPath, ['--require', watch, KEYHOOK, ...args])
  expect(code, all).toBe(0)
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter(file => file !== watch)
}

test('a hook loads nothing of the engine that needs no git', () => {
  const repo = new Repo()
  repo.git('init', '-q')
  repo.stage('f', 'one\n')
  const ofEngine = (file: string): boolean => readFileSync(file, 'utf8').includes('isomorphic-git/index.js')
  const hook = loadedBy(repo, ['hook', 'pre-commit'])
  expect(hook.length).toBeGreaterThan(5)
  expect(hook.filter(ofEngine)).toEqual([])
  expect(loadedBy(repo, ['scan', '--engine', 'isomorphic']).filter(ofEngine)).toHaveLength(1)
  repo.remove()
})
