import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { expectNoLeak, openaiKey } from '../support/journey.ts'
import { type Handler, json, keyhookWith, type Provider, startProvider } from '../support/provider.ts'
import { test as base, type Repo } from '../support/repo.ts'
import { fill } from '../support/shape.ts'

const KEY = openaiKey('verify')
const BODY = KEY.slice('sk-proj-'.length)
const LIVE: Handler = (_, answer) =>
  json(answer, 200, { object: 'list', data: [{ id: 'm' }] }, { 'openai-organization': 'acme' })
const REVOKED: Handler = (_, answer) => json(answer, 401, { error: { code: 'invalid_api_key', message: 'Incorrect' } })

const test = base.extend<{ answering: (handler: Handler) => Promise<Provider> }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's needs from the pattern
  answering: async ({}, use) => {
    const started: Provider[] = []
    await use(async handler => {
      const provider = await startProvider(handler)
      started.push(provider)
      return provider
    })
    for (const provider of started) await provider.close()
  },
})

const at = ({ url }: Provider) => ({ KEYHOOK_OPENAI_BASE_URL: url })
const stageKey = (repo: Repo): void => repo.stage('src/a.ts', `const client = new OpenAI({ apiKey: '${KEY}' })\n`)
const stateOf = (repo: Repo): string => join(repo.dir, '.git/keyhook-state')

test('a live key: who is asked, what is sent, whose it is; exit 1', async ({ repo, answering }) => {
  stageKey(repo)
  const provider = await answering(LIVE)
  const { code, all, stdout } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env: at(provider) })
  expect(code).toBe(1)
  expect(stdout.replace(/\s+/g, ' ')).toContain("NOT OpenAI's own host: KEYHOOK_OPENAI_BASE_URL names it")
  expect(stdout).toContain('GET /v1/models, with the key in the header authorization')
  expect(stdout).toMatch(/^live {2}OpenAI sk-proj-….{4} \(openai-project-key\)$/m)
  expect(stdout).toContain('organization acme; models 1')
  expect(stdout).toContain('https://platform.openai.com/api-keys')
  expect(provider.got).toHaveLength(1)
  expect(provider.got[0]).toMatchObject({ method: 'GET', url: '/v1/models', body: '' })
  expect(provider.got[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
  expectNoLeak(all, KEY)
})

test('a revoked key: exit 0', async ({ repo, answering }) => {
  stageKey(repo)
  const provider = await answering(REVOKED)
  const { code, stdout } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env: at(provider) })
  expect(stdout).toContain('0 live, 1 revoked, 0 unknown.')
  expect(code).toBe(0)
})

test('off a terminal nothing is sent without --yes; exit 2', async ({ repo, answering }) => {
  stageKey(repo)
  const provider = await answering(LIVE)
  for (const args of [['--staged'], ['--staged', '--json']]) {
    const { code, all } = await keyhookWith(repo, ['verify', ...args], { env: at(provider), input: 'y\n' })
    expect(code).toBe(2)
    expect(all).toContain('Nothing was sent. To send:')
    expect(all).toContain(`verify ${args.join(' ')} --yes`)
  }
  expect(provider.got).toEqual([])
})

test('nothing staged, nothing to ask: exit 0', async ({ repo }) => {
  repo.stage('a.txt', 'hello\n')
  const { code, stdout } = await keyhookWith(repo, ['verify', '--staged'])
  expect([code, stdout]).toEqual([0, 'There is no key in it.\n'])
})

test('a key is found by its fingerprint, staged, in a file, in an ignored .env, in history; elsewhere: exit 2', async ({
  repo,
  answering,
}) => {
  const provider = await answering(REVOKED)
  const keys = ['history', 'file', 'env', 'staged'].map(openaiKey)
  const [old = '', file = '', env = '', staged = ''] = keys
  repo.stage('old.ts', `'${old}'\n`)
  repo.stage('.gitignore', '.env\n')
  repo.commit('Add', { args: ['--no-verify'] })
  repo.stage('old.ts', 'gone\n')
  repo.commit('Remove', { args: ['--no-verify'] })
  repo.write('file.ts', `'${file}'\n`)
  repo.write('.env', `OPENAI_API_KEY=${env}\n`)
  repo.stage('staged.ts', `'${staged}'\n`)
  const prints = keys.map(key => {
    const scanned = repo.keyhook(['scan', '--stdin', '--format', 'json'], { input: `'${key}'\n` })
    return JSON.parse(scanned.stdout).findings[0].fingerprint
  })
  const ended = await keyhookWith(repo, ['verify', ...prints, '--yes', '--json'], { env: at(provider) })
  expect(ended.code, ended.all).toBe(0)
  expect(JSON.parse(ended.stdout).keys.map(({ path }: { path: string }) => path)).toEqual([
    'old.ts',
    'file.ts',
    '.env',
    'staged.ts',
  ])
  expect(new Set(provider.got.map(({ headers }) => headers.authorization?.slice(7)))).toEqual(new Set(keys))
  const none = await keyhookWith(repo, ['verify', prints[0], '0123456789abcdef', '--yes', '--fresh'], {
    env: at(provider),
  })
  expect(none.code).toBe(2)
  expect(none.stderr).toContain('Nothing in this repository has the fingerprint 0123456789abcdef')
  expect(provider.got).toHaveLength(4)
})

