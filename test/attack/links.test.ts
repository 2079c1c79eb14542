import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { install, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

// A clone may bring symbolic links along. Nothing keyhook writes follows one out of the repository, or into its git directory.

const key = openaiKey('links')

/** A link in the work tree to a place outside of it, or to a file there. */
function link(repo: Repo, name: string, to: string): void {
  symlinkSync(to, join(repo.dir, name))
}

function outside(repo: Repo): string {
  const directory = join(repo.root, 'outside')
  mkdirSync(directory)
  repo.write('../outside/file', 'as it was\n')
  return directory
}

const left = (repo: Repo): string =>
  repo.run('find', ['.', '-type', 'f', '-exec', 'cat', '{}', '+'], { cwd: join(repo.root, 'outside') }).stdout

test.for([
  ['a link to a file', 'report.json', 'report.json', 'file'],
  ['a link to a file that is not there', 'report.json', 'report.json', 'new'],
  ['a link to a directory', 'reports/report.json', 'reports', '.'],
])('--output does not follow %s', ([, file = '', name = '', to = ''], { repo }) => {
  repo.stage('a.js', lineWith(key))
  link(repo, name, join(outside(repo), to))
  const ended = repo.keyhook(['scan', '--format', 'json', '--output', file])
  expect(ended.all).toContain('a symbolic link on the way leads out of this repository')
  expect(ended.code).toBe(2)
  expect(left(repo)).toBe('as it was\n')
})

test('--output does not follow a link to a hook, and does follow one that stays inside', ({ repo }) => {
  repo.stage('a.js', lineWith(key))
  link(repo, 'report.json', '.git/hooks/pre-commit')
  expect(repo.keyhook(['scan', '--output', 'report.json']).code).toBe(2)
  expect(existsSync(join(repo.dir, '.git/hooks/pre-commit'))).toBe(false)
  repo.write('real/report.json', '')
  link(repo, 'inside', 'real')
  expect(repo.keyhook(['scan', '--format', 'json', '--output', 'inside/report.json']).code).toBe(1)
  expect(JSON.parse(readFileSync(join(repo.dir, 'real/report.json'), 'utf8')).findings).toHaveLength(1)
})

test.for(['.keyhook', '.keyhook/allowlist.yml'])('allow and import do not follow %s', (name, { repo }) => {
  repo.stage('a.js', lineWith(key))
  repo.git('-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'a')
  const { findings } = JSON.parse(repo.keyhook(['scan', 'a.js', '--format', 'json']).stdout)
  if (name.includes('/')) mkdirSync(join(repo.dir, '.keyhook'))
  const directory = outside(repo)
  link(repo, name, name.includes('/') ? join(directory, 'file') : directory)
  repo.write('.gitleaksignore', `a.js:generic-api-key:1\n`)
  for (const args of [
    ['allow', findings[0].fingerprint, '--reason', 'made up'],
    ['import', '.gitleaksignore'],
  ])
    expect(repo.keyhook(args).code, args[0]).toBe(2)
  expect(left(repo)).toBe('as it was\n')
})

test.for(['.env', '.env.example', 'src'])('fix does not follow %s', (name, { repo }) => {
  repo.stage('src/a.js', `const client = new OpenAI({ apiKey: '${key}' })\n`)
  const directory = outside(repo)
  if (name === 'src') {
    repo.run('mv', ['src', '../outside/src'])
    link(repo, name, join(directory, 'src'))
  } else link(repo, name, join(directory, 'file'))
  const before = left(repo)
  const index = readFileSync(join(repo.dir, '.git/index'))
  expect(repo.keyhook(['fix', '--yes']).code).not.toBe(0)
  expect(left(repo)).toBe(before)
  expect(readFileSync(join(repo.dir, '.git/index')).equals(index)).toBe(true)
})

test('init does not follow the directory of a manager', ({ repo }) => {
  repo.write('package.json', JSON.stringify({ devDependencies: { husky: '^9.0.0' } }))
  link(repo, '.husky', outside(repo))
  const ended = repo.keyhook(['init', '--manager', 'husky'])
  expect(ended.all).toContain('leads out of this repository')
  expect(ended.code).toBe(2)
  expect(left(repo)).toBe('as it was\n')
})

test('doctor runs no block of a tracked hook file that keyhook did not write', ({ repo }) => {
  repo.stage('start', 'start\n')
  repo.git('commit', '-qm', 'start')
  install(repo)
  const mark = join(repo.root, 'ran')
  const hooks = join(repo.dir, 'hooks')
  repo.run('mv', ['.git/hooks', 'hooks'])
  repo.git('config', 'core.hooksPath', 'hooks')
  for (const door of ['pre-commit', 'commit-msg']) {
    const text = readFileSync(join(hooks, door), 'utf8')
    repo.write(`hooks/${door}`, text.replace('\n(\n', `\n(\ntouch ${mark}\n`), 0o755)
  }
  expect(repo.keyhook(['doctor']).code).toBe(1)
  expect(existsSync(mark)).toBe(false)
})
