import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, install, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const LINT_STAGED = resolve(import.meta.dirname, '../../node_modules/lint-staged/bin/lint-staged.js')
const NODE = process.execPath
const KEY = openaiKey('lint-staged')

/** The pre-commit hook runs the real lint-staged with this task for each file. */
function withLintStaged(repo: Repo, task: string): void {
  repo.write('.lintstagedrc.json', JSON.stringify({ '*.js': task }))
  repo.write('.git/hooks/pre-commit', `#!/bin/sh\n"${NODE}" "${LINT_STAGED}" --quiet\n`, 0o755)
  repo.stage('a.js', 'const before = 1\n')
  repo.git('add', '.lintstagedrc.json')
  repo.git('commit', '-q', '--no-verify', '-m', 'first')
}

const read = (repo: Repo, path: string): string => readFileSync(join(repo.dir, path), 'utf8')

test('what a formatter adds is scanned: keyhook runs after lint-staged', ({ repo }) => {
  const formatter = join(repo.root, 'formatter.mjs')
  repo.write(
    '../formatter.mjs',
    `import { appendFileSync } from 'node:fs'\nfor (const file of process.argv.slice(2)) appendFileSync(file, ${JSON.stringify(lineWith(KEY))})\n`,
  )
  withLintStaged(repo, `node ${formatter}`)
  install(repo)
  repo.write('.git/hooks/pre-commit.keyhook-prev', `#!/bin/sh\n"${NODE}" "${LINT_STAGED}" --quiet\n`, 0o755)
  repo.stage('a.js', 'const after = 2\n')
  const stopped = repo.commit('format')
  expect(stopped.all).toContain('keyhook stopped this commit')
  expect(stopped.code).not.toBe(0)
  expectNoLeak(stopped.all, KEY)
})

describe('as a task of lint-staged', () => {
  const TASK = `"${NODE}" "${KEYHOOK}" scan --staged`

  test('a staged key stops the commit, and everything stays as it was', ({ repo }) => {
    withLintStaged(repo, TASK)
    repo.stage('a.js', lineWith(KEY))
    const stopped = repo.commit('key')
    expect(stopped.code).not.toBe(0)
    expect(stopped.all).toContain('openai-project-key')
    expectNoLeak(stopped.all, KEY)
    expect(read(repo, 'a.js')).toBe(lineWith(KEY))
    expect(repo.git('diff', '--cached', '--name-only')).toBe('a.js\n')
    expect(repo.git('stash', 'list')).toBe('')
  })

  test('of a file that is staged in part, the staged part counts', ({ repo }) => {
    withLintStaged(repo, TASK)
    repo.stage('a.js', 'const staged = 1\n')
    repo.write('a.js', `const staged = 1\n${lineWith(KEY)}`)
    expect(repo.commit('clean')).toMatchObject({ code: 0 })
    expect(read(repo, 'a.js')).toBe(`const staged = 1\n${lineWith(KEY)}`)

    repo.git('add', 'a.js')
    repo.write('a.js', 'const staged = 1\nconst gone = 2\n')
    const stopped = repo.commit('key')
    expect(stopped.code).not.toBe(0)
    expect(stopped.all).toContain('openai-project-key')
    expect(read(repo, 'a.js')).toBe('const staged = 1\nconst gone = 2\n')
    expect(repo.git('show', ':a.js')).toContain(KEY)
    expect(repo.git('stash', 'list')).toBe('')
  })
})
