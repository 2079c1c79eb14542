import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type Repo, test } from '../support/repo.ts'
import { runInit, runUninstall, syntheticKey } from './world.ts'

const hook = (repo: Repo, name = 'pre-commit') => join(repo.dir, '.git/hooks', name)

function writeHook(repo: Repo, text: string, mode = 0o755, name = 'pre-commit'): void {
  repo.write(`.git/hooks/${name}`, `#!/bin/sh\n${text}\n`, mode)
}

const trace = (repo: Repo): string =>
  existsSync(join(repo.root, 'trace')) ? readFileSync(join(repo.root, 'trace'), 'utf8') : ''

describe('an existing hook', () => {
  test('runs first and once, and both have a say', async ({ repo }) => {
    writeHook(repo, `echo "ran $# $NODE_OPTIONS" >> '${repo.root}/trace'`)
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expect(trace(repo)).toBe('')
    repo.stage('a', 'clean')
    expect(repo.commit('x', { env: { NODE_OPTIONS: '--max-old-space-size=900' } }).code).toBe(0)
    expect(trace(repo)).toBe('ran 0 --max-old-space-size=900\n')
    repo.stage('a', syntheticKey())
    expect(repo.commit('x').code).toBe(1)
    expect(trace(repo).split('\n')).toHaveLength(3)
  })

  test('that fails stops the commit with its own exit code, before keyhook says anything', async ({ repo }) => {
    writeHook(repo, 'echo mine >&2; exit 7')
    await runInit(repo)
    repo.stage('a', syntheticKey())
    expect(repo.commit('x')).toMatchObject({ code: 1, stderr: 'mine\n' })
    expect(repo.run(hook(repo), []).code).toBe(7)
  })

  test('that is not executable stays off, and gets its mode back', async ({ repo }) => {
    writeHook(repo, 'exit 7', 0o644)
    await runInit(repo)
    repo.stage('a', 'clean')
    expect(repo.commit('x').code).toBe(0)
    await runUninstall(repo)
    expect(lstatSync(hook(repo)).mode & 0o777).toBe(0o644)
  })

  test('that is a relative link keeps leading to its target', async ({ repo }) => {
    repo.write('scripts/check.sh', `#!/bin/sh\necho linked >> '${repo.root}/trace'\n`, 0o755)
    symlinkSync('../../scripts/check.sh', hook(repo))
    await runInit(repo)
    repo.stage('a', 'clean')
    expect(repo.commit('x').code).toBe(0)
    expect(trace(repo)).toBe('linked\n')
    await runUninstall(repo)
    expect(readlinkSync(hook(repo))).toBe('../../scripts/check.sh')
  })

  test('finds what lies beside it', async ({ repo }) => {
    writeHook(repo, '. "$(dirname "$0")/lib.sh"; say')
    repo.write('.git/hooks/lib.sh', `say() { echo beside >> '${repo.root}/trace'; }\n`)
    await runInit(repo)
    repo.stage('a', 'clean')
    expect(repo.commit('x').code).toBe(0)
    expect(trace(repo)).toBe('beside\n')
  })

  test('gets its arguments', async ({ repo }) => {
    writeHook(repo, `cat "$1" >> '${repo.root}/trace'; echo "and more" >> "$1"`, 0o755, 'commit-msg')
    await runInit(repo)
    repo.stage('a', 'clean')
    expect(repo.commit('a message').code).toBe(0)
    expect(trace(repo)).toContain('a message\n')
    expect(repo.git('log', '-1', '--format=%B')).toContain('and more')
  })
})

describe('pre-push', () => {
  test.for([
    ['reads all of its input', 'cat'],
    ['reads none of it', 'true'],
  ] as const)('an existing hook that %s', async ([, reads], { repo }) => {
    writeHook(repo, `echo "$@" >> '${repo.root}/trace'; ${reads} >> '${repo.root}/trace'`, 0o755, 'pre-push')
    await runInit(repo)
    repo.git('init', '-q', '--bare', join(repo.root, 'far.git'))
    repo.git('remote', 'add', 'far', join(repo.root, 'far.git'))
    repo.stage('a', 'clean')
    repo.commit('x')
    repo.git('tag', 'two')
    const log = join(repo.root, 'log')
    const pushed = repo.run('git', ['push', 'far', 'main', 'two'], { env: { KEYHOOK_TEST_LOG: log } })
    expect(pushed).toMatchObject({ code: 0 })
    const head = repo.git('rev-parse', 'HEAD').trim()
    const lines = [
      `refs/heads/main ${head} refs/heads/main ${'0'.repeat(40)}`,
      `refs/tags/two ${head} refs/tags/two ${'0'.repeat(40)}`,
    ]
    const input = `${lines.join('\n')}\n`
    expect(readFileSync(log, 'utf8')).toContain(`scan input ${JSON.stringify(input)}`)
    expect(trace(repo)).toBe(`far ${join(repo.root, 'far.git')}\n${reads === 'cat' ? input : ''}`)
    repo.stage('a', syntheticKey())
    repo.commit('x', { args: ['--no-verify'] })
    expect(repo.run('git', ['push', 'far', 'main']).code).toBe(1)
  })

  test('an existing hook that fails stops the push', async ({ repo }) => {
    writeHook(repo, 'exit 3', 0o755, 'pre-push')
    await runInit(repo)
    expect(repo.run(hook(repo, 'pre-push'), ['far', 'url'], { input: 'a b c d\n' }).code).toBe(3)
  })
})

