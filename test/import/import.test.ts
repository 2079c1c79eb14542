import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'
import { fill } from '../support/shape.ts'

const ALLOWLIST = '.keyhook/allowlist.yml'
const CONFIG = '.keyhook/config.yml'
const KEY = openaiKey('import')
const OTHER = openaiKey('import other')
const TOKEN = fill('ghp_<alnum:30><crc32:6>', 'import')

const staged = (repo: Repo, path: string): string => repo.run('git', ['show', `:${path}`]).stdout
const written = (repo: Repo, path: string): string =>
  existsSync(join(repo.dir, path)) ? readFileSync(join(repo.dir, path), 'utf8') : ''
const sha = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex')

/** A commit with keys in two files, and its id. */
function commitKeys(repo: Repo): string {
  repo.stage('src/a.js', `// a client\n${lineWith(KEY)}`)
  repo.stage('src/b.js', `const token = '${TOKEN}'\n`)
  repo.commit('Keys')
  return repo.git('rev-parse', 'HEAD').trim()
}

function importing(repo: Repo, path: string, text: string, ...more: string[]) {
  repo.write(path, text)
  const ended = repo.keyhook(['import', path, ...more])
  for (const key of [KEY, OTHER]) expectNoLeak(ended.all + written(repo, ALLOWLIST) + written(repo, CONFIG), key)
  expect(staged(repo, ALLOWLIST)).toBe(written(repo, ALLOWLIST))
  expect(staged(repo, CONFIG)).toBe(written(repo, CONFIG))
  return ended
}

/** The fingerprints of all that is left to find in the whole history, with what is staged as the policy. */
function left(repo: Repo): string[] {
  repo.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'Import')
  const { stdout } = repo.keyhook(['scan', '--history', '--format', 'json'])
  return JSON.parse(stdout).findings.map(
    ({ rule, path, line }: { rule: string; path: string; line: number }) => `${path}:${line} ${rule}`,
  )
}

describe('.gitleaksignore', () => {
  test('a fingerprint with its commit becomes the fingerprint of what is found there', ({ repo }) => {
    const commit = commitKeys(repo)
    const { code, stdout } = importing(
      repo,
      '.gitleaksignore',
      `# public example\n${commit}:src/a.js:openai-api-key:2\n`,
    )
    expect(stdout).toMatch(/^\.gitleaksignore:2: allowed [0-9a-f]{16} \(openai-project-key, src\/a\.js:2\)$/m)
    expect(code).toBe(0)
    expect(staged(repo, ALLOWLIST)).toContain('reason: "imported from .gitleaksignore: public example"')
    expect(staged(repo, ALLOWLIST)).not.toMatch(/^ +path:/m)
    expect(left(repo)).toEqual(['src/b.js:1 github-token'])
  })

  test('also where the line is gone since, and from below', ({ repo }) => {
    const commit = commitKeys(repo)
    repo.stage('src/a.js', 'nothing\n')
    repo.git('mv', 'src/b.js', 'src/c.js')
    repo.commit('Gone')
    repo.write('.gitleaksignore', `${commit}:src/a.js:openai-api-key:2\nsrc/b.js:generic-api-key:1\n`)
    const { code, all } = repo.keyhook(['import', '../.gitleaksignore'], { cwd: join(repo.dir, 'src') })
    expect(all).toContain('src/b.js:1)')
    expect(code).toBe(0)
    expect(left(repo)).toEqual([])
  })

  test('what was another key then, is another now, or is of another kind, is not let through', ({ repo }) => {
    const commit = commitKeys(repo)
    repo.stage('src/a.js', `// a client\n${lineWith(OTHER)}`)
    repo.commit('Another')
    const lines = [
      `${commit}:src/a.js:openai-api-key:2`,
      `${commit}:src/b.js:stripe-access-token:1`,
      'src/a.js:openai-api-key:1',
    ]
    const { stdout } = importing(repo, '.gitleaksignore', lines.join('\n'))
    expect(stdout).toContain('.gitleaksignore:2: not needed: ')
    expect(stdout).toContain('.gitleaksignore:3: not needed: ')
    expect(left(repo)).toEqual(['src/b.js:1 github-token', 'src/a.js:2 openai-project-key'])
  })

  test('a path that leads out of the repository is looked for nowhere', ({ repo }) => {
    commitKeys(repo)
    const { code, stdout } = importing(repo, '.gitleaksignore', '../src/a.js:x:2\n/src/a.js:x:2\n')
    expect(stdout.match(/not needed/g)).toHaveLength(2)
    expect(code).toBe(0)
  })

  test('of two findings on one line, none is taken', ({ repo }) => {
    repo.stage('two.js', `${lineWith(KEY).trimEnd()} ${lineWith(OTHER)}`)
    const { code, stdout } = importing(repo, '.gitleaksignore', 'two.js:openai-api-key:1\n')
    expect(stdout).toContain('not carried over: 2 findings are meant by it')
    expect(code).toBe(2)
    expect(written(repo, ALLOWLIST)).toBe('')
  })

  test('a commit that is not here, and a line that is no fingerprint, are told', ({ repo }) => {
    commitKeys(repo)
    const { code, stdout } = importing(repo, '.gitleaksignore', `${'0'.repeat(40)}:src/a.js:x:2\n${KEY}\n`)
    expect(stdout).toContain('.gitleaksignore:1: not carried over: there is no commit 000000000000 here')
    expect(stdout).toContain('.gitleaksignore:2: not carried over: this is no fingerprint of gitleaks')
    expect(code).toBe(2)
  })
})

