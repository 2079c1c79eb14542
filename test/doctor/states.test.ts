import { appendFileSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { describeCopied } from '../../src/install/record.ts'
import { type Repo, test } from '../support/repo.ts'
import { carryOut, diagnose, healthy, ill, type Told } from './patient.ts'

/** The checks that name it, `door/*` for all doors, each with what it says. */
type Named = Readonly<Record<string, RegExp>>

interface Illness {
  readonly name: string
  /** Makes it so. */
  readonly cause?: (repo: Repo) => unknown
  /** What is set in the shell. */
  readonly shell?: Record<string, string>
  readonly named: Named
  /** Whether the doors hold all the same. */
  readonly isProtected?: true
}

const hook = (repo: Repo, door: string): string => join(repo.dir, '.git/hooks', door)
const copied = (repo: Repo, name: string): string => join(repo.dir, '.git/keyhook', name)

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** Changes a file of the copy and what is recorded of it, as an older version of both would look. */
function replaceInCopy(repo: Repo, version: string): void {
  appendFileSync(copied(repo, 'extra.cjs'), '// another\n')
  const record = JSON.parse(readFileSync(copied(repo, 'install.json'), 'utf8'))
  record.files['extra.cjs'] = describeCopied(readFileSync(copied(repo, 'extra.cjs')))
  writeFileSync(copied(repo, 'install.json'), JSON.stringify({ ...record, keyhook: version }))
}

const ILLNESSES: readonly Illness[] = [
  {
    name: 'each door in a way of its own',
    cause: repo => {
      repo.write('.git/hooks/pre-commit', '#!/bin/sh\ntrue\n', 0o755)
      chmodSync(hook(repo, 'pre-merge-commit'), 0o644)
      rmSync(hook(repo, 'commit-msg'))
      edit(hook(repo, 'pre-applypatch'), text => text.replace('\n', '\nexit 0\n'))
      edit(hook(repo, 'pre-push'), text => text.replaceAll('\n', '\r\n'))
    },
    named: {
      'door/pre-commit': /does not call keyhook/,
      'door/pre-merge-commit': /not executable/,
      'door/commit-msg': /there is no hook/,
      'door/pre-applypatch': /ends before it comes to/,
      'door/pre-push': /CR LF/,
    },
  },
  {
    name: 'a hooks path that leads elsewhere',
    cause: repo => repo.git('config', 'core.hooksPath', '.git/elsewhere'),
    named: { 'hooks-path': /core\.hooksPath, set in .*config\), which does not exist/, 'door/*': /runs no hooks/ },
  },
  {
    name: 'a hooks path that is empty',
    cause: repo => repo.git('config', 'core.hooksPath', ''),
    named: { 'hooks-path': /is empty/, 'door/*': /runs no hooks/ },
  },
  {
    name: 'a hooks path of all repositories that is no directory',
    cause: repo => repo.git('config', '--global', 'core.hooksPath', '/dev/null'),
    named: { 'hooks-path': /no directory/, 'door/*': /runs no hooks/ },
  },
  {
    name: 'a scanner that is cut short',
    cause: repo => writeFileSync(copied(repo, 'keyhook.cjs'), ''),
    named: { 'door/*': /damaged/, scanner: /damaged: keyhook\.cjs/ },
  },
  {
    name: 'no copy of the scanner',
    cause: repo => rmSync(join(repo.dir, '.git/keyhook'), { recursive: true }),
    named: { 'door/*': /missing/, scanner: /no copy/ },
  },
  {
    name: 'a file of the copy that is not the one recorded, though the hooks still work',
    cause: repo => edit(copied(repo, 'extra.cjs'), text => text.replace('1', '2')),
    named: { scanner: /damaged: extra\.cjs/ },
  },
  {
    name: 'a copy that was changed along with what is recorded beside it',
    cause: repo => replaceInCopy(repo, JSON.parse(readFileSync(copied(repo, 'install.json'), 'utf8')).keyhook),
    named: { scanner: /is not what that package holds: extra\.cjs/ },
    isProtected: true,
  },
  {
    name: 'a stale copy, a node that is gone, and the guard off',
    cause: repo => {
      replaceInCopy(repo, '0.0.1')
      writeFileSync(copied(repo, 'node'), '/nowhere/node\n')
    },
    shell: { KEYHOOK_GUARD: 'off' },
    named: { guard: /is off/, scanner: /stale: keyhook 0\.0\.1/, node: /is gone/ },
    isProtected: true,
  },
  {
    name: 'a node that cannot be, and an override for all',
    shell: { KEYHOOK_NODE: 'nowhere', KEYHOOK_OVERRIDE: 'why' },
    named: { 'door/*': /KEYHOOK_NODE/, override: /is set/, node: /KEYHOOK_NODE/ },
  },
]

test('each broken state is named, and healthy after the repairs it names', async ({ repo }) => {
  const home = await healthy(repo)
  for (const { name, cause, shell = {}, named, isProtected = false } of ILLNESSES) {
    cause?.(repo)
    const left: Record<string, string | undefined> = { KEYHOOK_GUARD: undefined, ...shell }
    const before = await diagnose(repo, home, { env: left })
    const told = ill(before)
    const nameOf = ({ id }: Told): string => ('door/*' in named ? id.replace(/^door\/.*/, 'door/*') : id)
    expect([...new Set(told.map(nameOf))].sort(), name).toEqual(Object.keys(named).sort())
    for (const check of told) expect(check.says, name).toMatch(named[nameOf(check)] ?? /$^/)
    expect(before, name).toMatchObject({ code: isProtected ? 0 : 1, protected: isProtected })
    for (const repair of new Set(told.map(check => check.repair ?? ''))) {
      for (const variable of await carryOut(repo, home, repair)) left[variable] = undefined
    }
    const after = await diagnose(repo, home, { env: left })
    expect(ill(after), name).toEqual([])
    expect(after, name).toMatchObject({ code: 0, protected: true })
  }
}, 120_000)
