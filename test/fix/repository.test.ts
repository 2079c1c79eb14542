import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'
import { fill } from '../support/shape.ts'

const key = openaiKey('fix')
const other = openaiKey('fix, another')
const line = (value: string): string => `const client = new OpenAI({ apiKey: '${value}' })\n`
const FIXED = 'const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY })\n'

const read = (repo: Repo, path: string): string => readFileSync(join(repo.dir, path), 'latin1')
const staged = (repo: Repo, path: string): string => repo.git('show', `:${path}`)
const mode = (repo: Repo, path: string): number => statSync(join(repo.dir, path)).mode & 0o777

/** All that fix may touch: the index, byte for byte, and the working tree with its modes. */
function state(repo: Repo): string {
  const files = readdirSync(repo.dir, { recursive: true, encoding: 'utf8' }).filter(
    path => !/^\.git(?:$|[\\/])/.test(path),
  )
  const described = files.sort().map(path => {
    const { mode } = lstatSync(join(repo.dir, path))
    return `${mode.toString(8)} ${path} ${lstatSync(join(repo.dir, path)).isFile() ? read(repo, path) : ''}`
  })
  return [readFileSync(join(repo.dir, '.git/index')).toString('hex'), ...described].join('\n')
}

function fix(repo: Repo, ...args: string[]) {
  const ended = repo.keyhook(['fix', ...args])
  expectNoLeak(ended.all, key)
  expectNoLeak(ended.all, other)
  return ended
}

/** What is kept for undoing holds no part of a key. */
function expectNothingKept(repo: Repo): void {
  const kept = repo.run('sh', ['-c', 'cat .git/keyhook-fix/*/*']).stdout
  expect(kept).toContain('reversals')
  expectNoLeak(kept, key)
}

