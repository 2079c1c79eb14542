import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, inject, test } from 'vitest'

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
    'package.json',
    'templates/allowlist.yml',
    'templates/ci/github-history.yml',
    'templates/kubernetes/history-job.yml',
  ])
  expect(files.filter(file => file.startsWith('dist/') && !file.endsWith('.cjs')).sort()).toEqual([
    'dist/LICENSES.txt',
    'dist/guard.encoded',
    'dist/guard.literals',
    'dist/guard.patterns',
  ])
})

test('it is small, and brings no package along', () => {
  const size = files.reduce((total, file) => total + statSync(join(PACKAGE, file)).size, 0)
  expect(size).toBeLessThan(1_500_000)
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
  for (const name of ['yaml', 'valibot', 'picomatch', 'picocolors', 'wrap-ansi'])
    expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'))
})

test('nothing of the machine it was built on is in it', () => {
  const project = resolve(import.meta.dirname, '..')
  for (const file of files) expect(readFileSync(join(PACKAGE, file), 'utf8').includes(project), file).toBe(false)
})
