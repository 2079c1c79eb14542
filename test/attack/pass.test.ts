import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { expectStopped, install, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

// Ways to get a key past a hook with exit code 0, all of which were open once or are near to one that was.

const key = openaiKey('attack')
const SCISSORS = '# ------------------------ >8 ------------------------'

function guarded(repo: Repo): void {
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  install(repo)
}

test('a message whose key git would record', ({ repo }) => {
  guarded(repo)
  const ways: [string, string[], string][] = [
    ['below scissors that git did not write', [], `subject\n\n${SCISSORS}\n${key}`],
    ['below scissors and a remark that git did not write', [], `subject\n\n${SCISSORS}\n# remark\n${key}`],
    ['behind a # that is no comment', ['-c', 'core.commentChar=auto'], `subject\n\n# ${key}`],
    ['behind a # where ; begins comments', ['-c', 'core.commentChar=;'], `subject\n\n# ${key}`],
  ]
  for (const [, settings, message] of ways) {
    const editor = ['-c', 'core.editor=true', ...settings]
    expectStopped(repo.run('git', [...editor, 'commit', '--allow-empty', '--edit', '-m', message]), key)
  }
})

test('a diff below the scissors is none of the message, whatever begins comments', ({ repo }) => {
  guarded(repo)
  repo.stage('start.txt', lineWith(key))
  repo.git('commit', '-qnm', 'a key that is there already')
  repo.stage('start.txt', 'gone\n')
  const args = ['-c', 'core.editor=true', '-c', 'core.commentChar=auto', 'commit', '-v', '--edit', '-m', '# remove it']
  expect(repo.run('git', args)).toMatchObject({ code: 0 })
})

test('a node that does not run the scanner: as KEYHOOK_NODE, and as recorded at init', ({ repo }) => {
  guarded(repo)
  repo.stage('a.js', lineWith(key))
  const ended = repo.commit('x', { env: { KEYHOOK_NODE: '/bin/true' } })
  expect(ended.code).not.toBe(0)
  expect(ended.stderr).toMatch(/did not run its scanner.*KEYHOOK_NODE/)
  writeFileSync(join(repo.dir, '.git/keyhook/node'), '/bin/true\n')
  expect(repo.commit('x').code).not.toBe(0)
})

test("the repository's package.json does not say what the scanner loads", ({ repo }) => {
  guarded(repo)
  const mark = join(repo.root, 'ran')
  repo.write('evil.cjs', `require('fs').writeFileSync('${mark}', ''); process.exit(79)\n`)
  repo.stage('a.js', lineWith(key))
  for (const name of ['', '.', '..', '/']) {
    repo.write('package.json', JSON.stringify({ name, exports: { './*': './evil.cjs' } }))
    expectStopped(repo.commit('x'), key)
    expect(repo.run(process.execPath, ['.git/keyhook/keyhook.cjs', 'scan']).code).toBe(1)
  }
  expect(existsSync(mark)).toBe(false)
  repo.write('package.json', '<<<<<<< HEAD\n{')
  expectStopped(repo.commit('x'), key)
  repo.stage('a.js', 'clean\n')
  expect(repo.commit('x', { env: { KEYHOOK_GUARD: 'off' } })).toMatchObject({ code: 0, stderr: '' })
})

test('programs behind a link that leads into the work tree are not run', ({ repo }) => {
  guarded(repo)
  const mark = join(repo.root, 'ran')
  for (const name of ['git', 'grep', 'tr', 'cat', 'cut', 'node'])
    repo.write(`bin/${name}`, `#!/bin/sh\necho ${name} >>"${mark}"\nexit 0\n`, 0o755)
  symlinkSync(join(repo.dir, 'bin'), join(repo.root, 'link'))
  repo.stage('a.js', lineWith(key))
  const ended = repo.run('/bin/sh', ['.git/hooks/pre-commit'], {
    env: { PATH: `${join(repo.root, 'link')}:${process.env['PATH']}` },
  })
  expectStopped(ended, key)
  expect(repo.run('/bin/cat', [mark]).code).not.toBe(0)
})

test('a push of what rev-list does not list', ({ repo }) => {
  guarded(repo)
  const remote = join(repo.root, 'remote.git')
  repo.git('init', '-q', '--bare', remote)
  repo.stage('a.js', lineWith(key))
  const tree = repo.git('write-tree').trim()
  repo.git('tag', 'tree', tree)
  repo.git('tag', 'file', `${tree}:a.js`)
  repo.git('tag', '-a', '-m', 'x', 'tagged-tree', tree)
  repo.git('tag', '-a', '-m', `inner ${key}`, 'inner')
  repo.git('tag', '-a', '-m', 'outer', 'tagged-tag', 'inner')
  for (const tag of ['tree', 'file', 'tagged-tree', 'tagged-tag']) {
    const ended = repo.run('git', ['push', remote, `refs/tags/${tag}`])
    expectStopped(ended, key)
  }
})

test('core settings that change the form of a patch do not stop a clean commit', ({ repo }) => {
  guarded(repo)
  repo.stage('a', 'one\n\ntwo\n\nthree\n')
  repo.git('commit', '-qnm', 'a')
  repo.stage('a', 'one\n\nTWO\n\nthree\n')
  const settings = ['-c', 'diff.suppressBlankEmpty=true']
  expect(repo.run('git', [...settings, 'commit', '-m', 'x'], { env: { KEYHOOK_GUARD: 'off' } })).toMatchObject({
    code: 0,
  })
})
