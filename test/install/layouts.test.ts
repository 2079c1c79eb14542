import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { Repo, test } from '../support/repo.ts'
import { makePackage, runInit, runUninstall, syntheticKey } from './world.ts'

const commitKey = (repo: Repo, cwd = repo.dir) => {
  writeFileSync(join(cwd, 'key.txt'), syntheticKey())
  repo.run('git', ['add', '-f', 'key.txt'], { cwd })
  return repo.run('git', ['commit', '-m', 'key'], { cwd })
}

const commitNothing = (repo: Repo, cwd = repo.dir) => {
  repo.run('git', ['rm', '-q', '-f', '--cached', 'key.txt'], { cwd })
  return repo.run('git', ['commit', '--allow-empty', '-m', 'nothing'], { cwd })
}

function expectGuarded(repo: Repo, cwd = repo.dir): void {
  const stopped = commitKey(repo, cwd)
  expect(stopped.all).toContain('found a made-up key')
  expect(stopped.code).toBe(1)
  expect(commitNothing(repo, cwd)).toMatchObject({ code: 0, stderr: '' })
}

const objects = (repo: Repo) =>
  repo
    .run('find', ['.git', '-type', 'f', '-not', '-path', '*/keyhook/*', '-not', '-path', '*/hooks/*'])
    .stdout.split('\n')
    .sort()

describe('where git keeps its hooks', () => {
  test('a linked worktree: guards all of them', async ({ repo }) => {
    repo.git('commit', '-q', '--allow-empty', '-m', 'first')
    const tree = join(repo.root, 'tree')
    repo.git('worktree', 'add', '-q', tree)
    expect(await runInit(repo, [], { cwd: tree })).toMatchObject({ code: 0 })
    expectGuarded(repo, tree)
    expectGuarded(repo)
    expect((await runUninstall(repo)).code).toBe(0)
    expect(commitKey(repo, tree).code).toBe(0)
  })

  test('a submodule: its own git directory', async ({ repo }) => {
    const inner = new Repo('inner')
    inner.git('init', '-q', '-b', 'main')
    inner.git('commit', '-q', '--allow-empty', '-m', 'first')
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.dir, 'sub')
    inner.remove()
    const sub = join(repo.dir, 'sub')
    expect(await runInit(repo, [], { cwd: sub })).toMatchObject({ code: 0 })
    expect(existsSync(join(repo.dir, '.git/modules/sub/keyhook/keyhook.cjs'))).toBe(true)
    expectGuarded(repo, sub)
    expect(existsSync(join(repo.dir, '.git/keyhook'))).toBe(false)
  })

  test('a subdirectory', async ({ repo }) => {
    mkdirSync(join(repo.dir, 'a/b'), { recursive: true })
    expect(await runInit(repo, [], { cwd: join(repo.dir, 'a/b') })).toMatchObject({ code: 0 })
    expectGuarded(repo)
  })

  test('GIT_DIR and GIT_WORK_TREE', async ({ repo }) => {
    const work = join(repo.root, 'work')
    mkdirSync(work)
    const env = { GIT_DIR: join(repo.dir, '.git'), GIT_WORK_TREE: work }
    expect(await runInit(repo, [], { cwd: work, env })).toMatchObject({ code: 0 })
    writeFileSync(join(work, 'a'), syntheticKey())
    repo.run('git', ['add', 'a'], { cwd: work, env })
    expect(repo.run('git', ['commit', '-m', 'x'], { cwd: work, env }).code).toBe(1)
  })

  test('a bare repository, and its worktree', async ({ repo }) => {
    repo.git('commit', '-q', '--allow-empty', '-m', 'first')
    const bare = join(repo.root, 'bare.git')
    const tree = join(repo.root, 'tree')
    repo.git('clone', '-q', '--bare', '.', bare)
    repo.run('git', ['worktree', 'add', '-q', tree], { cwd: bare })
    const ended = await runInit(repo, [], { cwd: bare })
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.all).toContain('others push to it is not')
    expectGuarded(repo, tree)
    expect((await runUninstall(repo, [], { cwd: tree })).code).toBe(0)
    expect(existsSync(join(bare, 'keyhook'))).toBe(false)
  })

  test('no hooks directory at all: made, and taken away again', async ({ repo }) => {
    rmSync(join(repo.dir, '.git/hooks'), { recursive: true })
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expectGuarded(repo)
    await runUninstall(repo)
    expect(existsSync(join(repo.dir, '.git/hooks'))).toBe(false)
  })

  test.for([['it\'s a $HOME `date` "dir"'], ['ünïcode \u{1F511} dir'], ['-n'], ['a:b'], ['back\\slash; exit 0 #']])(
    'a path such as %s',
    async ([name = '']) => {
      const repo = new Repo(name)
      repo.git('init', '-q', '-b', 'main')
      repo.git('commit', '-q', '--allow-empty', '-m', 'first')
      expect(await runInit(repo)).toMatchObject({ code: 0 })
      expectGuarded(repo)
      const tree = join(repo.root, `tree ${name}`)
      repo.git('worktree', 'add', '-q', '-b', 'other', tree)
      expectGuarded(repo, tree)
      repo.git('config', 'core.hooksPath', 'my hooks')
      expect(await runInit(repo)).toMatchObject({ code: 0 })
      expectGuarded(repo)
      repo.remove()
    },
  )
})

