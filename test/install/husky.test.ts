import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect } from 'vitest'
import { type Repo, test } from '../support/repo.ts'
import { makePackage, runInit, runUninstall, syntheticKey } from './world.ts'

const HUSKY = resolve(import.meta.dirname, '../../node_modules/husky')

function withHusky(repo: Repo): void {
  repo.write('package.json', '{ "devDependencies": { "husky": "^9.1.7" } }\n')
  repo.write('.gitignore', 'node_modules\n')
  mkdirSync(join(repo.dir, 'node_modules'))
  symlinkSync(HUSKY, join(repo.dir, 'node_modules/husky'))
}

const installHusky = (repo: Repo, cwd = repo.dir) => repo.run(process.execPath, [join(HUSKY, 'bin.js')], { cwd })

function expectGuarded(repo: Repo, cwd = repo.dir): void {
  writeFileSync(join(cwd, 'key'), syntheticKey())
  repo.run('git', ['add', 'key'], { cwd })
  const stopped = repo.run('git', ['commit', '-m', 'x'], { cwd })
  expect(stopped.all).toContain('found a made-up key')
  expect(stopped.code).toBe(1)
  repo.run('git', ['rm', '-q', '-f', '--cached', 'key'], { cwd })
  expect(repo.run('git', ['commit', '-q', '--allow-empty', '-m', 'x'], { cwd })).toMatchObject({ code: 0, stderr: '' })
}

describe('husky 9', () => {
  test('gets a block in its own files; every door is guarded, its own hooks still run', async ({ repo }) => {
    withHusky(repo)
    repo.write('.husky/pre-commit', `# mine\necho "ran" >> '${repo.root}/trace'`)
    installHusky(repo)
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expect(existsSync(join(repo.root, 'trace'))).toBe(false)
    expectGuarded(repo)
    expect(readFileSync(join(repo.root, 'trace'), 'utf8')).toBe('ran\nran\n')
    expect(repo.run('git', ['commit', '--allow-empty', '-m', syntheticKey()]).code).toBe(1)
    expect(repo.git('status', '--porcelain', '--ignored', '.husky/_')).toBe('!! .husky/_/\n')
    const text = readFileSync(join(repo.dir, '.husky/pre-commit'), 'utf8')
    expect((await runInit(repo)).all).toContain('already')
    installHusky(repo)
    expect(readFileSync(join(repo.dir, '.husky/pre-commit'), 'utf8')).toBe(text)
    await runUninstall(repo)
    expect(readFileSync(join(repo.dir, '.husky/pre-commit'), 'utf8')).toBe(`# mine\necho "ran" >> '${repo.root}/trace'`)
    expect(existsSync(join(repo.dir, '.husky/commit-msg'))).toBe(false)
  })

  test('works in a fresh clone after the usual install, or stops with the one command', async ({ repo }) => {
    withHusky(repo)
    repo.write('.husky/pre-commit', 'true\n')
    installHusky(repo)
    const home = makePackage(repo.root)
    await runInit(repo, [], { home })
    repo.git('add', '.')
    expect(repo.commit('hooks').code).toBe(0)
    const clone = join(repo.root, 'clone')
    repo.git('clone', '-q', '.', clone)
    installHusky(repo, clone)
    const stopped = repo.run('git', ['commit', '--allow-empty', '-m', 'x'], { cwd: clone })
    expect(stopped.stderr).toMatch(/^keyhook: .*npx keyhook init\nhusky - /)
    expect(stopped.code).toBe(1)
    cpSync(join(home, '..'), join(clone, 'node_modules/keyhook'), { recursive: true })
    expectGuarded(repo, clone)
    rmSync(join(clone, 'node_modules'), { recursive: true })
    expect(await runInit(repo, [], { home, cwd: clone })).toMatchObject({ code: 0 })
    expectGuarded(repo, clone)
    expect(repo.run('git', ['status', '--porcelain'], { cwd: clone }).stdout).toBe('?? key\n')
  })

  test('that is not installed yet: guarded now, and once it is', async ({ repo }) => {
    withHusky(repo)
    repo.write('.husky/pre-commit', 'true\n')
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expectGuarded(repo)
    installHusky(repo)
    expectGuarded(repo)
    await runUninstall(repo)
    expect(readFileSync(join(repo.dir, '.husky/pre-commit'), 'utf8')).toBe('true\n')
    expect(existsSync(join(repo.dir, '.git/hooks/pre-commit'))).toBe(false)
  })

  test.for([['[ -n "$CI" ] && exit 0\n'], ['#!/bin/sh\nexec < /dev/tty\n'], ['if true; then\n  exit 0\nfi']])(
    'a script that may end early is guarded before it does: %s',
    async ([script = ''], { repo }) => {
      withHusky(repo)
      repo.write('.husky/pre-commit', script)
      installHusky(repo)
      expect((await runInit(repo)).all).toContain('comes first')
      writeFileSync(join(repo.dir, 'key'), syntheticKey())
      repo.git('add', 'key')
      expect(repo.commit('x', { env: { CI: '1' } }).code).toBe(1)
      await runUninstall(repo)
      expect(readFileSync(join(repo.dir, '.husky/pre-commit'), 'utf8')).toBe(script)
    },
  )

  test('in a worktree where it was never installed: says what to run', async ({ repo }) => {
    withHusky(repo)
    repo.write('.husky/pre-commit', 'true\n')
    installHusky(repo)
    repo.git('add', '.')
    repo.commit('first')
    const tree = join(repo.root, 'tree')
    repo.git('worktree', 'add', '-q', tree)
    const ended = await runInit(repo, [], { cwd: tree })
    expect(ended.code).toBe(2)
    expect(ended.all).toContain('npx husky')
  })

  test('--manager git does not write into its directory', async ({ repo }) => {
    withHusky(repo)
    mkdirSync(join(repo.dir, '.husky'))
    installHusky(repo)
    expect(await runInit(repo, ['--manager', 'git'])).toMatchObject({ code: 2 })
  })

  test('--manager husky without it', async ({ repo }) => {
    expect(await runInit(repo, ['--manager', 'husky'])).toMatchObject({ code: 2 })
  })
})

test('simple-git-hooks: wired as git, and said', async ({ repo }) => {
  repo.write('package.json', '{"simple-git-hooks":{"pre-commit":"true"}}')
  const ended = await runInit(repo)
  expect(ended).toMatchObject({ code: 0 })
  expect(ended.all).toContain('simple-git-hooks')
  expectGuarded(repo)
})