describe('fix', () => {
  test('moves the key to .env, and a scan is clean', ({ repo }) => {
    repo.stage('client.js', line(key))
    const ended = fix(repo, '--yes')
    expect(ended.code).toBe(0)
    expect(staged(repo, 'client.js')).toBe(FIXED)
    expect(read(repo, 'client.js')).toBe(FIXED)
    expect(read(repo, '.env')).toBe(`OPENAI_API_KEY=${key}\n`)
    expect(mode(repo, '.env')).toBe(0o600)
    expect(staged(repo, '.env.example')).toBe('OPENAI_API_KEY=your-openai-api-key\n')
    expect(staged(repo, '.gitignore')).toBe('.env\n')
    expect(repo.keyhook(['scan']).code).toBe(0)
    expect(repo.git('status', '--short')).toBe('A  .env.example\nA  .gitignore\nA  client.js\n')
    expectNothingKept(repo)
  })

  test('without --yes and without a terminal it changes nothing, and says so; --dry-run too', ({ repo }) => {
    repo.stage('client.js', line(key))
    const before = state(repo)
    const ended = fix(repo)
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('Nothing was changed')
    expect(ended.stdout).toContain('fix --yes')
    expect(fix(repo, '--dry-run').code).toBe(0)
    expect(state(repo)).toBe(before)
  })

  test('nothing to fix is no failure', ({ repo }) => {
    repo.stage('client.js', 'const a = 1\n')
    expect(fix(repo, '--yes')).toMatchObject({ code: 0, stdout: 'Nothing to fix in what is staged.\n' })
  })

  test('what is not staged stays so, untouched, above, below and between', ({ repo }) => {
    const rest = Array.from({ length: 20 }, (_, index) => `const n${index} = ${index}\n`).join('')
    repo.stage('a.js', rest)
    repo.commit('start')
    repo.stage('a.js', `${line(key)}${rest}`)
    const unstaged = `// a note\n${line(key)}${rest.replace('n9 = 9', 'n9 = 90')}const last = 1`
    repo.write('a.js', unstaged)
    const before = state(repo)
    expect(fix(repo, '--yes').code).toBe(0)
    expect(staged(repo, 'a.js')).toBe(FIXED + rest)
    expect(read(repo, 'a.js')).toBe(unstaged.replace(line(key), FIXED))
    expect(fix(repo, '--undo').code).toBe(0)
    expect(state(repo)).toBe(before)
  })

  test('a line that was edited since it was staged is left, and told', ({ repo }) => {
    repo.stage('a.js', line(key))
    repo.write('a.js', line(other))
    const ended = fix(repo, '--yes')
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('a.js differs in the working tree')
    expect(read(repo, 'a.js')).toBe(line(other))
    expect(staged(repo, 'a.js')).toBe(FIXED)
  })

  test('another key of the provider gets a variable of its own, and none is overwritten', ({ repo }) => {
    repo.write('.env', `OPENAI_API_KEY=${other}`, 0o640)
    repo.write('.gitignore', '.env*\n!.env.example\n')
    repo.stage('src/billing.js', line(key))
    const before = state(repo)
    expect(fix(repo, '--yes').code).toBe(0)
    expect(read(repo, '.env')).toBe(`OPENAI_API_KEY=${other}\nOPENAI_API_KEY_BILLING=${key}\n`)
    expect(staged(repo, 'src/billing.js')).toContain('process.env.OPENAI_API_KEY_BILLING')
    expect(fix(repo, '--undo').code).toBe(0)
    expect(state(repo)).toBe(before)
  })

  test('a key that .env has is read from there', ({ repo }) => {
    repo.write('.env', `MY_KEY='${key}'\n`)
    repo.stage('a.js', line(key))
    expect(fix(repo, '--yes').code).toBe(0)
    expect(staged(repo, 'a.js')).toContain('process.env.MY_KEY')
    expect(read(repo, '.env')).toBe(`MY_KEY='${key}'\n`)
  })

  test('a tracked .env is no place for a key', ({ repo }) => {
    repo.stage('.env', 'A=1\n')
    repo.commit('start', { args: ['--no-verify'] })
    repo.stage('a.js', line(key))
    const before = state(repo)
    const ended = fix(repo, '--yes')
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('git rm --cached')
    expect(state(repo)).toBe(before)
  })

  test('a staged .env leaves git and stays in the working tree', ({ repo }) => {
    repo.stage('.env', `OPENAI_API_KEY=${key}\n`)
    const before = state(repo)
    expect(fix(repo, '--yes').code).toBe(0)
    expect(repo.git('ls-files')).toBe('.env.example\n.gitignore\n')
    expect(read(repo, '.env')).toBe(`OPENAI_API_KEY=${key}\n`)
    expect(fix(repo, '--undo').code).toBe(0)
    expect(state(repo)).toBe(before)
  })

  test('both halves of a credential', ({ repo }) => {
    const [id, secret] = [fill('AKIA<base32:16>'), fill('<b64:40>')]
    repo.stage('aws.py', `aws_access_key_id = "${id}"\naws_secret_access_key = "${secret}"\n`)
    expect(fix(repo, '--yes').code).toBe(0)
    expect(staged(repo, 'aws.py')).toBe(
      'import os\n\naws_access_key_id = os.environ["AWS_ACCESS_KEY_ID"]\naws_secret_access_key = os.environ["AWS_SECRET_ACCESS_KEY"]\n',
    )
    expect(read(repo, '.env')).toContain(`AWS_SECRET_ACCESS_KEY=${secret}\n`)
  })

  test('a private key over several lines, and one with escapes', ({ repo }) => {
    const pem = fill('<-:5>BEGIN PRIVATE KEY<-:5>\nMC4C<b64:60>\n<b64:64>\n<-:5>END PRIVATE KEY<-:5>')
    repo.stage('a.py', `KEY = """${pem}"""\n`)
    repo.stage('b.js', `const key = "${pem.replaceAll('\n', '\\n')}"\n`)
    const before = state(repo)
    expect(fix(repo, '--yes').code).toBe(0)
    expect(staged(repo, 'a.py')).toBe('import os\n\nKEY = os.environ["PRIVATE_KEY"]\n')
    expect(staged(repo, 'b.js')).toBe('const key = process.env.PRIVATE_KEY\n')
    expect(read(repo, '.env')).toBe(`PRIVATE_KEY="${pem}"\n`)
    expect(fix(repo, '--undo').code).toBe(0)
    expect(state(repo)).toBe(before)
  })

  test('in base64, the program decodes as before', ({ repo }) => {
    const encoded = Buffer.from(key).toString('base64')
    repo.stage('a.js', `const key = atob('${encoded}')\n`)
    expect(fix(repo, '--yes').code).toBe(0)
    expect(staged(repo, 'a.js')).toBe('const key = atob(process.env.OPENAI_API_KEY_BASE64)\n')
    expect(read(repo, '.env')).toBe(`OPENAI_API_KEY_BASE64=${encoded}\n`)
  })
})

