import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import { expect, inject, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const PACKAGE = inject('package')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const manifest = JSON.parse(read('package.json'))
const lock = JSON.parse(read('package-lock.json'))
const bill = JSON.parse(readFileSync(join(PACKAGE, 'dist/sbom.cdx.json'), 'utf8'))

/** The packages that a section of the page justifies. */
function named(section: string): string[] {
  const [, text = ''] = read('docs/decisions/dependencies.md').split(`## ${section}\n`)
  const rows = (text.split('\n## ')[0] ?? '').split('\n').filter(line => /^\| [^ -]/.test(line))
  return rows.flatMap(row => (row.split('|')[1] ?? '').trim().split(', ')).filter(name => name !== 'package')
}

interface Component {
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses: readonly unknown[]
  readonly hashes: readonly { readonly alg: string; readonly content: string }[]
}
const components: Component[] = bill.components

test('every package is justified, once', () => {
  const justified = [...named('Bundled'), ...named('Not bundled')]
  expect(justified.toSorted()).toEqual(Object.keys(manifest.devDependencies).sort())
})

test('the page says of each whether it is bundled', () => {
  const inBill = new Set(components.map(({ name }) => name))
  expect(named('Bundled').filter(name => !inBill.has(name))).toEqual([])
  expect(named('Not bundled').filter(name => inBill.has(name))).toEqual([])
})

test('the lock file has a hash for every package, and none runs a script when it is installed', () => {
  const packages = Object.entries<Record<string, unknown>>(lock.packages).filter(([path]) => path !== '')
  expect(packages.length).toBeGreaterThan(100)
  expect(packages.filter(([, one]) => !/^sha512-[\w+/]{86}==$/.test(String(one['integrity'])))).toEqual([])
  expect(packages.filter(([, one]) => one['hasInstallScript'] === true)).toEqual([])
  expect(Object.keys(lock.packages['']?.devDependencies).sort()).toEqual(Object.keys(manifest.devDependencies).sort())
})

test('the bill of materials names all that is bundled, as it was locked, with its licence beside it', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
  expect(bill.metadata.component).toMatchObject({ name: manifest.name, version: manifest.version })
  const licenses = readFileSync(join(PACKAGE, 'dist/LICENSES.txt'), 'utf8')
  const told = [...licenses.matchAll(/^(@?[\w./-]+) (\d+\.\d+\.\d+\S*) \(.+\)$/gm)].map(
    ([, name, version]) => `${name} ${version}`,
  )
  expect(components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(told.sort())
  for (const { name, version, purl, licenses, hashes } of components) {
    const locked = lock.packages[`node_modules/${name}`]
    expect(version).toBe(locked.version)
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`)
    expect(licenses.length).toBe(1)
    expect(`sha512-${Buffer.from(hashes[0]?.content ?? '', 'hex').toString('base64')}`).toBe(locked.integrity)
  }
})

test('no code of a package that is not in the bill is in the bundle', () => {
  const sources = readdirSync(join(PACKAGE, 'dist'), { encoding: 'utf8' }).filter(file => file.endsWith('.cjs'))
  const known = new Set(components.map(({ name }) => name))
  for (const file of sources) {
    const text = readFileSync(join(PACKAGE, 'dist', file), 'utf8')
    for (const [, name = ''] of text.matchAll(/\/\/#region node_modules\/((?:@[^/]+\/)?[^/]+)\//g))
      expect(known).toContain(name)
    for (const [, name = ''] of text.matchAll(/\brequire\("((?!node:|\.)[^"]+)"\)/g))
      expect(isBuiltin(name), name).toBe(true)
  }
})

test('licences are shipped', () => {
  expect(existsSync(join(PACKAGE, 'LICENSE'))).toBe(true)
})
