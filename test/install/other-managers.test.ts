import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Repo, test } from '../support/repo.ts'
import { runInit, runUninstall, syntheticKey } from './world.ts'

// The real managers are tried by "npm run managers"; here is what needs none of them.
const CONFIGURATIONS = [
  ['lefthook', 'lefthook.yml', '# mine\npre-commit:\n  commands:\n    a: { run: "true" } # why\n'],
  ['lefthook', '.config/lefthook.toml', '# mine\n[pre-commit.commands.a]\nrun = "true"\n'],
  ['lefthook', 'lefthook.json', '{\n  "pre-commit": {}\n}\n'],
  ['pre-commit', '.pre-commit-config.yaml', '# mine\nrepos: []\n'],
] as const

const hooks = (repo: Repo): string[] =>
  readdirSync(join(repo.dir, '.git/hooks')).filter(name => !name.endsWith('.sample'))
const read = (repo: Repo, path: string): string => readFileSync(join(repo.dir, path), 'utf8')

function expectGuarded(repo: Repo): void {
  repo.stage('key', syntheticKey())
  expect(repo.commit('x').code).toBe(1)
  repo.git('rm', '-q', '-f', 'key')
  expect(repo.commit('x', { args: ['--allow-empty'] })).toMatchObject({ code: 0 })
}

test.for(CONFIGURATIONS)(
  '%s that is not installed yet (%s): guarded, told, undone',
  async ([name, file, text], { repo }) => {
    repo.write(file, text)
    const dry = await runInit(repo, ['--dry-run'])
    expect(dry.all).toContain(`  --- ${file}\n  +++ ${file}\n`)
    expect(read(repo, file)).toBe(text)
    const told = await runInit(repo)
    expect(told.all).toContain(`${name} is in use`)
    expect(told.all).toContain(file)
    expectGuarded(repo)
    const after = read(repo, file)
    expect((await runInit(repo)).all).toContain('already guards')
    expect(read(repo, file)).toBe(after)
    expect(await runUninstall(repo)).toMatchObject({ code: 0 })
    expect(read(repo, file)).toBe(text)
    expect(hooks(repo)).toEqual([])
    expect(repo.git('status', '--porcelain', '--untracked-files=all')).toBe(`?? ${file}\n`)
  },
)

test.for(CONFIGURATIONS)('%s (%s): what was added since stays', async ([, file, text], { repo }) => {
  repo.write(file, text)
  await runInit(repo)
  const more = file.endsWith('.json')
    ? (now: string) => now.replace('"pre-commit": {}', '"pre-commit": {"parallel": true}')
    : (now: string) => `${now}# more\n`
  repo.write(file, more(read(repo, file)))
  await runUninstall(repo)
  expect(read(repo, file)).toBe(more(text))
})

test('a record that is lost: what stands between markers goes', async ({ repo }) => {
  repo.write('lefthook.yml', 'pre-push: {}\n')
  await runInit(repo)
  rmSync(join(repo.dir, '.git/keyhook/install.json'))
  await runUninstall(repo)
  expect(read(repo, 'lefthook.yml')).toBe('pre-push: {}\n')
  expect(repo.git('status', '--porcelain', '--untracked-files=all')).toBe('?? lefthook.yml\n')
})

test('--manager git leaves the configuration alone, and says what to do later', async ({ repo }) => {
  repo.write('lefthook.yml', 'pre-push: {}\n')
  expect((await runInit(repo, ['--manager', 'git'])).all).toContain('lefthook is in use too')
  expect(read(repo, 'lefthook.yml')).toBe('pre-push: {}\n')
  expectGuarded(repo)
})

test.for(['lefthook', 'pre-commit'])('--manager %s where it is not set up stops', async (name, { repo }) => {
  expect(await runInit(repo, ['--manager', name])).toMatchObject({ code: 2 })
})

test('the entry in a clone that has neither copy nor package stops and says the one command', async ({ repo }) => {
  repo.write('.pre-commit-config.yaml', 'repos: []\n')
  await runInit(repo)
  const { entryOf } = await import('../../src/install/pre-commit-config.ts')
  const script = entryOf(read(repo, '.pre-commit-config.yaml'), 'pre-commit') ?? ''
  expect(repo.run('sh', ['-c', script, '.git/keyhook/run.sh'])).toMatchObject({ code: 0 })
  repo.write('.git/keyhook/run.sh', '')
  expect(repo.run('sh', ['-c', script, '.git/keyhook/run.sh'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^keyhook: .*npx keyhook init\n$/),
  })
  rmSync(join(repo.dir, '.git/keyhook'), { recursive: true })
  expect(repo.run('sh', ['-c', script, '.git/keyhook/run.sh'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^keyhook: .*npx keyhook init\n$/),
  })
})