describe('.secrets.baseline', () => {
  /** As detect-secrets 1.5.0 writes it, with the hashes of these secrets. */
  const baseline = (secrets: readonly object[], filters: readonly object[] = []): string =>
    JSON.stringify(
      {
        version: '1.5.0',
        plugins_used: [{ name: 'OpenAIDetector' }, { name: 'Base64HighEntropyString', limit: 4.5 }],
        filters_used: [{ path: 'detect_secrets.filters.allowlist.is_line_allowlisted' }, ...filters],
        results: { 'src/a.js': secrets },
        generated_at: '2026-01-02T03:04:05Z',
      },
      null,
      2,
    )
  const entry = (secret: string, more: object = {}) => ({
    type: 'OpenAI Token',
    filename: 'src/a.js',
    hashed_secret: sha('sha1', secret),
    is_verified: false,
    line_number: 99,
    ...more,
  })

  test('a hash becomes the fingerprint of what has it, wherever the line went', ({ repo }) => {
    commitKeys(repo)
    const { code, stdout } = importing(repo, '.secrets.baseline', baseline([entry(KEY), entry('nothing there')]))
    expect(stdout).toContain('(openai-project-key, src/a.js:2)')
    expect(stdout).toMatch(
      /^\.secrets\.baseline:\d+: not needed: keyhook finds nothing in that file that has this hash$/m,
    )
    expect(code).toBe(0)
    expect(staged(repo, ALLOWLIST)).toContain('reason: "imported from .secrets.baseline: not audited"')
    expect(left(repo)).toEqual(['src/b.js:1 github-token'])
  })

  test('the same where the tool took more or less of the line for the secret', ({ repo }) => {
    const password = fill('<alnum:24>', 'import')
    repo.stage('src/a.js', `url = "postgres://admin:${password}@db.internal.acme.dev/prod"\n${lineWith(KEY)}`)
    const { stdout } = importing(repo, '.secrets.baseline', baseline([entry(password), entry(KEY.slice(8))]))
    expect(stdout).toContain('connection-string, src/a.js:1')
    expect(stdout).not.toContain('not carried over')
  })

  test('what the audit calls real is not let through; what it calls none is', ({ repo }) => {
    repo.stage('src/a.js', lineWith(KEY) + lineWith(OTHER))
    const text = baseline([entry(KEY, { is_secret: true }), entry(OTHER, { is_secret: false })])
    const { stdout } = importing(repo, '.secrets.baseline', text)
    expect(stdout).toContain('its audit says that it is a real secret')
    expect(staged(repo, ALLOWLIST)).toContain('audited as no secret')
    expect(left(repo)).toEqual(['src/a.js:1 openai-project-key'])
  })

  test('its filters for files and values', ({ repo }) => {
    commitKeys(repo)
    const path = 'detect_secrets.filters.regex.should_exclude_'
    const filters = [
      { path: `${path}file`, pattern: ['^vendor/', '(?!x)'] },
      { path: `${path}secret`, pattern: ['^ghp_'] },
    ]
    const { stdout } = importing(repo, '.secrets.baseline', baseline([], filters))
    expect(stdout).toContain('ignored vendor/**')
    expect(stdout).toContain('not carried over: this expression cannot be written as a glob')
    expect(left(repo)).toEqual(['src/a.js:2 openai-project-key'])
  })

  test.for(['{', '[]', '{"results": 1}', ''])('%j is refused, with nothing changed', (text, { repo }) => {
    const { code, stderr } = importing(repo, '.secrets.baseline', text)
    expect(stderr).toMatch(/^keyhook: \.secrets\.baseline:1: this is no/)
    expect(code).toBe(2)
  })
})

