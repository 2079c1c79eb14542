import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { apply, type Change } from '../../src/install/changes.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

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

/** root may write anywhere, so the built keyhook is run as nobody. */
function asNobody(repo: Repo, env: Record<string, string> = {}) {
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const program = join(repo.root, 'package/dist/keyhook.cjs')
  return spawnSync(process.execPath, [program, 'init'], {
    cwd: repo.dir,
    env: repo.env(env),
    encoding: 'utf8',
    ...user,
  })
}

test.for([
  ['hooks directory', '.git/hooks'],
  ['git directory', '.git'],
] as const)('a read-only %s: nothing changes; 2 by hand, 0 in prepare', async ([, directory], { repo }) => {
  for (const name of ['dist', 'hooks'])
    cpSync(join(dirname(KEYHOOK), '..', name), join(repo.root, 'package', name), { recursive: true })
  if (process.getuid?.() === 0) repo.run('chown', ['-R', '65534:65534', repo.root])
  chmodSync(join(repo.dir, directory), 0o555)
  const before = repo.run('ls', ['-lR', '.git', '--time-style=+']).stdout
  const byHand = asNobody(repo)
  expect(byHand.stderr).toContain('EACCES')
  expect(byHand.status).toBe(2)
  expect(repo.run('ls', ['-lR', '.git', '--time-style=+']).stdout).toBe(before)
  const prepare = asNobody(repo, { npm_lifecycle_event: 'prepare' })
  expect(prepare.stdout).toContain('No hook was installed')
  expect(prepare.status).toBe(0)
  expect(repo.run('ls', ['-lR', '.git', '--time-style=+']).stdout).toBe(before)
  chmodSync(join(repo.dir, directory), 0o755)
  expect(asNobody(repo)).toMatchObject({ status: 0, stderr: '' })
})
