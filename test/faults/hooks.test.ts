import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { expectStopped, lineWith, openaiKey } from '../support/journey.ts'
import { type Ended, KEYHOOK, type Repo, test } from '../support/repo.ts'
import { shell } from './fault.ts'
import { expectTold, leaky, runHook, STAGED_KEY, untouched } from './scene.ts'

/** Runs lines of sh at the same time, and waits for all of them. */
function together(repo: Repo, lines: readonly string[]): Promise<Ended[]> {
  return Promise.all(
    lines.map(
      line =>
        new Promise<Ended>((settle, reject) => {
          const env = repo.env({ node: process.execPath, scanner: KEYHOOK })
          const child = spawn('/bin/sh', ['-c', line], { cwd: repo.dir, env, stdio: ['ignore', 'pipe', 'pipe'] })
          let all = ''
          child.stdout.on('data', chunk => (all += chunk))
          child.stderr.on('data', chunk => (all += chunk))
          child.on('error', reject)
          child.on('close', code => settle({ code: code ?? -1, stdout: '', stderr: '', all }))
        }),
    ),
  )
}

test('two hooks at once', async ({ repo }) => {
  leaky(repo)
  repo.run('git', ['commit', '-m', 'x']) // takes note in the index of what the files look like
  const before = untouched(repo)
  const hook = 'KEYHOOK_GUARD=off sh .git/hooks/pre-commit'
  for (const ended of await together(repo, [hook, hook, 'git commit -m x'])) expectStopped(ended, STAGED_KEY)
  expect(untouched(repo)).toBe(before)
})

test('several allow at once: each entry that is said to be added is there', async ({ repo }) => {
  leaky(repo)
  const keys = ['one', 'two', 'three'].map(openaiKey)
  for (const [at, key] of keys.entries()) repo.stage(`key-${at}.js`, lineWith(key))
  const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout)
  const prints: string[] = findings.slice(0, 3).map((finding: { fingerprint: string }) => finding.fingerprint)
  const ended = await together(
    repo,
    prints.map(print => `"$node" "$scanner" allow ${print} --reason "made up for a test"`),
  )
  const allowlist = repo.git('show', ':.keyhook/allowlist.yml')
  const written = readFileSync(join(repo.dir, '.keyhook/allowlist.yml'), 'utf8')
  for (const [at, print] of prints.entries()) {
    expect([0, 2], ended[at]?.all).toContain(ended[at]?.code)
    if (ended[at]?.code === 0) expect([allowlist.includes(print), written.includes(print)]).toEqual([true, true])
    else expect(ended[at]?.all).toMatch(/at work|index\.lock/)
  }
})

test('two init at once', async ({ repo }) => {
  leaky(repo)
  execFileSync('rm', ['-r', join(repo.dir, '.git/hooks'), join(repo.dir, '.git/keyhook')])
  const init = '"$node" "$scanner" init'
  for (const { code, all } of await together(repo, [init, init])) expect([0, 2], all).toContain(code)
  expect(repo.keyhook(['init']).code).toBe(0)
  expectStopped(repo.commit('x'), STAGED_KEY)
})

function chained(repo: Repo, door: string, script: string): void {
  leaky(repo)
  repo.write(`.git/hooks/${door}.keyhook-prev`, `#!/bin/sh\n${script}\n`, 0o755)
}

test('a chained hook that hangs holds the commit until ^C, and then nothing is committed', ({ repo }) => {
  chained(repo, 'pre-commit', `touch '${repo.root}/hangs'; exec sleep 40`)
  const head = repo.git('rev-parse', 'HEAD')
  const script = `setsid git commit -qm x >/dev/null 2>&1 & until [ -f ../hangs ]; do sleep 0.05; done; kill -INT -$!; wait $!`
  expect(shell(repo, script).code).not.toBe(0)
  expect(repo.git('rev-parse', 'HEAD')).toBe(head)
})

test.for([
  ['eats its input', 'cat >/dev/null'],
  ['never reads its input', 'exec <&-'],
  ['closes everything', 'exec <&- >&- 2>&-'],
  ['leaves a process behind', 'sleep 1 </dev/null >/dev/null 2>&1 &'],
])('a chained pre-push hook that %s', ([, script], { repo }) => {
  chained(repo, 'pre-push', script ?? '')
  repo.git('init', '-q', '--bare', '../remote.git')
  const many = Array.from({ length: 3000 }, (_, at) => `create refs/heads/many-${at} HEAD`)
  repo.run('git', ['update-ref', '--stdin'], { input: `${many.join('\n')}\n` })
  const ended = repo.run('git', ['push', '-q', '../remote.git', 'refs/heads/*'])
  expect(ended.all).toContain('keyhook stopped this push')
  expectTold(ended)
})

test('a chained hook that stages a key, or kills what runs it', ({ repo }) => {
  chained(repo, 'pre-commit', 'git add late.js')
  repo.git('rm', '-q', '--cached', 'app.js')
  repo.write('late.js', lineWith(STAGED_KEY))
  expectStopped(repo.commit('x'), STAGED_KEY)
  repo.write('.git/hooks/pre-commit.keyhook-prev', '#!/bin/sh\nkill -9 $PPID\n', 0o755)
  expect(repo.commit('x').code).not.toBe(0)
})

/** root may write anywhere, so everything is run as nobody. */
test('a git directory that cannot be written: what is staged and what is in history is found', ({ repo }) => {
  leaky(repo)
  cpSync(join(dirname(KEYHOOK), '..'), join(repo.root, 'package'), { recursive: true })
  const isRoot = process.getuid?.() === 0
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', repo.root])
  execFileSync('chmod', ['-R', 'a-w', join(repo.dir, '.git')])
  const asNobody = (program: string, ...args: string[]): number | null =>
    spawnSync(program, args, {
      cwd: repo.dir,
      env: repo.env(),
      ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
    }).status
  const before = untouched(repo)
  const scanner = join(repo.root, 'package/dist/keyhook.cjs')
  expect(asNobody('/bin/sh', '.git/hooks/pre-commit')).toBe(1)
  expect(asNobody(process.execPath, scanner, 'scan', '--history')).toBe(1)
  expect(asNobody(process.execPath, scanner, 'fix', '--yes')).toBe(2)
  expect(untouched(repo)).toBe(before)
  execFileSync('chmod', ['-R', 'u+w', repo.root])
})

test('a file of the working tree that cannot be read matters only where that file is asked for', ({ repo }) => {
  leaky(repo)
  repo.write('app.js', 'x')
  chmodSync(join(repo.dir, 'app.js'), 0)
  expectStopped(runHook(repo), STAGED_KEY)
})
