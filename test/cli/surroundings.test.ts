import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { deliver } from '../../src/cli/deliver.ts'
import { commandHere } from '../../src/cli/invocation.ts'
import { screen } from '../../src/cli/screen.ts'
import { test } from '../support/repo.ts'
import { fakeWorld } from './fake-world.ts'

describe('the command that works here', () => {
  test('is npx where the package is installed, also from below', ({ repo }) => {
    repo.write('node_modules/keyhook/package.json', '{}')
    repo.write('src/a.ts', '')
    const home = join(repo.dir, '.git/keyhook')
    expect(commandHere({ cwd: repo.dir, home, env: {} })).toBe('npx keyhook')
    expect(commandHere({ cwd: join(repo.dir, 'src'), home, env: {} })).toBe('npx keyhook')
  })

  test.for([
    ['/root/.npm/_npx/1a2b/node_modules/keyhook/dist', 'npx keyhook'],
    ['/usr/lib/node_modules/keyhook/dist', 'keyhook'],
    ['/opt/my tools/keyhook', "node '/opt/my tools/keyhook/keyhook.cjs'"],
  ])('from %s it is %s', ([home = '', command], { repo }) => {
    expect(commandHere({ cwd: repo.dir, home, env: {} })).toBe(command)
  })

  test('is the copy in the git directory, by a path that holds where the user stands', ({ repo }) => {
    const home = join(repo.dir, '.git/keyhook')
    expect(commandHere({ cwd: repo.dir, home, env: {} })).toBe('node .git/keyhook/keyhook.cjs')
    expect(commandHere({ cwd: repo.dir, home, env: { GIT_PREFIX: 'src/' } })).toBe(`node ${home}/keyhook.cjs`)
  })
})

describe('a report is delivered', () => {
  test.for([[undefined], ['-']])('to standard output with --output %s', async ([file]) => {
    const world = fakeWorld()
    await deliver('report\n', file, world)
    expect(world.told.out).toBe('report\n')
  })

  test('to a file, or it is an error', async ({ repo }) => {
    const world = fakeWorld({ cwd: repo.dir })
    await deliver('report\n', 'report.txt', world)
    expect(world.told.out).toBe('')
    expect(repo.run('cat', ['report.txt']).stdout).toBe('report\n')
    await expect(deliver('report\n', 'no/such/report.txt', world)).rejects.toThrow('the report could not be written')
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
