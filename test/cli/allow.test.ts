import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { TEMPLATE } from '../../src/allowlist/template.ts'
import { allow, allowWith, type Locate } from '../../src/cli/allow.ts'
import type { World } from '../../src/cli/world.ts'
import { fillShape } from '../../src/configuration/shape.ts'
import { KeyhookError } from '../../src/errors.ts'
import { finding } from '../report/verdicts.ts'
import { type Repo, test } from '../support/repo.ts'

const PATH = '.keyhook/allowlist.yml'
const A = '0123456789abcdef'
const B = 'fedcba9876543210'
const REASON = ['--reason', 'Example from the docs']
const entry = (fingerprint: string, more = ''): string =>
  `  - fingerprint: ${fingerprint}\n    rule: openai-project-key\n    reason: Example from the docs\n${more}`

const locateBoth: Locate = async wanted =>
  new Map([A, B].filter(each => wanted.has(each)).map(fingerprint => [fingerprint, finding({ fingerprint })]))

interface Options {
  readonly cwd?: string
  readonly env?: Record<string, string>
  readonly locate?: Locate
}

async function run(repo: Repo, argv: readonly string[], options: Options = {}) {
  const told: string[] = []
  const output = { write: (text: string) => told.push(text) }
  const world: World = {
    cwd: options.cwd ?? repo.dir,
    env: repo.env(options.env),
    stdin: (async function* () {})(),
    stdout: output,
    stderr: output,
    now: new Date('2026-06-15T12:00:00Z'),
    home: repo.root,
  }
  const code = await allowWith(options.locate ?? locateBoth, argv, world)
  return { code, told: told.join(''), world }
}

async function refusal(repo: Repo, argv: readonly string[], options: Options = {}): Promise<KeyhookError> {
  const before = [staged(repo), written(repo)]
  const error = await run(repo, argv, options).catch((reason: unknown) => reason)
  expect([staged(repo), written(repo)]).toEqual(before)
  if (error instanceof KeyhookError) return error
  throw error instanceof Error ? error : new Error('it was accepted')
}

const staged = (repo: Repo): string => repo.run('git', ['show', `:${PATH}`]).stdout
const written = (repo: Repo): string | null =>
  existsSync(join(repo.dir, PATH)) ? readFileSync(join(repo.dir, PATH), 'utf8') : null
const stagedNames = (repo: Repo): string => repo.run('git', ['ls-files']).stdout

