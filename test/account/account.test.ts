import { expect } from 'vitest'
import { budgetState, parseBudgets } from '../../src/account/budget.ts'
import { flagsOf } from '../../src/account/flags.ts'
import { account } from '../../src/cli/account.ts'
import { run } from '../../src/cli/run.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { type Got, type Handler, json, type Provider, startProvider } from '../support/provider.ts'
import { test as base } from '../support/repo.ts'
import { fill } from '../support/shape.ts'

const ADMIN = fill('sk-admin-<b64url:58>T3Bl<b:1>kFJ<b64url:58>')
const NOW = new Date('2026-06-15T12:00:00Z')
const daysAgo = (days: number): number => Math.floor(NOW.getTime() / 1000) - days * 86_400

/** As https://platform.openai.com/docs/api-reference/project-api-keys/object has it. */
const key = (id: string, created: number, used: number | null, more: object = {}) => ({
  object: 'organization.project.api_key',
  id,
  name: `key ${id}`,
  redacted_value: 'sk-abc...def',
  created_at: daysAgo(created),
  last_used_at: used === null ? null : daysAgo(used),
  owner: {
    type: 'user',
    user: { object: 'organization.project.user', id: 'user_1', name: 'Ann', email: 'ann@acme.dev', role: 'owner' },
  },
  ...more,
})
const ROBOT = {
  owner: { type: 'service_account', service_account: { id: 'svc_1', name: 'Deployer', role: 'member' } },
}
const KEYS: Record<string, object[]> = {
  proj_web: [key('key_fresh', 5, 1), key('key_old', 400, 2), key('key_idle', 60, null, ROBOT)],
  proj_lab: Array.from({ length: 130 }, (_, index) => key(`key_lab${index}`, 10, 1)),
}

const list = (data: object[], more = false) => ({
  object: 'list',
  data,
  first_id: (data[0] as { id?: string })?.id,
  last_id: (data.at(-1) as { id?: string })?.id,
  has_more: more,
})
const page = (results: object[], next: string | null = null) => ({
  object: 'page',
  data: [{ object: 'bucket', start_time: daysAgo(1), end_time: daysAgo(0), results }],
  has_more: next !== null,
  next_page: next,
})
const cost = (project: string, value: number | string) => ({
  object: 'organization.costs.result',
  amount: { value, currency: 'usd' },
  line_item: null,
  project_id: project,
})
const use = (api_key_id: string) => ({
  object: 'organization.usage.completions.result',
  num_model_requests: 3,
  api_key_id,
})

/** The administration API as it is documented. */
function documented({ method, url }: Got): [number, object] {
  const { pathname, searchParams } = new URL(url, 'http://x')
  const path = pathname.replace('/v1/organization/', '')
  if (method === 'DELETE')
    return [200, { object: 'organization.project.api_key.deleted', id: path.split('/').at(-1), deleted: true }]
  if (path === 'projects') {
    const project = (id: string, name: string) => ({
      id,
      object: 'organization.project',
      name,
      created_at: daysAgo(500),
      archived_at: null,
      status: 'active',
    })
    return searchParams.get('after') === null
      ? [200, list([project('proj_web', 'Website')], true)]
      : [200, list([project('proj_lab', 'Lab')])]
  }
  const [, id = '', of] = path.split('/')
  if (of === 'api_keys') {
    const all = KEYS[id] ?? []
    const start = all.findIndex(one => (one as { id: string }).id === searchParams.get('after')) + 1
    return [200, list(all.slice(start, start + 100), start + 100 < all.length)]
  }
  if (of === 'service_accounts')
    return [
      200,
      list(
        id === 'proj_web'
          ? [
              {
                object: 'organization.project.service_account',
                id: 'svc_1',
                name: 'Deployer',
                role: 'member',
                created_at: daysAgo(60),
              },
            ]
          : [],
      ),
    ]
  if (path === 'admin_api_keys')
    return [
      200,
      list([
        {
          ...key('key_admin', 30, 0),
          object: 'organization.admin_api_key',
          owner: { type: 'user', object: 'organization.user', id: 'user_1', name: 'Ann', role: 'owner' },
        },
      ]),
    ]
  if (path === 'costs')
    return searchParams.get('page') === null
      ? [200, page([cost('proj_web', 40.25), cost('proj_lab', '3.5')], 'page_2')]
      : [200, page([cost('proj_web', 45)])]
  if (path === 'usage/completions') return [200, page([use('key_fresh'), use('key_old')])]
  if (path === 'usage/embeddings') return [200, page([use('key_old')])]
  if (path.startsWith('usage/')) return [200, page([])]
  return [404, { error: { message: 'Not found' } }]
}

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

const asDocumented: Handler = (got, answer) => json(answer, ...documented(got))

function worldFor({ url }: Provider, typed = '', more: object = {}) {
  async function* stdin() {
    if (typed !== '') yield typed
  }
  const env = { OPENAI_ADMIN_KEY: ADMIN, KEYHOOK_OPENAI_BASE_URL: `${url}/v1` }
  return fakeWorld({ cwd: '/', env, now: NOW, stdin: stdin(), ...more })
}