describe('core.hooksPath', () => {
  test('in the work tree: works in a fresh clone as soon as the package or a copy is there', async ({ repo }) => {
    repo.write('.githooks/pre-commit', `#!/bin/sh\necho own >> '${repo.root}/own'\n`, 0o755)
    repo.git('config', 'core.hooksPath', '.githooks')
    const home = makePackage(repo.root)
    expect(await runInit(repo, [], { home })).toMatchObject({ code: 0 })
    expectGuarded(repo)
    repo.git('add', '-f', '.githooks')
    expect(repo.commit('hooks').code).toBe(0)

    const clone = join(repo.root, 'clone')
    repo.git('clone', '-q', '.', clone)
    repo.run('git', ['config', 'core.hooksPath', '.githooks'], { cwd: clone })
    const alone = commitKey(repo, clone)
    expect(alone.stderr).toMatch(/^keyhook: .*npx keyhook init\n$/)
    expect(alone.code).not.toBe(0)

    repo.run('cp', ['-r', join(home, '..'), join(clone, 'keyhook')])
    mkdirSync(join(clone, 'node_modules'))
    repo.run('mv', ['keyhook', 'node_modules/keyhook'], { cwd: clone })
    expectGuarded(repo, clone)
    rmSync(join(clone, 'node_modules'), { recursive: true })
    expect(await runInit(repo, [], { home, cwd: clone })).toMatchObject({ code: 0 })
    expectGuarded(repo, clone)
    expect(repo.run('git', ['status', '--porcelain', '--', '.githooks'], { cwd: clone }).stdout).toBe('')
    const tree = join(repo.root, 'tree')
    repo.run('git', ['worktree', 'add', '-q', tree], { cwd: clone })
    expectGuarded(repo, tree)
  })

  test('of the user, shared by two repositories: acts where init was run', async ({ repo }) => {
    const shared = join(repo.home, 'shared hooks')
    mkdirSync(shared)
    writeFileSync(join(shared, 'pre-commit'), `#!/bin/sh\necho own >> '${repo.root}/own'\n`, { mode: 0o755 })
    const before = readdirSync(shared)
    repo.git('config', '--global', 'core.hooksPath', shared)
    const [one, two, three] = ['one', 'two', 'three'].map(name => {
      const path = join(repo.root, name)
      repo.git('init', '-q', path)
      return path
    }) as [string, string, string]
    for (const cwd of [one, two]) expect(await runInit(repo, [], { cwd })).toMatchObject({ code: 0 })
    expectGuarded(repo, one)
    expectGuarded(repo, two)
    rmSync(join(repo.root, 'own'))
    expect(commitKey(repo, three).code).toBe(0)
    expect(readFileSync(join(repo.root, 'own'), 'utf8')).toBe('own\n')

    const ended = await runUninstall(repo, [], { cwd: one })
    expect(ended.all).toContain(join(two, '.git'))
    expect(commitKey(repo, one).code).toBe(0)
    expectGuarded(repo, two)
    rmSync(join(two, '.git/keyhook/hook.sh'))
    expect(commitKey(repo, two).code).not.toBe(0)
    await runInit(repo, [], { cwd: two })
    await runUninstall(repo, [], { cwd: two })
    expect(readdirSync(shared)).toEqual(before)
    expect(readFileSync(join(shared, 'pre-commit'), 'utf8')).toContain('own')
  })

  test('of the user, inside a work tree: is shared nevertheless', async ({ repo }) => {
    const shared = join(repo.dir, 'hooks')
    mkdirSync(shared)
    repo.git('config', '--global', 'core.hooksPath', shared)
    const other = join(repo.root, 'other')
    repo.git('init', '-q', other)
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expectGuarded(repo)
    expect(commitKey(repo, other).code).toBe(0)
  })

  test.for([['/dev/null'], ['']] as const)('that cannot hold hooks is refused: %s', async ([path], { repo }) => {
    repo.git('config', 'core.hooksPath', path)
    const ended = await runInit(repo)
    expect(ended.code).toBe(2)
    expect(ended.all).toContain('git config')
    expect(existsSync(join(repo.dir, '.git/keyhook'))).toBe(false)
    expect((await runInit(repo, [], { env: { npm_lifecycle_event: 'prepare' } })).code).toBe(0)
    expect((await runUninstall(repo)).code).toBe(0)
  })
})