describe('.gitleaks.toml', () => {
  const TOML = `
[extend]
disabledRules = ["jwt", "no-such-rule"]
[[allowlists]]
description = "third party"
paths = ['''^vendor/''', '''.*''', '''^\\.keyhook/''']
regexes = ['''^ghp_''', '''.''']
[[rules]]
id = "acme-token"
regex = '''(?i)\\b(acme_[a-z0-9]{32})(?:['"\\s;]|$)'''
keywords = ["acme_"]
entropy = 3
[[rules.allowlists]]
paths = ['''^test/''']
`
  test('paths, values, rules and what is switched off', ({ repo }) => {
    commitKeys(repo)
    const { code, stdout } = importing(repo, '.gitleaks.toml', TOML)
    const lines = stdout.split('\n')
    for (const text of [
      '.gitleaks.toml:6: ignored vendor/**',
      '.gitleaks.toml:9: added the rule acme-token; it finds more than there',
      '.gitleaks.toml:14: allowed acme-token in test/**',
      '.gitleaks.toml:7: not carried over: it would let everything through',
      '.gitleaks.toml:3: not carried over: no-such-rule: ',
      '.gitleaks.toml:6: not carried over: .*: ',
      '.gitleaks.toml:6: not carried over: ^\\.keyhook/: this would hide .keyhook/',
    ])
      expect(
        lines.some(line => line.startsWith(text)),
        `${text} in:\n${stdout}`,
      ).toBe(true)
    expect(stdout).toContain('(github-token, src/b.js:1)')
    expect(code).toBe(0)
    expect(staged(repo, CONFIG)).toContain('- "vendor/**" # imported from .gitleaks.toml: third party\n')
    expect(left(repo)).toEqual(['src/a.js:2 openai-project-key'])
    repo.stage('c.js', `const t = '${fill('ACME_<alnum:32>', 'import')}'\n`)
    expect(JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout).findings[0]).toMatchObject({
      rule: 'acme-token',
      path: 'c.js',
    })
    repo.stage('vendor/x.js', lineWith(OTHER))
    expect(repo.keyhook(['scan', '--staged', 'vendor/x.js']).code).toBe(0)
  })

  test('where all conditions have to hold, they do', ({ repo }) => {
    commitKeys(repo)
    const both = (path: string) =>
      `[[allowlists]]\ncondition = "AND"\npaths = ['''${path}''']\nregexes = ['''^ghp_''']\n`
    expect(importing(repo, '.gitleaks.toml', both('^other/')).stdout).toContain('not needed')
    expect(importing(repo, '.gitleaks.toml', both('^src/')).stdout).toContain('(github-token, src/b.js:1)')
    expect(written(repo, CONFIG)).toBe('')
  })

  test('a commit becomes what is found in it, and nothing else', ({ repo }) => {
    const commit = commitKeys(repo)
    repo.stage('c.js', lineWith(OTHER))
    repo.commit('More')
    importing(repo, '.gitleaks.toml', `[allowlist]\ncommits = ["${commit}"]\n`)
    expect(left(repo)).toEqual(['c.js:1 openai-project-key'])
  })

  test('what is no TOML is refused, and not repeated', ({ repo }) => {
    const { code, stderr } = importing(repo, '.gitleaks.toml', `title = "x"\n${KEY} = [\n`)
    expect(stderr).toMatch(/^keyhook: \.gitleaks\.toml:\d: this is not TOML/)
    expect(code).toBe(2)
  })
})

