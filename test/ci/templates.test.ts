import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, inject, test as plain } from 'vitest'
import { parse } from 'yaml'
import { expectNoLeak, lineWith, openaiKey } from '../support/journey.ts'
import { type Ended, KEYHOOK, Repo, test } from '../support/repo.ts'
import { sarifFaults } from '../support/schemas.ts'
import { commitUnseen, overriding } from '../support/server.ts'

const PACKAGE = inject('package')
const text = (path: string): string => readFileSync(join(PACKAGE, path), 'utf8')
const SCRIPT = join(PACKAGE, 'templates/ci/scan.sh')
const GITHUB = parse(text('templates/ci/github.yml'))
const GITLAB = parse(text('templates/ci/gitlab.yml'))
const ACTION_TEXT = readFileSync(resolve(import.meta.dirname, '../../action.yml'), 'utf8')
const ACTION = parse(ACTION_TEXT)

const KEY = openaiKey('pull request')
const NOTHING = '0'.repeat(40)

interface Step {
  readonly run?: string
  readonly uses?: string
  readonly env?: Record<string, string>
  readonly if?: string
  readonly 'working-directory'?: string
}

let made: { readonly origin: Repo; readonly BASE: string; readonly HEAD: string } | null = null
afterAll(() => made?.origin.remove())

/** The same for all tests, which only fetch from it. */
function pullRequest(): { BASE: string; HEAD: string } {
  if (made === null) {
    const origin = new Repo()
    origin.git('init', '-q', '-b', 'main')
    made = { origin, ...openPullRequest(origin) }
  }
  return { BASE: made.BASE, HEAD: made.HEAD }
}

/** A pull request of more commits than a first fetch brings: one adds a key, which a later one takes away, and two are let through. */
function openPullRequest(repo: Repo): { BASE: string; HEAD: string } {
  commitUnseen(repo, 'start.txt', 'start\n')
  commitUnseen(
    repo,
    '.keyhook/allowlist.yml',
    'version: 1\nentries:\n  - path: sample.js\n    reason: a sample of the docs\n',
  )
  repo.git('checkout', '-q', '-b', 'feature')
  commitUnseen(repo, 'a, b: 1%.js', lineWith(KEY))
  commitUnseen(repo, 'a, b: 1%.js', 'gone\n')
  commitUnseen(repo, 'sample.js', lineWith(openaiKey('sample')))
  repo.stage('hotfix.js', lineWith(openaiKey('hotfix')))
  const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout)
  repo.git('commit', '-qm', overriding(findings[0].fingerprint))
  const tip = repo.git('rev-parse', 'HEAD').trim()
  const more = Array.from({ length: 60 }, (_, at) => {
    const from = at === 0 ? tip : `:${at}`
    return `commit refs/heads/feature\nmark :${at + 1}\ncommitter C <c@example.com> 1700000000 +0000\ndata 2\n${String(at).padStart(2, '0')}\nfrom ${from}\n`
  })
  expect(repo.run('git', ['fast-import', '--quiet', '--force'], { input: more.join('') }).code).toBe(0)
  repo.git('checkout', '-q', '-f', 'main')
  const BASE = commitUnseen(repo, 'meanwhile.txt', 'meanwhile\n')
  const HEAD = repo.git('rev-parse', 'feature').trim()
  repo.git('merge', '-q', '--no-ff', '--no-edit', 'feature')
  repo.git('branch', 'merged')
  repo.git('reset', '-q', '--hard', BASE)
  return { BASE, HEAD }
}

/** What a runner has checked out: one commit and nothing before it. */
function checkOut(repo: Repo, branch: string): string {
  repo.git('clone', '-q', '--depth=1', '--branch', branch, `file://${made?.origin.dir}`, '../checkout')
  const checkout = join(repo.root, 'checkout')
  expect(repo.run('git', ['rev-list', '--count', '--all'], { cwd: checkout }).stdout).toBe('1\n')
  // What a hostile author would put there, to be run in place of keyhook.
  writeFileSync(join(checkout, '.npmrc'), 'registry=http://registry.invalid/\n')
  return checkout
}