describe('init', () => {
  test('leaves index, objects, work tree and temporary directory alone', async ({ repo }) => {
    repo.stage('a', 'staged\n')
    repo.commit('first')
    repo.stage('a', 'staged again\n')
    repo.write('a', 'not staged\n')
    repo.git('config', 'core.splitIndex', 'true')
    repo.git('update-index', '--split-index')
    const [before, index, status, temporary] = [
      objects(repo),
      readFileSync(join(repo.dir, '.git/index')),
      repo.git('status', '--porcelain'),
      readdirSync('/tmp').filter(name => name.startsWith('keyhook-control')),
    ]
    expect(
      await runInit(repo, [], { env: { KEYHOOK_OVERRIDE: 'a reason that is one', GIT_INDEX_FILE: '.git/index' } }),
    ).toMatchObject({ code: 0 })
    expect(objects(repo)).toEqual(before)
    expect(readFileSync(join(repo.dir, '.git/index'))).toEqual(index)
    expect(repo.git('status', '--porcelain')).toBe(status)
    expect(readdirSync('/tmp').filter(name => name.startsWith('keyhook-control'))).toEqual(temporary)
  })

  test('a second time changes nothing', async ({ repo }) => {
    await runInit(repo)
    const before = repo.run('find', ['.git', '-type', 'f', '-printf', '%p %m %T@ %i\\n']).stdout
    const ended = await runInit(repo)
    expect(ended.all).toContain('already')
    expect(repo.run('find', ['.git', '-type', 'f', '-printf', '%p %m %T@ %i\\n']).stdout).toBe(before)
  })

  test('brings an older copy up to date', async ({ repo }) => {
    await runInit(repo)
    writeFileSync(join(repo.dir, '.git/keyhook/older.cjs'), '')
    writeFileSync(join(repo.dir, '.git/keyhook/extra.cjs'), 'old')
    writeFileSync(join(repo.dir, '.git/hooks/pre-push'), '#!/bin/sh\n# >>> keyhook: older\nexit 9\n# <<< keyhook\n')
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expect(existsSync(join(repo.dir, '.git/keyhook/older.cjs'))).toBe(false)
    expect(readFileSync(join(repo.dir, '.git/keyhook/extra.cjs'), 'utf8')).not.toBe('old')
  })

  test('runs from its own copy too', async ({ repo }) => {
    await runInit(repo)
    const home = join(repo.dir, '.git/keyhook')
    expect((await runInit(repo, [], { home })).all).toContain('already')
    expect(JSON.parse(readFileSync(join(home, 'install.json'), 'utf8')).keyhook).toMatch(/^\d/)
  })

  test('--dry-run lists what it would write, and writes nothing', async ({ repo }) => {
    const before = repo.run('find', ['.git', '-printf', '%p %T@\\n']).stdout
    const ended = await runInit(repo, ['--dry-run', '--manager=git'])
    expect(ended.code).toBe(0)
    for (const line of ['make .git/keyhook', 'write .git/keyhook/* (', 'write .git/hooks/pre-push'])
      expect(ended.stdout).toContain(line)
    expect(ended.stdout.split('\n').length).toBeLessThan(24)
    expect(repo.run('find', ['.git', '-printf', '%p %T@\\n']).stdout).toBe(before)
  })

  test('fails where the proof fails, and keeps the doors shut', async ({ repo }) => {
    const ended = await runInit(repo, [], { home: makePackage(repo.root, 'process.exitCode = 0') })
    expect(ended.code).toBe(2)
    expect(ended.all).toContain('pre-push: a made-up key was not found')
  })

  test.for([
    [['--manager', 'hursky'], 'Did you mean husky?'],
    [['--manager=got'], 'Did you mean git?'],
    [['--dryrun'], '--dry-run'],
    [['--manager'], 'git|husky'],
  ] as const)('refuses %s', async ([argv, nearest], { repo }) => {
    const ended = await runInit(repo, argv)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(nearest)
  })

  test.for([
    ['outside a repository', (repo: Repo) => ({ cwd: repo.home })],
    ['without git', () => ({ env: { PATH: '/nowhere' } })],
  ] as const)("%s: 2 by hand, 0 in npm's prepare", async ([, where], { repo }) => {
    const wish = where(repo)
    expect((await runInit(repo, [], wish)).code).toBe(2)
    const ended = await runInit(repo, [], {
      ...wish,
      env: { ...('env' in wish ? wish.env : {}), npm_lifecycle_event: 'prepare' },
    })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('No hook was installed')
  })
})