describe('other tools', () => {
  test('.secretlintignore and .secretlintrc.json', ({ repo }) => {
    commitKeys(repo)
    expect(importing(repo, '.secretlintignore', 'dist/\n!src/\n/lib\n').stdout).toContain('ignored lib/**')
    const rules = [
      {
        id: '@secretlint/secretlint-rule-preset-recommend',
        rules: [{ id: '@secretlint/secretlint-rule-github', options: { allows: ['/^ghp_.{36}$/', '/./'] } }],
      },
      {
        id: '@secretlint/secretlint-rule-pattern',
        options: { patterns: [{ name: 'acme key', pattern: '/acme_[0-9a-f]{32}/' }] },
      },
      { id: '@secretlint/secretlint-rule-npm', disabled: true },
    ]
    const { stdout } = importing(repo, '.secretlintrc.json', JSON.stringify({ rules }, null, 2))
    expect(stdout).toContain('(github-token, src/b.js:1)')
    expect(stdout).toContain('added the rule acme-key')
    expect(stdout).toContain('it would let everything through')
    expect(left(repo)).toEqual(['src/a.js:2 openai-project-key'])
  })

  test('.gitallowed', ({ repo }) => {
    commitKeys(repo)
    const { stdout } = importing(repo, '.gitallowed', '# mine\n^vendor/\nsrc/b.js:[0-9]+:const token\n.*\n')
    expect(stdout).toContain('.gitallowed:2: ignored vendor/**')
    expect(stdout).toContain('.gitallowed:3: allowed')
    expect(stdout).toContain('.gitallowed:4: not carried over: it would let everything through')
    expect(left(repo)).toEqual(['src/a.js:2 openai-project-key'])
  })

  test('what is given to trufflehog', ({ repo }) => {
    commitKeys(repo)
    expect(importing(repo, 'exclude.txt', '^vendor/\n', '--tool', 'trufflehog').stdout).toContain('ignored vendor/**')
    expect(importing(repo, '.trufflehog-allow.json', '{ "example": "regex:ghp_.*" }').stdout).toContain('github-token')
    const detector =
      'detectors:\n  - name: AcmeKey\n    keywords: [acme_]\n    regex:\n      id: "acme_[a-z0-9]{32}"\n    verify: []\n'
    expect(importing(repo, '.trufflehog.yml', detector).stdout).toContain('added the rule acmekey; it finds more')
    expect(left(repo)).toEqual(['src/a.js:2 openai-project-key'])
  })

  test('.gitguardian.yaml', ({ repo }) => {
    commitKeys(repo)
    const hash = sha('sha256', `${TOKEN},apikey`)
    const text = `version: 2\nsecret:\n  ignored_paths: ["**/README.md", docs/]\n  ignored_matches:\n    - name: example\n      match: ${hash}\n    - match: ${'0'.repeat(64)}\n`
    const { stdout } = importing(repo, '.gitguardian.yaml', text)
    expect(stdout).toContain('ignored **/docs/**')
    expect(stdout).toContain('.gitguardian.yaml:5: allowed')
    expect(stdout).toContain('.gitguardian.yaml:7: not carried over')
    expect(left(repo)).toEqual(['src/a.js:2 openai-project-key'])
  })

  test('.secretsignore, in which the secrets themselves stand', ({ repo }) => {
    commitKeys(repo)
    const { stdout } = importing(repo, '.secretsignore', `dist/\n[secrets]\n# known\n${KEY}\n${OTHER}\n`)
    expect(stdout).toContain('.secretsignore:4: allowed')
    expect(stdout).toContain('.secretsignore:5: not needed')
    expect(left(repo)).toEqual(['src/b.js:1 github-token'])
  })

  test('inline markers count where there are some', ({ repo }) => {
    repo.stage('a.js', `${lineWith(KEY).trimEnd()} // gitleaks:allow\n`)
    importing(repo, '.gitleaksignore', '# none\n')
    expect(staged(repo, CONFIG)).toBe('version: 1\nmarkers:\n  - gitleaks\n')
    expect(repo.keyhook(['scan']).code).toBe(0)
  })
})