function expectNothingLeaks(world: ReturnType<typeof worldFor>): void {
  const body = ADMIN.slice('sk-admin-'.length)
  for (let at = 0; at + 8 <= body.length; at++)
    expect(world.told.out + world.told.err).not.toContain(body.slice(at, at + 8))
}

test('projects, keys, admin keys, service accounts, costs beside the budget, and what to look at', async ({
  answering,
}) => {
  const provider = await answering(asDocumented)
  const world = worldFor(provider)
  expect(await account(['--json', '--budget', '500,Website=80,proj_lab=4'], world), world.told.err).toBe(0)
  const told = JSON.parse(world.told.out)
  expect(told).toMatchObject({
    version: 1,
    period: 30,
    missing: [],
    total: { amount: 88.75, budget: 500, state: 'within' },
  })
  const [web, lab] = told.projects
  expect(web).toMatchObject({ id: 'proj_web', name: 'Website', cost: { amount: 85.25, budget: 80, state: 'over' } })
  expect(lab.cost).toMatchObject({ amount: 3.5, budget: 4, state: 'near' })
  expect(lab.keys).toHaveLength(130)
  expect(web.serviceAccounts).toEqual([{ id: 'svc_1', name: 'Deployer' }])
  expect(
    web.keys.map(({ id, owner, flags }: { id: string; owner: string; flags: { name: string }[] }) => [
      id,
      owner,
      ...flags.map(({ name }) => name),
    ]),
  ).toEqual([
    ['key_fresh', 'Ann <ann@acme.dev>'],
    ['key_old', 'Ann <ann@acme.dev>', 'old', 'shared'],
    ['key_idle', 'service account Deployer', 'unused'],
  ])
  expect(told.adminKeys).toMatchObject([{ id: 'key_admin', owner: 'Ann', flags: [] }])
  expect(
    provider.got.every(({ method, headers }) => method === 'GET' && headers.authorization === `Bearer ${ADMIN}`),
  ).toBe(true)
  const costs = new URL(provider.got.find(({ url }) => url.includes('/costs'))?.url ?? '', 'http://x').searchParams
  expect(Object.fromEntries(costs)).toEqual({
    start_time: String(Date.UTC(2026, 4, 17) / 1000),
    bucket_width: '1d',
    'group_by[]': 'project_id',
    limit: '30',
  })
  expect(world.told.err.replace(/\s+/g, ' ')).toContain("NOT OpenAI's own host: KEYHOOK_OPENAI_BASE_URL names it")
  expectNothingLeaks(world)
})