/** A place outside of the checkout, where `npm install keyhook` brings the package that is tested. */
function tools(repo: Repo): { env: Record<string, string>; temp: string } {
  const npm = `#!/bin/sh
case "$*" in *keyhook@${JSON.parse(text('package.json')).version}) ;; *) echo "npm $*" >&2; exit 1 ;; esac
if [ -e .npmrc ]; then echo "the registry is the author's" >&2; exit 1; fi
mkdir -p node_modules/.bin
printf '#!/bin/sh\\nexec "%s" "%s" "$@"\\n' '${process.execPath}' '${KEYHOOK}' >node_modules/.bin/keyhook
chmod +x node_modules/.bin/keyhook
`
  repo.write('../bin/npm', npm, 0o755)
  repo.write('../temp/.keep', '')
  const temp = join(repo.root, 'temp')
  return { temp, env: { PATH: `${repo.root}/bin:${process.env['PATH']}`, RUNNER_TEMP: temp } }
}

/** Runs the shell lines of steps as they stand there, with what the runner would put in place of expressions. */
function runSteps(repo: Repo, steps: readonly Step[], cwd: string, values: Record<string, string>): Ended {
  const { env, temp } = tools(repo)
  const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  let last: Ended = { code: 0, stdout: '', stderr: '', all: '' }
  for (const step of steps) {
    const { run, env: own = {} } = step
    if (run === undefined) continue
    const given = Object.fromEntries(
      Object.entries(own).map(([name, value]) => [name, values[name] ?? value.replaceAll('${{ runner.temp }}', temp)]),
    )
    const where = step['working-directory'] === undefined ? cwd : temp
    if (last.code !== 0 && step.if === undefined) continue
    const ended = repo.run('sh', ['-ec', run], { cwd: where, env: { ...env, ...files, ...values, ...given } })
    last = {
      ...ended,
      code: last.code || ended.code,
      stdout: last.stdout + ended.stdout,
      stderr: last.stderr + ended.stderr,
      all: last.all + ended.all,
    }
  }
  return last
}

/** What a pull request is told: the key that is no more, and the override; not what the base allows. */
function expectTold(ended: Ended): void {
  expect(ended.stderr).toBe('')
  expect(ended.code).toBe(1)
  for (const seed of ['pull request', 'sample', 'hotfix']) expectNoLeak(ended.all, openaiKey(seed))
}