test('--history asks about each key once, with the other half of a pair from where it stands', async ({
  repo,
  answering,
}) => {
  const [id, secret] = [fill('AKIA<base32:16>'), fill('<b64:40>')]
  for (const name of ['one', 'two']) {
    repo.stage(`${name}.ini`, `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`)
    repo.stage(`${name}.ts`, `'${KEY}'\n`)
    repo.commit(name, { args: ['--no-verify'] })
  }
  const aws = await answering((_, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/xml' })
      .end('<R><Arn>arn:aws:iam::123456789012:user/Alice</Arn><Account>123456789012</Account></R>'),
  )
  const openai = await answering(REVOKED)
  const env = { ...at(openai), KEYHOOK_AWS_BASE_URL: aws.url }
  const { code, stdout, stderr } = await keyhookWith(repo, ['verify', '--history', '--yes', '--json'], { env })
  expect(code, stderr).toBe(1)
  const [first, second] = JSON.parse(stdout).keys
  expect([first.status, second.status].sort()).toEqual(['live', 'revoked'])
  expect(openai.got).toHaveLength(1)
  expect(aws.got).toHaveLength(1)
  const [{ headers, body, method } = expect.fail()] = aws.got
  expect([method, body]).toEqual(['POST', 'Action=GetCallerIdentity&Version=2011-06-15'])
  expect(headers.authorization).toMatch(
    new RegExp(`^AWS4-HMAC-SHA256 Credential=${id}/\\d{8}/us-east-1/sts/aws4_request, `),
  )
  expect(JSON.stringify(headers)).not.toContain(secret)
})

test('what cannot be asked is unknown, and says why; exit 2', async ({ repo }) => {
  repo.stage('a.ini', `aws_secret_access_key = ${fill('<b64:40>')}\n`)
  repo.stage('b.ini', `TWINE_PASSWORD=${fill('pypi-AgEIcHlwaS5vcmc<b64url:160>')}\n`)
  const { code, stdout } = await keyhookWith(repo, ['verify', '--staged', '--yes'])
  expect(code).toBe(2)
  expect(stdout).toContain('its access key id is not beside it')
  expect(stdout).toContain('no documented request')
  expect(stdout).not.toContain('Nothing was sent')
})

test('an answer is remembered for minutes, without the key, for this host alone; --fresh asks again', async ({
  repo,
  answering,
}) => {
  stageKey(repo)
  const provider = await answering(LIVE)
  const run = (...args: string[]) => keyhookWith(repo, ['verify', '--staged', ...args], { env: at(provider) })
  await run('--yes')
  const again = await run()
  expect(again.code).toBe(1)
  expect(again.stdout).toMatch(/asked at \d\d:\d\d UTC; --fresh\s+asks again/)
  expect(provider.got).toHaveLength(1)
  await run('--yes', '--fresh')
  expect(provider.got).toHaveLength(2)

  for (const name of readdirSync(stateOf(repo))) {
    const file = join(stateOf(repo), name)
    expectNoLeak(readFileSync(file, 'utf8'), KEY)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o77).toBe(0)
  }
  const other = await answering(REVOKED)
  expect((await keyhookWith(repo, ['verify', '--staged', '--yes'], { env: at(other) })).code).toBe(0)
})

test('what is unknown is not remembered, and a state that cannot be written hinders nothing', async ({
  repo,
  answering,
}) => {
  stageKey(repo)
  writeFileSync(stateOf(repo), 'a file in the way')
  const broken = await answering((_, answer) => json(answer, 400, {}))
  const { code, stdout } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env: at(broken) })
  expect(code, stdout).toBe(2)
  expect(stdout).toContain('the answer is none that the provider documents (HTTP 400)')
  const live = await answering(LIVE)
  expect((await keyhookWith(repo, ['verify', '--staged', '--yes'], { env: at(live) })).code).toBe(1)
})