describe('it refuses, and changes nothing, where', () => {
  const cases: readonly [string, string, string, RegExp][] = [
    [
      'a public prefix ships it',
      'a.env.js',
      `const NEXT_PUBLIC_OPENAI_KEY = '${key}'\n`,
      /NEXT_PUBLIC_OPENAI_KEY.*\n?.*every\s+user[\s\S]*from a server/,
    ],
    ['a browser holds it', 'a.js', `new OpenAI({ apiKey: '${key}', dangerouslyAllowBrowser: true })\n`, /browser/],
    ['it is a client component', 'a.jsx', `'use client'\nconst key = '${key}'\n`, /client\s+component/],
    ['it is an app', 'a.dart', `import 'package:flutter/material.dart';\nconst key = '${key}';\n`, /mobile app/],
    ['it is a page', 'public/index.html', `<script>const key = '${key}'</script>\n`, /browser/],
    ['the format has no placeholder', 'appsettings.json', `{ "OpenAI": { "ApiKey": "${key}" } }\n`, /OpenAI__ApiKey/],
    ['a constant has to be constant', 'a.php', `<?php\nclass A { const B = '${key}'; }\n`, /PHP/],
    ['the file is UTF-16', 'a.js', '', /UTF-16/],
    [
      'a manifest is a Secret',
      's.yaml',
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\nstringData:\n  key: ${key}\n`,
      /kubectl create secret generic app/,
    ],
  ]
  test.for(cases)('%s', ([, path, text, says], { repo }) => {
    repo.stage(path, text === '' ? Buffer.from(`\ufeff${line(key)}`, 'utf16le') : text)
    const before = state(repo)
    const ended = fix(repo, '--yes')
    expect(ended.stdout).toMatch(says)
    expect(ended.code).toBe(1)
    expect(state(repo)).toBe(before)
  })

  test('one of several cannot be fixed; the others by their names', ({ repo }) => {
    repo.stage('a.js', line(key))
    repo.stage('b.toml', `key = "${key}"\n`)
    const before = state(repo)
    const ended = fix(repo, '--yes')
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/fix a\.js\n/)
    expect(state(repo)).toBe(before)
    expect(fix(repo, 'a.js', '--yes').code).toBe(0)
    expect(staged(repo, 'a.js')).toBe(FIXED)
  })

  const obstacles: readonly [string, (repo: Repo) => void][] = [
    ['the file is read-only', repo => chmodSync(join(repo.dir, 'a.js'), 0o444)],
    ['.env is read-only', repo => repo.write('.env', 'A=1\n', 0o400)],
    ['the index is locked', repo => repo.write('.git/index.lock', '')],
    ['.gitignore is a directory', repo => repo.write('.gitignore/a', '')],
    ['.env is a link', repo => symlinkSync('/dev/null', join(repo.dir, '.env'))],
    ['the git directory holds a file in the way', repo => writeFileSync(join(repo.dir, '.git/keyhook-fix'), '')],
  ]
  test.for(obstacles)('%s', ([, obstruct], { repo }) => {
    repo.stage('a.js', line(key))
    obstruct(repo)
    const before = state(repo)
    expect(fix(repo, '--yes').code).toBe(2)
    expect(state(repo)).toBe(before)
    expect(existsSync(join(repo.dir, '.git/keyhook-fix/1'))).toBe(false)
  })
})

describe('it works', () => {
  test('from a subdirectory, with a path as seen from there', ({ repo }) => {
    repo.stage('src/a.js', line(key))
    repo.stage('b.js', line(other))
    const ended = repo.keyhook(['fix', 'a.js', '--yes'], { cwd: join(repo.dir, 'src') })
    expect(ended.code).toBe(0)
    expect(staged(repo, 'src/a.js')).toBe(FIXED)
    expect(staged(repo, 'b.js')).toBe(line(other))
    expect(read(repo, '.env')).toBe(`OPENAI_API_KEY=${key}\n`)
  })

  test('in a linked worktree', ({ repo }) => {
    repo.stage('a.txt', 'a\n')
    repo.commit('start')
    repo.git('worktree', 'add', '-q', '../linked')
    const linked = join(repo.root, 'linked')
    writeFileSync(join(linked, 'a.js'), line(key))
    repo.run('git', ['add', 'a.js'], { cwd: linked })
    expect(repo.keyhook(['fix', '--yes'], { cwd: linked }).code).toBe(0)
    expect(readFileSync(join(linked, 'a.js'), 'utf8')).toBe(FIXED)
    expect(repo.keyhook(['fix', '--undo'], { cwd: linked }).code).toBe(0)
    expect(readFileSync(join(linked, 'a.js'), 'utf8')).toBe(line(key))
  })

  test('with CRLF in the working tree and LF in the index, without a last line feed, and keeps modes', ({ repo }) => {
    repo.git('config', 'core.autocrlf', 'true')
    const text = `import sys\n\nprint("${key}")`
    repo.write('a.py', text.replaceAll('\n', '\r\n'), 0o755)
    repo.git('add', 'a.py')
    const before = state(repo)
    expect(fix(repo, '--yes').code).toBe(0)
    const fixed = 'import os\nimport sys\n\nprint(os.environ["OPENAI_API_KEY"])'
    expect(staged(repo, 'a.py')).toBe(fixed)
    expect(read(repo, 'a.py')).toBe(fixed.replaceAll('\n', '\r\n'))
    expect(mode(repo, 'a.py')).toBe(0o755)
    expect(repo.git('ls-files', '--stage', 'a.py')).toMatch(/^100755/)
    expect(repo.git('diff', '--name-only')).toBe('')
    expect(fix(repo, '--undo').code).toBe(0)
    expect(state(repo).split('\n').slice(1)).toEqual(before.split('\n').slice(1))
  })

  test('beside a file that is only intended to be added', ({ repo }) => {
    repo.write('later.js', 'const a = 1\n')
    repo.git('add', '-N', 'later.js')
    repo.stage('a.js', line(key))
    expect(fix(repo, '--yes').code).toBe(0)
    expect(repo.git('status', '--short', 'later.js')).toBe(' A later.js\n')
  })
})

describe('--undo', () => {
  test('says where there is nothing to undo', ({ repo }) => {
    expect(fix(repo, '--undo').code).toBe(2)
  })

  test('makes blobs again that git has collected, and finds the values in .env', ({ repo }) => {
    repo.stage('a.js', line(key))
    fix(repo, '--yes')
    repo.git('status')
    repo.git('gc', '-q', '--prune=now')
    expect(fix(repo, '--undo').code).toBe(0)
    expect(staged(repo, 'a.js')).toBe(line(key))
    expect(existsSync(join(repo.dir, '.env'))).toBe(false)
  })

  const changes: readonly [string, (repo: Repo) => void][] = [
    ['.env no longer has the value', repo => repo.write('.env', 'A=1\n')],
    ['the file was edited', repo => repo.write('a.js', `${FIXED}const b = 1\n`)],
    ['the fix was committed', repo => repo.commit('fixed')],
  ]
  test.for(changes)('changes nothing where %s', ([, change], { repo }) => {
    repo.stage('a.js', line(key))
    fix(repo, '--yes')
    change(repo)
    const before = state(repo)
    expect(fix(repo, '--undo').code).toBe(2)
    expect(state(repo)).toBe(before)
  })
})