test('the same for people', async ({ answering }) => {
  const world = worldFor(await answering(asDocumented))
  expect(await account(['--budget', 'Website=80'], world)).toBe(0)
  expect(world.told.out).toContain('2 projects, 133 keys, 1 admin')
  expect(world.told.out).toContain('Website (proj_web): 85.25 USD, OVER the budget of 80.00 USD a month in 30 days')
  expect(world.told.out).toContain('shared: serves several purposes: completions, embeddings')
  expect(world.told.out).toMatch(/account --delete key_old$/m)
  for (const line of world.told.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
})

test('without an admin key, or with a broken one, nothing is asked', async ({ answering }) => {
  const provider = await answering(asDocumented)
  for (const value of [undefined, '', 'sk-admin-x\ny', 'sk-admin-ä']) {
    const world = worldFor(provider, '', { env: { OPENAI_ADMIN_KEY: value, KEYHOOK_OPENAI_BASE_URL: provider.url } })
    expect(await run(['account'], world)).toBe(2)
    expect(world.told.err).toContain('OPENAI_ADMIN_KEY')
  }
  expect(provider.got).toEqual([])
})

test('use and costs that the key may not read are said to be unknown, and the rest is told; exit 2', async ({
  answering,
}) => {
  const provider = await answering((got, answer) =>
    /costs|usage/.test(got.url) ? json(answer, 403, { error: {} }) : asDocumented(got, answer, undefined as never),
  )
  const world = worldFor(provider)
  expect(await run(['account'], world)).toBe(2)
  expect(world.told.out).toContain('Website (proj_web)\n')
  expect(world.told.out.replace(/\s+/g, ' ')).toContain(
    'Not known: Costs: OPENAI_ADMIN_KEY may not do /v1/organization/costs.',
  )
  expect(world.told.err).toContain('A part of the account could not be read.')
})

const BROKEN: readonly [string, Handler, RegExp][] = [
  [
    'refuses the key',
    (_, answer) => json(answer, 401, { error: { message: ADMIN } }),
    /does not accept OPENAI_ADMIN_KEY/,
  ],
  [
    'redirects',
    (_, answer) => json(answer, 302, {}, { location: `https://evil.invalid/${ADMIN}` }),
    /a redirect is not followed/,
  ],
  ['limits requests', (_, answer) => json(answer, 429, {}, { 'retry-after': '3600' }), /limits requests for now/],
  ['answers in HTML', (_, answer) => json(answer, 200, `<html>${ADMIN}`), /is not what OpenAI documents/],
  [
    'answers with other types',
    (_, answer) => json(answer, 200, list([{ id: 7, created_at: ADMIN }])),
    /is not what OpenAI documents/,
  ],
  ['has pages without end', (_, answer) => json(answer, 200, list([key('key_a', 1, 1)], true)), /its pages do not end/],
  [
    'breaks off',
    (_, answer) => answer.writeHead(200, { 'content-length': '999' }).end(`{"data":["${ADMIN}`),
    /broke off/,
  ],
]

test.for(BROKEN)('a host that %s is an error without a leak', async ([, handler, says], { answering }) => {
  const world = worldFor(await answering(handler))
  expect(await run(['account', '--json'], world)).toBe(2)
  expect(world.told.err.replace(/\s+/g, ' ')).toMatch(says)
  expect(world.told.out).toBe('')
  expectNothingLeaks(world)
})

test('what a host says is shown without its escapes, and without the key', async ({ answering }) => {
  const provider = await answering((got, answer) => {
    if (!/projects\?/.test(got.url)) return asDocumented(got, answer, undefined as never)
    const project = { id: 'proj_web', name: `\u001b[31m${ADMIN.slice(20, 40)}`, created_at: 1 }
    json(answer, 200, list([project, { ...project, name: '\u001b]0;x\u0007\u202e' }]))
  })
  const world = worldFor(provider)
  expect(await account([], world)).toBe(0)
  expect(world.told.out).toContain('(not shown: it holds a part of the key)')
  expect(world.told.out).not.toMatch(/[\u0007\u001b\u202e]/)
  expectNothingLeaks(world)
})

const deletions = ({ got }: Provider) => got.filter(({ method }) => method === 'DELETE').map(({ url }) => url)

test.for([
  ['key_old', '/v1/organization/projects/proj_web/api_keys/key_old'],
  ['key_admin', '/v1/organization/admin_api_keys/key_admin'],
] as const)('%s is deleted once its id was typed', async ([id, path], { answering }) => {
  const provider = await answering(asDocumented)
  const world = worldFor(provider, `${id}\n`)
  expect(await account(['--delete', id], world)).toBe(0)
  expect(world.told.out).toContain(`Deleted ${id}.`)
  expect(deletions(provider)).toEqual([path])
  expect(provider.got.some(({ url }) => url.includes('usage'))).toBe(false)
})

test.for(['', 'y\n', 'key_fresh\n', 'key_old key_fresh\n'])(
  'nothing is deleted when %j was typed',
  async (typed, { answering }) => {
    const provider = await answering(asDocumented)
    const world = worldFor(provider, typed)
    expect(await run(['account', '--delete', 'key_old'], world)).toBe(2)
    expect(world.told.out).toContain('Nothing was deleted.')
    expect(deletions(provider)).toEqual([])
  },
)

test('a key that is not there, a key in place of an id, and a deletion that fails', async ({ answering }) => {
  const provider = await answering(asDocumented)
  const unknown = worldFor(provider)
  expect(await run(['account', '--delete', 'key_none'], unknown)).toBe(2)
  expect(unknown.told.err).toContain('No key of this account has that id.')
  const pasted = worldFor(provider)
  expect(await run(['account', '--delete', ADMIN], pasted)).toBe(2)
  expectNothingLeaks(pasted)
  const failing = await answering((got, answer) =>
    got.method === 'DELETE' ? json(answer, 500, {}) : asDocumented(got, answer, undefined as never),
  )
  const failed = worldFor(failing, 'key_old\n')
  expect(await run(['account', '--delete', 'key_old'], failed)).toBe(2)
  expect(failed.told.out).not.toContain('Deleted')
  expect(deletions(failing)).toHaveLength(1)
})

test('budgets and flags', () => {
  expect(parseBudgets('500, Web site=10.50,proj_a=$3')).toEqual({
    whole: 500,
    byProject: new Map([
      ['Web site', 10.5],
      ['proj_a', 3],
    ]),
  })
  for (const wrong of ['x', 'a=b', '-5', '1e9', '1.234']) expect(() => parseBudgets(wrong)).toThrow('--budget takes')
  expect([budgetState(7.9, 10), budgetState(8, 10), budgetState(10, 10), budgetState(10.1, 10)]).toEqual([
    'within',
    'near',
    'near',
    'over',
  ])
  const limits = { maxAge: 90, maxUnused: 30, now: daysAgo(0) }
  const names = (created: number, used: number | null, more = {}) =>
    flagsOf(key('k', created, used, more) as never, [], limits).map(({ says }) => says)
  expect(names(90, 30)).toEqual([])
  expect(names(91, 31)).toEqual(['made 91 days ago', 'not used for 31 days'])
  expect(names(31, null)).toEqual(['never used'])
  expect(names(1, 1, { owner_project_access: 'inactive' })).toEqual(['its owner has no access to the project any more'])
})