test('a copy of a repository is freed without touching the original', async ({ repo }) => {
  repo.write('package.json', '{}')
  await runInit(repo, ['--prepare'])
  const copy = join(repo.root, 'copy')
  repo.run('cp', ['-a', repo.dir, copy])
  expect((await runUninstall(repo, [], { cwd: copy })).code).toBe(0)
  expect(commitKey(repo, copy).code).toBe(0)
  expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe('{}')
  expect(readFileSync(join(repo.dir, 'package.json'), 'utf8')).toContain('keyhook')
  expectGuarded(repo)
})

test('a repository reached through a link is the same one', async ({ repo }) => {
  const shared = join(repo.home, 'hooks')
  mkdirSync(shared)
  repo.git('config', '--global', 'core.hooksPath', shared)
  symlinkSync(repo.dir, join(repo.root, 'link'))
  await runInit(repo)
  expect((await runInit(repo, [], { cwd: join(repo.root, 'link') })).all).toContain('already')
  await runUninstall(repo, [], { cwd: join(repo.root, 'link') })
  expect(readdirSync(shared)).toEqual([])
})

test('uninstall works without the record, and says when there is nothing to do', async ({ repo }) => {
  const before = readdirSync(join(repo.dir, '.git/hooks'))
  await runInit(repo)
  rmSync(join(repo.dir, '.git/keyhook'), { recursive: true })
  expect((await runUninstall(repo)).code).toBe(0)
  expect(readdirSync(join(repo.dir, '.git/hooks'))).toEqual(before)
  const again = await runUninstall(repo)
  expect(again.code).toBe(0)
  expect(again.stdout).toContain('nothing to remove')
})