describe('adds', () => {
  test('the first entry, before the first commit', async ({ repo }) => {
    repo.write('other.txt', 'not staged')
    const { code, told } = await run(repo, [A, ...REASON])
    expect(code).toBe(0)
    expect(staged(repo)).toBe(TEMPLATE + entry(A))
    expect(written(repo)).toBe(TEMPLATE + entry(A))
    expect(stagedNames(repo)).toBe(`${PATH}\n`)
    expect(told).toContain(`Allowed ${A} (openai-project-key, src/a.ts:3)`)
    expect(told).toContain('a new file')
    expect(told).toMatch(/git commit\n$/)
    expect(repo.git('diff', '--name-only')).toBe('')
  })

  test('several, with a glob and a last day', async ({ repo }) => {
    const more = ['--expires', '2026-06-16', '--path=src/**']
    const { told } = await run(repo, [A, B.toUpperCase(), A, ...more, ...REASON])
    expect(told).toContain(`Those entries, and nothing else, are now staged in ${PATH}`)
    const fields = (fingerprint: string) =>
      `  - fingerprint: ${fingerprint === B ? '"fedcba9876543210"' : fingerprint}\n`.replaceAll('"', '') +
      '    rule: openai-project-key\n    path: "src/**"\n    reason: Example from the docs\n    expires: 2026-06-16\n'
    expect(staged(repo)).toBe(TEMPLATE + fields(A) + fields(B))
  })

  test('only the entry is staged: other edits stay as they are', async ({ repo }) => {
    const base = `version: 1\nentries:\n  - rule: openai-project-key # remark\n    path: x/**\n    reason: Old\n`
    repo.stage(PATH, base)
    repo.commit('base')
    const edited = `# a thought\n${base}\n# another\n`
    repo.write(PATH, edited)
    repo.write('src/b.ts', 'x')
    await run(repo, [A, ...REASON])
    expect(staged(repo)).toBe(base + entry(A))
    expect(written(repo)).toBe(`# a thought\n${base}${entry(A)}\n# another\n`)
    expect(stagedNames(repo)).toBe(`${PATH}\n`)
  })

  test('CRLF stays', async ({ repo }) => {
    repo.stage(PATH, 'version: 1\r\nentries:\r\n')
    await run(repo, [A, ...REASON])
    expect(staged(repo)).toBe(`version: 1\nentries:\n${entry(A)}`.replaceAll('\n', '\r\n'))
  })

  test('a file that is not staged yet, as it lies there', async ({ repo }) => {
    repo.write(PATH, '# mine\nversion: 1\nentries: []\n')
    await run(repo, [A, ...REASON])
    expect(staged(repo)).toBe(TEMPLATE + entry(A))
    expect(written(repo)).toBe(`# mine\nversion: 1\nentries:\n${entry(A)}`)
  })

  test('a file that was deleted but not from the index', async ({ repo }) => {
    repo.stage(PATH, 'version: 1\n')
    rmSync(join(repo.dir, PATH))
    await run(repo, [A, ...REASON])
    expect(written(repo)).toBe(`version: 1\nentries:\n${entry(A)}`)
  })

  test('from a subdirectory, and although git ignores the folder', async ({ repo }) => {
    repo.write('a/b/x', '')
    repo.write('.gitignore', '.keyhook\n*.yml\n')
    await run(repo, [A, ...REASON], { cwd: join(repo.dir, 'a/b') })
    expect(staged(repo)).toBe(TEMPLATE + entry(A))
  })

  test('in a linked worktree', async ({ repo }) => {
    repo.stage('x', 'x')
    repo.commit('base')
    const linked = join(repo.root, 'linked')
    repo.git('worktree', 'add', '-q', linked)
    await run(repo, [A, ...REASON], { cwd: linked })
    expect(stagedNames(repo)).toBe('x\n')
    expect(repo.run('git', ['ls-files'], { cwd: linked }).stdout).toBe(`${PATH}\nx\n`)
    expect(readFileSync(join(linked, PATH), 'utf8')).toBe(TEMPLATE + entry(A))
  })

  test('to the index that GIT_INDEX_FILE names', async ({ repo }) => {
    repo.stage('x', 'x')
    mkdirSync(join(repo.dir, 'sub'))
    await run(repo, [A, ...REASON], { cwd: join(repo.dir, 'sub'), env: { GIT_INDEX_FILE: '../.git/other-index' } })
    expect(stagedNames(repo)).toBe('x\n')
    const other = repo.run('git', ['ls-files'], { env: { GIT_INDEX_FILE: join(repo.dir, '.git/other-index') } })
    expect(other.stdout).toBe(`${PATH}\n`)
  })

  test('outside of a sparse checkout, to the index alone', async ({ repo }) => {
    repo.stage(PATH, 'version: 1\nentries:\n')
    repo.stage('src/a/x', 'x')
    repo.commit('base')
    repo.git('sparse-checkout', 'set', '--cone', 'src')
    expect(written(repo)).toBeNull()
    await run(repo, [A, ...REASON])
    expect(staged(repo)).toBe(`version: 1\nentries:\n${entry(A)}`)
    expect(written(repo)).toBeNull()
    expect(repo.git('diff', '--name-only')).toBe('')
  })

  test('in place of one that expired', async ({ repo }) => {
    repo.stage(PATH, `version: 1\nentries:\n${entry(A, '    expires: 2026-06-15\n')}`)
    await run(repo, [A, ...REASON])
    expect(staged(repo)).toBe(`version: 1\nentries:\n${entry(A, '    expires: 2026-06-15\n')}${entry(A)}`)
  })

  test('where the one that is there does not cover the finding', async ({ repo }) => {
    repo.stage(PATH, `version: 1\nentries:\n  - fingerprint: ${A}\n    path: test/**\n    reason: Old\n`)
    expect((await run(repo, [A, ...REASON])).told).toContain(`Allowed ${A}`)
    expect(staged(repo)).toContain(entry(A))
  })

  test('says where --path misses the finding', async ({ repo }) => {
    const { told } = await run(repo, [A, '--path', 'test/**', ...REASON])
    expect(told).toContain('--path does not match src/a.ts')
  })
})

