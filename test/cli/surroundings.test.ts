import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { commandName } from '../../src/cli/command-name.ts'
import { report } from '../../src/cli/report.ts'
import { screen } from '../../src/cli/screen.ts'
import { finding, verdict } from '../report/verdicts.ts'
import { test } from '../support/repo.ts'
import { fakeWorld } from './fake-world.ts'

describe('the command that works here', () => {
  test('is npx where the package is installed, also from below', ({ repo }) => {
    repo.write('node_modules/keyhook/package.json', '{}')
    const home = join(repo.dir, '.git/keyhook')
    expect(commandName(fakeWorld({ cwd: repo.dir, home }))).toBe('npx keyhook')
    expect(commandName(fakeWorld({ cwd: repo.dir, home, env: { GIT_PREFIX: 'src/' } }))).toBe('npx keyhook')
  })

  test('else is the copy in the git directory, by a path that holds where the user stands', ({ repo }) => {
    const home = join(repo.dir, '.git/keyhook')
    expect(commandName(fakeWorld({ cwd: repo.dir, home }))).toBe('node .git/keyhook/keyhook.cjs')
    expect(commandName(fakeWorld({ cwd: repo.dir, home, env: { GIT_PREFIX: 'src/' } }))).toBe(
      `node ${home}/keyhook.cjs`,
    )
  })

  test('is not what npx has on PATH for as long as it runs', ({ repo }) => {
    const packages = join(repo.root, '_npx/0/node_modules')
    const bin = join(packages, '.bin')
    mkdirSync(bin, { recursive: true })
    writeFileSync(join(bin, 'keyhook'), '', { mode: 0o755 })
    const world = fakeWorld({
      cwd: repo.dir,
      home: join(packages, 'keyhook/dist'),
      env: { PATH: [bin, dirname(process.execPath)].join(delimiter) },
    })
    expect(commandName(world)).toBe('npx keyhook')
    repo.write('.git/keyhook/keyhook.cjs', '')
    expect(commandName(world)).toBe('node .git/keyhook/keyhook.cjs')
  })

  test('names node by its path where it is not on PATH', ({ repo }) => {
    const world = fakeWorld({ cwd: repo.dir, home: join(repo.dir, '.git/keyhook'), env: { PATH: repo.home } })
    expect(commandName(world)).toBe(`${process.execPath} .git/keyhook/keyhook.cjs`)
  })

  test('is quoted where it has to be', ({ repo }) => {
    expect(commandName(fakeWorld({ cwd: repo.dir, home: '/opt/my tools' }))).toBe("node '/opt/my tools/keyhook.cjs'")
  })
})

describe('a report', () => {
  const options = { what: 'scan', override: null, format: 'text', color: true, quiet: false, staged: true } as const
  const found = verdict({ findings: [finding()] })

  test('goes to the output it is meant for, in its width and colour', async ({ repo }) => {
    const world = fakeWorld({ cwd: repo.dir })
    const told: string[] = []
    const terminal = { write: (text: string) => told.push(text), isTTY: true, columns: 60 }
    await report(found, { ...options, file: null }, world, terminal)
    expect(told.join('')).toContain('\x1b[31m')
    expect(world.told).toEqual({ out: '', err: '' })
  })

  test('goes to a file without colour, or it is an error', async ({ repo }) => {
    const world = fakeWorld({ cwd: repo.dir, env: { FORCE_COLOR: '1' } })
    await report(found, { ...options, file: 'report.txt' }, world, world.stdout)
    expect(world.told.out).toBe('')
    expect(repo.run('cat', ['report.txt']).stdout).toMatch(/^keyhook found 1 secret in 1 file/)
    await expect(report(found, { ...options, file: 'no/such' }, world, world.stdout)).rejects.toThrow('not be written')
  })
})

test.for([
  [200, 200],
  [20, 40],
  [0, 80],
  [undefined, 80],
])('%s columns are shown as %s', ([columns, width]) => {
  const output = { write: () => {}, isTTY: true, ...(columns === undefined ? {} : { columns }) }
  expect(screen({ env: {} }, output, false)).toEqual({ color: true, width })
})
