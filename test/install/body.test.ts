import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type Repo, test } from '../support/repo.ts'
import { SHELLS } from '../support/shells.ts'
import { makePackage, runInit, syntheticKey } from './world.ts'

/** Runs the installed hook in a shell of one's choice. */
function runHook(repo: Repo, shell: readonly string[], env: Record<string, string | undefined> = {}) {
  const [program = '', ...args] = shell
  return repo.run(program, [...args, '.git/hooks/pre-commit'], { env })
}

describe.for(SHELLS)('%s', shell => {
  test('stops a key, lets a clean commit through', async ({ repo }) => {
    await runInit(repo)
    expect(runHook(repo, shell)).toMatchObject({ code: 0, all: '' })
    repo.stage('a', syntheticKey())
    expect(runHook(repo, shell)).toMatchObject({ code: 1 })
  })

  test('finds node without PATH', async ({ repo }) => {
    await runInit(repo)
    repo.stage('a', syntheticKey())
    expect(runHook(repo, shell, { PATH: '/usr/bin:/bin' }).code).toBe(1)
  })

  test('says in one line that there is no node', async ({ repo }) => {
    await runInit(repo)
    const body = join(repo.dir, '.git/keyhook/hook.sh')
    // This machine has node in a known place, which a person without node has not.
    writeFileSync(body, readFileSync(body, 'utf8').replaceAll('/usr/bin/node', '/nowhere/node'))
    rmSync(join(repo.dir, '.git/keyhook/node'))
    const tools = join(repo.root, 'tools')
    mkdirSync(tools)
    symlinkSync('/usr/bin/git', join(tools, 'git'))
    const [name = ''] = shell
    symlinkSync(`/usr/bin/${name}`, join(tools, name))
    const ended = runHook(repo, shell, { PATH: tools })
    expect(ended.all).toMatch(/^keyhook: node was not found.*KEYHOOK_NODE.*\n$/)
    expect(ended.code).toBe(2)
  })

  test.for([
    ['missing', '/nowhere/node'],
    ['relative', 'node'],
    ['a directory', '/usr'],
  ] as const)('says that KEYHOOK_NODE is %s', async ([, value], { repo }) => {
    await runInit(repo)
    const ended = runHook(repo, shell, { KEYHOOK_NODE: value })
    expect(ended.all).toMatch(/^keyhook: KEYHOOK_NODE is not .*\n$/)
    expect(ended.code).toBe(2)
  })

  test('runs nothing out of the work tree, and loads nothing into node', async ({ repo }) => {
    for (const name of ['git', 'node', 'cat']) {
      repo.write(`bin/${name}`, `#!/bin/sh\necho planted >> '${repo.root}/planted'\n`, 0o755)
      repo.write(`${name}`, `#!/bin/sh\necho planted >> '${repo.root}/planted'\n`, 0o755)
    }
    repo.write('evil.cjs', `require('node:fs').writeFileSync(${JSON.stringify(join(repo.root, 'planted'))}, 'x')`)
    await runInit(repo)
    rmSync(join(repo.dir, '.git/keyhook/node'))
    const log = join(repo.root, 'log')
    const [name = ''] = shell
    const ended = repo.run(`/usr/bin/${name}`, [...shell.slice(1), '.git/hooks/pre-commit'], {
      env: {
        PATH: `.:bin::${repo.dir}/bin:${repo.dir}/../repo/bin://${repo.dir}/bin:/usr/bin:/bin:`,
        NODE_OPTIONS: `--require ${repo.dir}/evil.cjs`,
        NODE_PATH: repo.dir,
        KEYHOOK_TEST_LOG: log,
      },
    })
    expect(ended).toMatchObject({ code: 0, all: '' })
    expect(() => readFileSync(join(repo.root, 'planted'))).toThrow()
    expect(readFileSync(log, 'utf8')).toBe('scan|pre-commit||/usr/bin:/bin\n')
  })

  test.for([
    ['an empty scanner', 'keyhook.cjs', 0],
    ['half a scanner', 'keyhook.cjs', 300],
    ['an empty body', 'hook.sh', 0],
    ['half a body', 'hook.sh', 3000],
  ] as const)('takes %s for damage', async ([, name, size], { repo }) => {
    await runInit(repo)
    truncateSync(join(repo.dir, '.git/keyhook', name), size)
    const ended = runHook(repo, shell)
    expect(ended.code).toBe(2)
    expect(ended.all).toContain('npx keyhook init')
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expect(runHook(repo, shell)).toMatchObject({ code: 0, all: '' })
  })

  test.for([['keyhook.cjs'], ['hook.sh'], ['.']] as const)(
    'says how to repair a copy without %s',
    async ([name], { repo }) => {
      await runInit(repo)
      rmSync(join(repo.dir, '.git/keyhook', name), { recursive: true })
      const ended = runHook(repo, shell)
      expect(ended.all).toMatch(/^keyhook: .*npx keyhook init\n$/)
      expect(ended.code).toBe(2)
    },
  )

  test('is not disturbed by what the lines before it set', async ({ repo }) => {
    await runInit(repo)
    const hook = join(repo.dir, '.git/hooks/pre-commit')
    const text = readFileSync(hook, 'utf8')
    const before = 'set -euf; set -a; IFS=/x; PATH=/usr/bin:/bin\n'
    writeFileSync(hook, `${text.replace('#!/bin/sh\n', `#!/bin/sh\n${before}`)}echo "after $-"\n`)
    repo.stage('a', 'clean')
    const ended = runHook(repo, shell)
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(/^after [a-zB]*f/)
    repo.stage('a', syntheticKey())
    expect(runHook(repo, shell)).toMatchObject({ code: 1, stdout: '' })
  })
})

test('a node that is too old is named', async ({ repo }) => {
  await runInit(repo)
  // An old node, as far as the start of the scanner can see.
  repo.write(
    'old/node',
    `#!/bin/sh\nflag=$1 code=$2; shift 2\nexec '${process.execPath}' $flag "Object.defineProperty(process.versions,'node',{value:'18.1.0'});$code" "$@"\n`,
    0o755,
  )
  const ended = repo.run('.git/hooks/pre-commit', [], { env: { KEYHOOK_NODE: join(repo.dir, 'old/node') } })
  expect(ended.all).toMatch(/^keyhook: Node 20 or newer is needed.*\n$/)
  expect(ended.code).toBe(2)
})

test('prefers the newest node of a version manager', async ({ repo }) => {
  await runInit(repo)
  rmSync(join(repo.dir, '.git/keyhook/node'))
  for (const version of ['v9.1.0', 'v20.1.0', 'v22.11.0', 'v22.2.0', 'system']) {
    const path = join(repo.home, '.nvm/versions/node', version, 'bin/node')
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, `#!/bin/sh\necho ${version} >&2\n`)
    chmodSync(path, version === 'system' ? 0o644 : 0o755)
  }
  expect(repo.run('.git/hooks/pre-commit', []).stderr).toMatch(/^v22/)
})

test('a scanner that never sets its exit code does not pass', async ({ repo }) => {
  const ended = await runInit(repo, [], { home: makePackage(repo.root, 'new Promise(() => {})') })
  expect(ended.code).toBe(2)
  expect(repo.run('.git/hooks/pre-commit', [])).toMatchObject({ code: 2 })
})