describe('leaves alone', () => {
  test('what is there already', async ({ repo }) => {
    await run(repo, [A, ...REASON])
    const before = repo.git('ls-files', '--stage')
    const { code, told } = await run(repo, [A, '--reason', 'Another'])
    expect(code).toBe(0)
    expect(told).toContain(`Already allowed: ${A}`)
    expect(told).toContain('Nothing was changed')
    expect(repo.git('ls-files', '--stage')).toBe(before)
    expect(written(repo)).toBe(TEMPLATE + entry(A))
  })

  test('what is there already, of two', async ({ repo }) => {
    await run(repo, [A, ...REASON])
    const { told } = await run(repo, [A, B, ...REASON])
    expect(told).toContain(`Already allowed: ${A}`)
    expect(told).toContain(`Allowed ${B}`)
    expect(staged(repo)).toBe(TEMPLATE + entry(A) + entry(B))
  })
})

describe('refuses', () => {
  const pasted = fillShape('sk-proj-<alnum:40>', 'pasted')
  test.for<[string, readonly string[], RegExp]>([
    ['no fingerprint', REASON, /fingerprint/],
    ['a pasted key', [pasted, ...REASON], /Argument 1/],
    ['a short fingerprint', [A, 'abc', ...REASON], /Argument 2/],
    ['an unknown fingerprint', [A, 'aaaaaaaaaaaaaaaa', ...REASON], /aaaaaaaaaaaaaaaa/],
    ['no reason', [A], /reason/],
    ['an empty reason', [A, '--reason', ''], /reason/],
    ['a reason of punctuation', [A, '--reason', '-!…'], /reason/],
    ['a reason left out', [A, '--reason'], /--reason needs/],
    ['a reason left out before an option', [A, '--reason', '--path', 'a'], /--reason needs/],
    ['two reasons', [A, ...REASON, ...REASON], /twice/],
    ['a long reason', [A, '--reason', 'a'.repeat(501)], /500/],
    ['an unknown option', [A, '--raeson', 'x'], /--reason\?/],
    ['a day that does not exist', [A, '--expires', '2027-02-30', ...REASON], /YYYY/],
    ['today', [A, '--expires', '2026-06-15', ...REASON], /after today/],
    ['a negated glob', [A, '--path', '!a', ...REASON], /negated/],
    ['a bad glob', [A, '--path', 'a[', ...REASON], /closed/],
  ])('%s', async ([, argv, message], { repo }) => {
    const error = await refusal(repo, argv)
    expect(error.code).toBe('usage')
    expect(error.message).toMatch(message)
    expect(error.hint).not.toBe('')
    expect(error.message + error.hint).not.toContain(pasted.slice(10, 18))
    expect(written(repo)).toBeNull()
  })

  test('a reason that holds a secret', async ({ repo }) => {
    const key = fillShape('ghp_<alnum:36>', 'reason')
    const marked = fillShape('sk-proj-<alnum:74>T3BlbkFJ<alnum:74>', 'reason')
    for (const secret of [marked, key]) {
      const error = await refusal(repo, [A, '--reason', `It is only ${secret}`])
      expect(error.message).toContain('secret')
      expect(error.message + error.hint).not.toContain(secret.slice(10, 18))
    }
  })

  test('a malformed file, staged or not', async ({ repo }) => {
    repo.write(PATH, 'version: 1\nentries:\n  - rule: nothing\n')
    expect((await refusal(repo, [A, ...REASON])).message).toMatch(/^\.keyhook\/allowlist\.yml:3: /)
    repo.git('add', PATH)
    repo.write(PATH, 'version: 1\n')
    const error = await refusal(repo, [A, ...REASON])
    expect([error.code, error.message.split('\n')[0]]).toEqual(['configuration', expect.stringContaining(':3: ')])
  })

  test('a symbolic link', async ({ repo }) => {
    mkdirSync(join(repo.dir, '.keyhook'))
    writeFileSync(join(repo.root, 'target'), 'version: 1\n')
    symlinkSync(join(repo.root, 'target'), join(repo.dir, PATH))
    expect((await refusal(repo, [A, ...REASON])).code).toBe('configuration')
    repo.git('add', '-f', PATH)
    rmSync(join(repo.dir, PATH))
    expect((await refusal(repo, [A, ...REASON])).message).toContain('symbolic link')
    expect(readFileSync(join(repo.root, 'target'), 'utf8')).toBe('version: 1\n')
  })

  test('a folder that is a symbolic link', async ({ repo }) => {
    const target = join(repo.root, 'target')
    mkdirSync(target)
    symlinkSync(target, join(repo.dir, '.keyhook'))
    expect((await refusal(repo, [A, ...REASON])).message).toContain('symbolic link')
    repo.git('add', '-f', '.keyhook')
    rmSync(join(repo.dir, '.keyhook'))
    expect((await refusal(repo, [A, ...REASON])).message).toContain('symbolic link')
    expect(existsSync(join(target, 'allowlist.yml'))).toBe(false)
  })

  test('a merge conflict in the file', async ({ repo }) => {
    repo.stage(PATH, 'version: 1\n')
    repo.commit('base')
    repo.git('checkout', '-q', '-b', 'other')
    repo.stage(PATH, 'version: 1\nentries: []\n')
    repo.commit('other')
    repo.git('checkout', '-q', 'main')
    repo.stage(PATH, '# x\nversion: 1\nentries:\n')
    repo.commit('main')
    repo.run('git', ['merge', 'other'])
    expect((await refusal(repo, [A, ...REASON])).message).toContain('conflict')
  })

  test('a locked index, with nothing changed', async ({ repo }) => {
    repo.write('.git/index.lock', '')
    expect((await refusal(repo, [A, ...REASON])).code).toBe('git')
    expect(written(repo)).toBeNull()
  })

  test('a working tree that cannot be written to, with nothing staged', async ({ repo }) => {
    repo.write('.keyhook', 'a file')
    expect((await refusal(repo, [A, ...REASON])).code).toBe('configuration')
    expect(stagedNames(repo)).toBe('')
  })

  test('outside of a repository, and in a bare one', async ({ repo }) => {
    expect((await refusal(repo, [A, ...REASON], { cwd: repo.home })).code).toBe('usage')
    repo.git('init', '-q', '--bare', join(repo.root, 'bare'))
    expect((await refusal(repo, [A, ...REASON], { cwd: join(repo.root, 'bare') })).message).toContain('bare')
  })
})

