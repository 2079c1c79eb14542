import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { adviceWith, expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const KEY = openaiKey('scan')

/** Where findings are, as `path:line:column`. */
function places(repo: Repo, args: readonly string[], cwd = repo.dir): string[] {
  const ended = repo.keyhook(['scan', '--format', 'json', ...args], { cwd })
  expectNoLeak(ended.all, KEY)
  const found: string[] = JSON.parse(ended.stdout).findings.map(
    (one: { path: string; line: number; column: number }) => `${one.path}:${one.line}:${one.column}`,
  )
  expect(ended.code).toBe(found.length === 0 ? 0 : 1)
  return found
}

describe('scan --staged PATH', () => {
  const asked: [string, (repo: Repo) => string, string?][] = [
    ['a file', () => 'src/a.js'],
    ['a file by its absolute path', repo => join(repo.dir, 'src/a.js')],
    ['a file by a path that leads through a link', repo => join(repo.root, 'link/src/a.js')],
    ['a file from a directory below', () => 'a.js', 'src'],
    ['a directory', () => 'src'],
    ['a directory with a slash', () => './src/'],
    ['the top level', () => '.'],
    ['the top level from below', () => '..', 'src'],
  ]
  test.for(asked)('scans %s', ([, path, below = ''], { repo }) => {
    symlinkSync(repo.dir, join(repo.root, 'link'))
    repo.stage('src/a.js', lineWith(KEY))
    repo.stage('src-other/b.js', 'clean\n')
    expect(places(repo, ['--staged', path(repo)], join(repo.dir, below))).toEqual(['src/a.js:1:38'])
  })

  test('leaves what is not named, and does not count it', ({ repo }) => {
    repo.stage('src/a.js', lineWith(KEY))
    repo.stage('src-other/b.js', 'clean\n')
    expect(places(repo, ['--staged', 'src-other'])).toEqual([])
    expect(repo.keyhook(['scan', '--staged', 'sr']).stdout).toContain('nothing staged')
  })

  test('refuses a path outside the repository', ({ repo }) => {
    expect(repo.keyhook(['scan', '--staged', '../home/x']).code).toBe(2)
  })
})

describe('scan PATH', () => {
  test('follows a link that is named, to a file, a directory or a pipe', ({ repo }) => {
    repo.write('real/a.js', lineWith(KEY))
    symlinkSync('real/a.js', join(repo.dir, 'file'))
    symlinkSync('real', join(repo.dir, 'directory'))
    expect(places(repo, ['file'])).toEqual(['file:1:38'])
    expect(places(repo, ['directory'])).toEqual(['real/a.js:1:38'])
    const script = '"$0" "$1" scan <(cat real/a.js)'
    expect(repo.run('bash', ['-c', script, process.execPath, KEYHOOK]).code).toBe(1)
  })

  test('reads of a link that is found its text, as git does', ({ repo }) => {
    mkdirSync(join(repo.dir, 'src'))
    symlinkSync(KEY, join(repo.dir, 'src/link'))
    expect(places(repo, ['src'])).toEqual(['src/link:1:1'])
  })

  test('scans a file once that is named twice, and a link for its text and for what it leads to', ({ repo }) => {
    repo.write('src/a.js', lineWith(KEY))
    repo.stage('src/.gitignore', 'a.js\n')
    symlinkSync('a.js', join(repo.dir, 'src/link'))
    expect(places(repo, ['src/a.js', 'src', './src/a.js'])).toEqual(['src/a.js:1:38'])
    expect(places(repo, ['src', 'src/link'])).toEqual(['src/link:1:38'])
  })

  test('takes the device that holds nothing for an empty file', ({ repo }) => {
    expect(repo.keyhook(['scan', '/dev/null'])).toMatchObject({ code: 0, stderr: '' })
  })

  test('says how to scan standard input', ({ repo }) => {
    expect(repo.keyhook(['scan', '-']).stderr).toMatch(/: .*keyhook.* scan --stdin$/m)
  })
})

test('a number of threads or a range that makes no sense is refused, whatever is scanned', ({ repo }) => {
  for (const [args, told] of [
    [['--jobs', '0'], '--jobs takes a number'],
    [['--jobs=x', 'src'], '--jobs takes a number'],
    [['--range', 'HEAD...HEAD'], 'HEAD...HEAD is no range A..B'],
  ] as const) {
    const ended = repo.keyhook(['scan', ...args])
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(told)
  }
})

describe('line and column', () => {
  const line = `x = '\t\u{1f511}é'; ${lineWith(KEY)}`
  const place = [`a.js:1:${line.indexOf(KEY) + 1}`]
  const files: [string, Buffer][] = [
    ['UTF-8', Buffer.from(line)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${line}`)],
    ['UTF-8 with CRLF', Buffer.from(line.replace('\n', '\r\n'))],
    ['UTF-16LE with a byte order mark', Buffer.from(`\ufeff${line}`, 'utf16le')],
    ['UTF-16BE with a byte order mark', Buffer.from(`\ufeff${line}`, 'utf16le').swap16()],
    ['UTF-16LE', Buffer.from(line, 'utf16le')],
  ]
  test.for(files)('of %s are those of an editor', ([, bytes], { repo }) => {
    repo.stage('a.js', bytes)
    expect(places(repo, [])).toEqual(place)
    expect(places(repo, ['a.js'])).toEqual(place)
  })
})

describe('what the report says can be copied', () => {
  test('from a directory below the top level', ({ repo }) => {
    repo.stage('src/a.js', lineWith(KEY))
    const cwd = join(repo.dir, 'src')
    const { stdout } = repo.keyhook(['scan'], { cwd })
    expect(stdout).toContain('git add :/src/a.js')
    expect(repo.run('sh', ['-c', 'git add :/src/a.js'], { cwd }).code).toBe(0)
  })
})

describe('a scan that cannot be done says what can', () => {
  test('a range of commits that are not there', ({ repo }) => {
    repo.git('commit', '-q', '--allow-empty', '-m', 'first')
    for (const range of ['nowhere..HEAD', 'HEAD..nowhere']) {
      const ended = repo.keyhook(['scan', '--range', range])
      expect(ended).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr).toMatch(/^keyhook: There is no commit nowhere .*\n.*: git fetch --all\n$/)
    }
  })

  test('what is staged in a bare repository', ({ repo }) => {
    const bare = join(repo.root, 'bare.git')
    repo.git('init', '-q', '--bare', bare)
    const ended = repo.keyhook(['scan'], { cwd: bare })
    expect(ended.code).toBe(2)
    expect(adviceWith(ended, 'scan --history')).toMatch(/^node /)
  })
})

describe('what is in no repository can be allowed where it stands', () => {
  const marker = '// keyhook:allow made up'

  test('a file', ({ repo }) => {
    const path = join(repo.home, 'a.js')
    writeFileSync(path, lineWith(KEY))
    const ended = repo.keyhook(['scan', path], { cwd: repo.home })
    expect(ended.code).toBe(1)
    expect(adviceWith(ended, 'keyhook:allow')).toBe('keyhook:allow WHY')
    writeFileSync(path, lineWith(KEY).replace('\n', ` ${marker}\n`))
    expect(repo.keyhook(['scan', path], { cwd: repo.home }).code).toBe(0)
  })

  test('standard input', ({ repo }) => {
    const ended = repo.keyhook(['scan', '--stdin'], { input: lineWith(KEY) })
    expect(ended.code).toBe(1)
    expect(adviceWith(ended, 'keyhook:allow')).toBe('keyhook:allow WHY')
    expect(repo.keyhook(['scan', '--stdin'], { input: lineWith(KEY).replace('\n', ` ${marker}\n`) }).code).toBe(0)
  })
})