const HOSTILE: readonly [string, Handler, number][] = [
  [
    'sends the key back in every place',
    ({ headers }, answer) => {
      const key = headers.authorization ?? ''
      const echoed = { 'openai-organization': key, 'x-request-id': key }
      json(answer, 200, { object: 'list', data: [key], key }, echoed)
    },
    1,
  ],
  [
    'sends a part of it',
    (_, answer) => json(answer, 200, { data: [] }, { 'openai-organization': BODY.slice(20, 30) }),
    1,
  ],
  [
    'redirects with it',
    ({ headers }, answer) => json(answer, 307, {}, { location: `https://evil.invalid/${headers.authorization}` }),
    2,
  ],
  ['fails with it', ({ headers }, answer) => json(answer, 400, { error: { message: headers.authorization } }), 2],
  [
    'sends half an answer',
    (_, answer) => answer.writeHead(200, { 'content-length': '2000' }).end(`{"data":["${BODY}`),
    2,
  ],
  ['sends too much', (_, answer) => json(answer, 200, `{"data":["${'x'.repeat(2_000_000)}"]}`), 2],
  ['speaks no HTTP', (_, _answer, socket) => socket.end(`${BODY} is no status line\r\n\r\n`), 2],
]

test.for(HOSTILE)('a host that %s gets nothing shown', async ([, handler, expected], { repo, answering }) => {
  stageKey(repo)
  const provider = await answering(handler)
  const { code, all } = await keyhookWith(repo, ['verify', '--staged', '--yes', '--json'], { env: at(provider) })
  expect(code, all).toBe(expected)
  expectNoLeak(all, KEY)
  for (const name of existsSync(stateOf(repo)) ? readdirSync(stateOf(repo)) : [])
    expectNoLeak(readFileSync(join(stateOf(repo), name), 'utf8'), KEY)
})

test('what a host says cannot move the cursor, nor show another secret', async ({ repo, answering }) => {
  stageKey(repo)
  const token = fill('ghp_<alnum:30><crc32:6>')
  repo.stage('b.ts', `'${token}'\n`)
  const another = fill('glpat-<b64url:20>', 'another')
  const github = await answering((_, answer) =>
    json(answer, 200, { login: `\u001b[2J\u202eroot ${another}\u0007` }, { 'x-oauth-scopes': 'a\tb' }),
  )
  const openai = await answering(REVOKED)
  const env = { ...at(openai), KEYHOOK_GITHUB_BASE_URL: github.url }
  const { all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(all).toMatch(/user \\x1b\[2J\\u202eroot\s+glpat-…/)
  expect(all).not.toMatch(/[\u0007\u001b\u202e]/)
  expectNoLeak(all, another)
})

test('node’s own logs of the network hold no key', async ({ repo, answering }) => {
  stageKey(repo)
  const token = fill('<digits:10>:AA<b64url:33>')
  repo.stage('b.ini', `TELEGRAM_BOT_TOKEN=${token}\n`)
  const openai = await answering(LIVE)
  const telegram = await answering((_, answer) => json(answer, 200, { ok: true, result: { username: 'helper' } }))
  const env = { ...at(openai), KEYHOOK_TELEGRAM_BASE_URL: telegram.url, NODE_DEBUG: 'http,https,net,tls' }
  const { all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(telegram.got[0]?.url).toBe(`/bot${token}/getMe`)
  expect(all).toContain('HTTP')
  expectNoLeak(all, KEY)
  expectNoLeak(all, token)
})

test.for([
  [[], 'Which keys?'],
  [['--staged', '--history'], 'Name fingerprints, or one of'],
  [['--staged', '0123456789abcdef'], 'Name fingerprints, or one of'],
  [[KEY], 'Argument 1 is no fingerprint'],
  [['--stagd'], 'Did you mean --staged?'],
] as const)('verify %j is a misuse', async ([args, says]) => {
  const world = fakeWorld({ cwd: '/' })
  expect(await run(['verify', ...args], world)).toBe(2)
  expect(world.told.err).toContain(says)
  expectNoLeak(world.told.err, KEY)
})

test('a path of a base is shown as it is', async ({ repo, answering }) => {
  stageKey(repo)
  const { url, got } = await answering(LIVE)
  const env = { KEYHOOK_OPENAI_BASE_URL: `${url}/%1b[2J/%zz/v1` }
  const { code, all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(all).toContain('GET /%1b[2J/%zz/v1/models,')
  expect([code, got[0]?.url]).toEqual([1, '/%1b[2J/%zz/v1/models'])
})

test('a base that is no loopback must be TLS, and is not repeated', async ({ repo }) => {
  stageKey(repo)
  const env = { KEYHOOK_OPENAI_BASE_URL: 'http://me:hunter2@gateway.example' }
  const { code, all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(code).toBe(2)
  expect(all).toContain('KEYHOOK_OPENAI_BASE_URL must')
  expect(all).not.toContain('hunter2')
})

test('what the allowlist allows is asked about all the same', async ({ repo, answering }) => {
  repo.stage('a.ts', `'${KEY}' // keyhook:allow only an example\n`)
  const { code, stdout } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env: at(await answering(LIVE)) })
  expect(code).toBe(1)
  expect(stdout).toContain('a.ts:1, allowed')
})