test('with what is really staged', async ({ repo }) => {
  const key = fillShape('sk-proj-<b64url:74>T3BlbkFJ<b64url:74>', 'real')
  repo.stage('src/a.ts', `const key = '${key}'\n`)
  const { world } = await run(repo, [A, ...REASON])
  const { startScan } = await import('../../src/scan.ts')
  const { NO_POLICY, readPolicy } = await import('../../src/policy.ts')
  const { extractStaged } = await import('../../src/extraction/staged.ts')
  const { openRepository } = await import('../../src/git/repository.ts')
  const look = async (policied: boolean) => {
    const repository = await openRepository(repo.dir, repo.env())
    const policy = policied ? await readPolicy(repository, null) : NO_POLICY
    const scan = startScan({ policy, today: '2026-06-15' })
    return scan.verdict(await extractStaged(repository, { only: null, mergeAnnounced: false }, scan.take))
  }
  const [found] = (await look(false)).findings
  expect(await allow([found?.fingerprint ?? '', ...REASON], world)).toBe(0)
  const verdict = await look(true)
  expect(verdict.findings.filter(({ path }) => path === 'src/a.ts')).toEqual([])
  expect(verdict.suppressed[0]).toMatchObject({ by: 'allowlist', reason: 'Example from the docs' })
})
