import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { apply, type Change } from '../../src/install/changes.ts'
import { type Repo, test } from '../support/repo.ts'
import { makePackage, runInit } from './world.ts'

const isRoot = process.getuid?.() === 0

test('a step that fails undoes those before it', ({ repo }) => {
  repo.write('kept', 'as it was', 0o640)
  repo.write('moved', 'from here')
  repo.write('gone', 'not yet', 0o600)
  const path = (name: string) => join(repo.dir, name)
  const before = repo.run('ls', ['-lR', '--time-style=+']).stdout
  const changes: Change[] = [
    { kind: 'directory', path: path('new') },
    { kind: 'write', path: path('new/file'), bytes: Buffer.from('x'), mode: null },
    { kind: 'write', path: path('kept'), bytes: Buffer.from('other'), mode: 0o755 },
    { kind: 'move', from: path('moved'), to: path('elsewhere') },
    { kind: 'remove', path: path('gone') },
    { kind: 'write', path: path('no/such/directory'), bytes: Buffer.from('x'), mode: null },
  ]
  expect(() => apply(changes)).toThrow(/Nothing was changed.*ENOENT/)
  expect(repo.run('ls', ['-lR', '--time-style=+']).stdout).toBe(before)
  expect(readFileSync(path('kept'), 'utf8')).toBe('as it was')
})

const SCRIPT = `
const { init } = await import(process.argv[1])
const world = { cwd: process.cwd(), env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, now: new Date(), home: process.argv[2] }
process.exitCode = await init([], world).catch(error => (console.error(error.message), 2))
`

/** As a user who may not write what root may. */
function asNobody(repo: Repo, home: string, env: Record<string, string> = {}) {
  const init = resolve(import.meta.dirname, '../../src/cli/init.ts')
  const args = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', SCRIPT, init, home]
  return spawnSync(process.execPath, args, {
    cwd: repo.dir,
    env: repo.env(env),
    encoding: 'utf8',
    ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
  })
}

test.skipIf(Number(process.versions.node.split('.')[0]) < 22)(
  'a read-only hooks directory: nothing changes; 2 by hand, 0 in prepare',
  async ({ repo }) => {
    const home = makePackage(repo.root)
    if (isRoot) repo.run('chown', ['-R', '65534:65534', repo.root])
    chmodSync(join(repo.dir, '.git/hooks'), 0o555)
    const before = repo.run('ls', ['-lR', '.git', '--time-style=+']).stdout
    const byHand = asNobody(repo, home)
    expect(byHand.stderr).toContain('EACCES')
    expect(byHand.status).toBe(2)
    expect(repo.run('ls', ['-lR', '.git', '--time-style=+']).stdout).toBe(before)
    expect(asNobody(repo, home, { npm_lifecycle_event: 'prepare' }).status).toBe(0)
    chmodSync(join(repo.dir, '.git/hooks'), 0o755)
    void runInit
  },
)