function expectUpload(file: string): void {
  const log = JSON.parse(readFileSync(file, 'utf8'))
  expect(sarifFaults(log)).toEqual([])
  const uris = log.runs[0].results.map(
    (one: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      one.locations[0]?.physicalLocation.artifactLocation.uri,
  )
  expect(uris).toEqual(['a%2C%20b%3A%201%25.js', 'hotfix.js'])
}

describe('the workflow for GitHub', () => {
  const { steps } = GITHUB.jobs.keyhook

  test('scans all of a pull request from a shallow checkout, annotates it, sums up, and leaves SARIF', ({ repo }) => {
    const values = pullRequest()
    const ended = runSteps(repo, steps, checkOut(repo, 'merged'), values)
    expectTold(ended)
    expect(ended.stdout).toMatch(/^::error file=a%2C b%3A 1%25\.js,|^::error file=a%2C b%3A 1%25\.js/m)
    expect(ended.stdout).toContain('::error file=hotfix.js,')
    const summary = readFileSync(join(repo.root, 'temp/summary'), 'utf8')
    for (const part of ['a sample of the docs', 'does not count here: production is down'])
      expect(summary).toContain(part)
    const [, upload = ''] = /^sarif=(.*)$/m.exec(readFileSync(join(repo.root, 'temp/output'), 'utf8')) ?? []
    expectUpload(upload)
  })

  test('passes a clean one; scans the whole history where there is no base; fails where a commit is not to be had', ({
    repo,
  }) => {
    const { BASE } = pullRequest()
    const checkout = checkOut(repo, 'main')
    const ended = runSteps(repo, steps, checkout, {
      BASE: `${made?.origin.git('rev-parse', `${BASE}~1`).trim()}`,
      HEAD: BASE,
    })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(/^keyhook: no secrets in 1 file/)
    const unknown = runSteps(repo, steps, checkout, { BASE: 'a'.repeat(40), HEAD: BASE })
    expect(unknown.code).toBeGreaterThan(1)
    expect(readFileSync(join(repo.root, 'temp/output'), 'utf8')).toBe('')
    expect(runSteps(repo, steps, checkout, { BASE: NOTHING, HEAD: BASE })).toMatchObject({ code: 0 })
    expect(repo.run('git', ['rev-parse', '--is-shallow-repository'], { cwd: checkout }).stdout).toBe('false\n')
  })
})

test('the job for GitLab does the same, and leaves both reports', ({ repo }) => {
  const { BASE, HEAD } = pullRequest()
  const checkout = checkOut(repo, 'merged')
  const steps = GITLAB.keyhook.script.map((run: string) => ({
    run: run.replaceAll('/tmp/keyhook', `${repo.root}/tools`),
  }))
  const ended = runSteps(repo, steps, checkout, {
    CI_MERGE_REQUEST_DIFF_BASE_SHA: BASE,
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD,
    CI_COMMIT_SHA: HEAD,
  })
  expectTold(ended)
  const report = (kind: string) =>
    JSON.parse(readFileSync(join(checkout, GITLAB.keyhook.artifacts.reports[kind]), 'utf8'))
  const files = ['a, b: 1%.js', 'hotfix.js']
  expect(report('codequality').map(({ location }: { location: { path: string } }) => location.path)).toEqual(files)
  const { vulnerabilities } = report('secret_detection')
  expect(vulnerabilities.map(({ location }: { location: { file: string } }) => location.file)).toEqual(files)
})

test('the script does the same anywhere, and ends as the scan does', ({ repo }) => {
  const { BASE, HEAD } = pullRequest()
  const cwd = checkOut(repo, 'merged')
  const { env } = tools(repo)
  const scan = (more: Record<string, string>) => repo.run('sh', [SCRIPT], { cwd, env: { ...env, ...more } })
  const ended = scan({ BASE, HEAD })
  expectTold(ended)
  expect(ended.stdout).toContain('keyhook found 2 secrets')
  expect(scan({ BASE: HEAD, HEAD, FORMAT: 'json' }).code).toBe(0)
  expect(scan({ BASE: 'no-such-branch', HEAD }).code).toBeGreaterThan(1)
  expect(scan({ BASE, HEAD, KEYHOOK: 'false' }).code).toBe(1)
  expect(readdirSync(repo.root).filter(name => name.startsWith('tmp.'))).toEqual([])
})

test('the action does the same, and names the SARIF', ({ repo }) => {
  const values = { ...pullRequest(), GITHUB_ACTION_PATH: PACKAGE }
  const ended = runSteps(repo, ACTION.runs.steps, checkOut(repo, 'merged'), values)
  expectTold(ended)
  expect(ended.stdout).toContain('::error file=hotfix.js,')
  const [, upload = ''] = /^sarif=(.*)$/m.exec(readFileSync(join(repo.root, 'temp/output'), 'utf8')) ?? []
  expectUpload(upload)
})

describe('all of them', () => {
  const texts: Record<string, string> = {
    ...Object.fromEntries(['github.yml', 'gitlab.yml', 'scan.sh'].map(name => [name, text(`templates/ci/${name}`)])),
    'action.yml': ACTION_TEXT,
  }

  plain('fetch what is missing in the same way', () => {
    const fetches = ['github.yml', 'gitlab.yml', 'scan.sh'].map(name => {
      const [, block = ''] = /^( *# A shallow clone lacks[\s\S]*?\n *esac\n)/m.exec(texts[name] ?? '') ?? []
      const margin = /^ */.exec(block)?.[0] ?? ''
      return block.replaceAll(new RegExp(`^${margin}`, 'gm'), '')
    })
    expect(fetches[0]).toContain('git fetch')
    expect(new Set(fetches).size).toBe(1)
  })

  plain('pin every action to a commit, and keyhook to this version', () => {
    for (const [name, body] of Object.entries(texts)) {
      for (const [line, action, comment] of body.matchAll(/uses: (\S+)(.*)/g)) {
        expect(action, line).toMatch(/@[0-9a-f]{40}$/)
        expect(comment, line).toMatch(/^ # v\d/)
      }
      for (const [, version] of body.matchAll(/keyhook@([\w.-]+)/g))
        expect(version, name).toBe(JSON.parse(text('package.json')).version)
    }
  })

  plain('put nothing of an event into shell lines, and let nothing count that the author brings', () => {
    const runs: string[] = [...GITHUB.jobs.keyhook.steps, ...ACTION.runs.steps].flatMap(({ run }: Step) => run ?? [])
    for (const run of [...runs, ...GITLAB.keyhook.script, texts['scan.sh'] ?? '']) {
      expect(run).not.toContain('${{')
      for (const [call] of run.matchAll(/^ *"\$\w+" scan .*$/gm)) expect(call).toContain('--strict')
    }
  })
})