describe('after another tool has come by', () => {
  test('that overwrote the hook, init chains the new one', async ({ repo }) => {
    writeHook(repo, `echo first >> '${repo.root}/trace'`)
    await runInit(repo)
    writeHook(repo, `echo second >> '${repo.root}/trace'`)
    const again = await runInit(repo)
    expect(again).toMatchObject({ code: 0 })
    expect(again.all).toContain('pre-commit.keyhook-prev-old')
    repo.stage('a', 'clean')
    expect(repo.commit('x').code).toBe(0)
    expect(trace(repo)).toBe('second\n')
    await runUninstall(repo)
    expect(readFileSync(hook(repo), 'utf8')).toContain('second')
  })

  test('that keeps ours under another name and runs it, every hook still runs once', async ({ repo }) => {
    writeHook(repo, `echo first >> '${repo.root}/trace'`)
    await runInit(repo)
    renameSync(hook(repo), hook(repo, 'pre-commit.legacy'))
    writeHook(repo, `echo second >> '${repo.root}/trace'; "$(dirname "$0")/pre-commit.legacy" "$@"`)
    repo.stage('a', syntheticKey())
    expect(repo.commit('x').code).toBe(1)
    expect(trace(repo)).toBe('second\nfirst\n')

    await runInit(repo)
    expect(repo.commit('x').code).toBe(1)
    expect(trace(repo)).toBe('second\nfirst\nsecond\nfirst\n')
    await runUninstall(repo)
    expect(readFileSync(hook(repo, 'pre-commit.legacy'), 'utf8')).toContain('first')
    expect(readFileSync(hook(repo), 'utf8')).toContain('second')
  })

  test("a hook that runs keyhook's own file does not go round for ever", async ({ repo }) => {
    writeHook(repo, `echo outer >> '${repo.root}/trace'; "$(dirname "$0")/pre-commit" "$@"`)
    await runInit(repo)
    repo.stage('a', 'clean')
    expect(repo.commit('x').code).toBe(0)
    expect(trace(repo)).toBe('outer\n')
  })

  test('uninstall leaves what is not its own', async ({ repo }) => {
    writeHook(repo, 'true first')
    await runInit(repo)
    writeHook(repo, 'true second')
    const ended = await runUninstall(repo)
    expect(ended.all).toContain("another tool's now")
    expect(readFileSync(hook(repo), 'utf8')).toContain('second')
    expect(readFileSync(hook(repo, 'pre-commit.keyhook-prev'), 'utf8')).toContain('first')
  })
})

describe('what the user changed since', () => {
  test('lines added to our file run, and are kept', async ({ repo }) => {
    await runInit(repo)
    writeFileSync(hook(repo), `${readFileSync(hook(repo), 'utf8')}echo mine >> '${repo.root}/trace'\n`)
    repo.stage('a', 'clean')
    expect(repo.commit('x').code).toBe(0)
    expect(trace(repo)).toBe('mine\n')
    await runInit(repo)
    await runUninstall(repo)
    expect(readFileSync(hook(repo), 'utf8')).toBe(`#!/bin/sh\necho mine >> '${repo.root}/trace'\n`)
  })

  test('lines added to our file, with an earlier hook: both still run', async ({ repo }) => {
    writeHook(repo, `echo earlier >> '${repo.root}/trace'`)
    await runInit(repo)
    writeFileSync(hook(repo), `${readFileSync(hook(repo), 'utf8')}echo mine >> '${repo.root}/trace'\n`)
    await runUninstall(repo)
    repo.stage('a', syntheticKey())
    expect(repo.commit('x').code).toBe(0)
    expect(trace(repo)).toBe('earlier\nmine\n')
  })

  test('an edited earlier hook is given back as it is now', async ({ repo }) => {
    writeHook(repo, 'true first')
    await runInit(repo)
    writeFileSync(hook(repo, 'pre-commit.keyhook-prev'), '#!/bin/sh\ntrue edited\n')
    await runUninstall(repo)
    expect(readFileSync(hook(repo), 'utf8')).toContain('edited')
  })

  test('a block that lost a marker is made whole again', async ({ repo }) => {
    await runInit(repo)
    const whole = readFileSync(hook(repo), 'utf8')
    writeFileSync(hook(repo), whole.replace(/# <<< keyhook\n/, 'true mine\n'))
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expect(readFileSync(hook(repo), 'utf8')).toBe(`${whole}true mine\n`)
  })

  test('a hook that lost its mode gets it back', async ({ repo }) => {
    await runInit(repo)
    chmodSync(hook(repo), 0o644)
    expect(await runInit(repo)).toMatchObject({ code: 0 })
    expect(lstatSync(hook(repo)).mode & 0o777).toBe(0o755)
  })
})