describe('what is there stays', () => {
  test('comments and entries, and the second import changes nothing', ({ repo }) => {
    const commit = commitKeys(repo)
    const allowlist =
      '# ours\nversion: 1\nentries:\n  - rule: github-token # why\n    path: test/**\n    reason: Old\n# end\n'
    const config = '# ours\nversion: 1\nignore: [ "lib/**" ] # flow\nmarkers:\n  - trufflehog # used\n'
    repo.stage(ALLOWLIST, allowlist)
    repo.stage(CONFIG, config)
    repo.write('.gitleaksignore', `${commit}:src/a.js:openai-api-key:2\n`)
    repo.write('.gitleaks.toml', "[allowlist]\npaths = ['''^vendor/''']\n")
    const files = ['.gitleaksignore', '.gitleaks.toml']
    expect(repo.keyhook(['import', '--dry-run', ...files]).stdout).toContain(
      `This would be added to ${ALLOWLIST} and ${CONFIG}.`,
    )
    expect(staged(repo, ALLOWLIST)).toBe(allowlist)
    repo.keyhook(['import', ...files])
    expect(staged(repo, CONFIG)).toBe(config.replace('"lib/**"', '"lib/**", "vendor/**"'))
    const after = staged(repo, ALLOWLIST)
    expect(after.startsWith(allowlist.slice(0, -'# end\n'.length))).toBe(true)
    expect(after.endsWith('# end\n')).toBe(true)
    const index = repo.git('ls-files', '--stage')
    const again = repo.keyhook(['import', ...files])
    expect(again.stdout).toBe('2 entries there already.\nNothing was changed.\n')
    expect(again.code).toBe(0)
    expect(repo.git('ls-files', '--stage')).toBe(index)
  })

  test('what else is edited is not staged', ({ repo }) => {
    repo.stage(CONFIG, 'version: 1\n')
    repo.write(CONFIG, 'version: 1\nblock: high\n')
    repo.write('.secretlintignore', '/vendor\n')
    repo.keyhook(['import', '.secretlintignore'])
    const added = 'ignore:\n  - "vendor/**" # imported from .secretlintignore\n'
    expect(staged(repo, CONFIG)).toBe(`version: 1\n${added}`)
    expect(written(repo, CONFIG)).toBe(`version: 1\nblock: high\n${added}`)
  })
})

describe('refuses', () => {
  test.for<[string, readonly string[], RegExp]>([
    ['a file nobody knows', ['notes.txt'], /--tool TOOL/],
    ['a file that is not there', ['.gitleaksignore'], /There is no file/],
    ['an unknown tool', ['--tool', 'gitleak', 'notes.txt'], /Did you mean gitleaks/],
    ['no file', [], /FILE is missing/],
    ['a folder', ['--tool', 'gitleaks', 'folder'], /no regular file/],
  ])('%s', ([, args, message], { repo }) => {
    repo.write('notes.txt', 'a\n')
    repo.write('folder/x', '')
    const { code, stderr } = repo.keyhook(['import', ...args])
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })

  test('a malformed allowlist, and a link in its place, with nothing changed', ({ repo }) => {
    repo.write('.secretlintignore', '/vendor\n')
    repo.stage(ALLOWLIST, 'version: 2\n')
    expect(repo.keyhook(['import', '.secretlintignore']).stderr).toContain(`${ALLOWLIST}:1: version must be 1`)
    expect(written(repo, CONFIG)).toBe('')
    repo.git('rm', '-q', '--cached', ALLOWLIST)
    rmSync(join(repo.dir, ALLOWLIST))
    symlinkSync(join(repo.root, 'elsewhere'), join(repo.dir, CONFIG))
    expect(repo.keyhook(['import', '.secretlintignore']).code).toBe(2)
    expect(existsSync(join(repo.root, 'elsewhere'))).toBe(false)
  })
})
