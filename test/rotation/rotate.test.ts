import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { rotate } from '../../src/cli/rotate.ts'
import { ageLine, ageOf } from '../../src/rotation/ages.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { expectNoLeak, openaiKey } from '../support/journey.ts'
import { json, startProvider } from '../support/provider.ts'
import { type Repo, test } from '../support/repo.ts'

const DAY = 24 * 60 * 60 * 1000
const [OLD, NEW] = [openaiKey('old'), openaiKey('new')]

function write(repo: Repo, path: string, text: string, daysAgo = 0): void {
  repo.write(path, text)
  const date = new Date(Date.now() - daysAgo * DAY)
  utimesSync(join(repo.dir, path), date, date)
}

const ages = (repo: Repo, ...args: string[]) => JSON.parse(repo.keyhook(['rotate', '--json', ...args]).stdout)

test('keys of .env files are told with their age: by the file at first, by what is remembered then', ({ repo }) => {
  repo.write('.gitignore', '.env*\nvendor/\n')
  write(repo, '.env', `# keys\nexport OPENAI_API_KEY="${OLD}"\n`, 100)
  write(repo, 'apps/web/.env.local', `OPENAI_API_KEY=${OLD}\n`, 3)
  write(repo, '.env.example', `OPENAI_API_KEY=${NEW}\n`)
  write(repo, 'vendor/.env', `OPENAI_API_KEY=${NEW}\n`)
  write(repo, 'environment.ts', `'${NEW}'\n`)
  const first = ages(repo)
  expect(first).toMatchObject({ version: 1, maxAge: 90, keys: [{ days: 100, due: true, rule: 'openai-project-key' }] })
  expect(first.keys[0].places).toEqual([
    { path: '.env', line: 2, variable: 'OPENAI_API_KEY' },
    { path: 'apps/web/.env.local', line: 1, variable: 'OPENAI_API_KEY' },
  ])
  // The file is written anew, the key stays: so does its age.
  write(repo, '.env', `OPENAI_API_KEY=${OLD}\nOTHER=1\n`)
  expect(ages(repo).keys[0]).toMatchObject({ days: 100, firstSeen: first.keys[0].firstSeen })
  // Another key is new.
  write(repo, '.env', `OPENAI_API_KEY=${NEW}\n`)
  expect(ages(repo).keys.map(({ days }: { days: number }) => days)).toEqual([100, 0])
  expect(ages(repo, '--max-age', '365').keys.some(({ due }: { due: boolean }) => due)).toBe(false)
  const state = readFileSync(join(repo.dir, '.git/keyhook-state/first-seen.json'), 'utf8')
  for (const key of [OLD, NEW]) expectNoLeak(state, key)
  // What is remembered and damaged is forgotten.
  writeFileSync(join(repo.dir, '.git/keyhook-state/first-seen.json'), '{"version":1,"keys":{"a":{"first":"x"}}}')
  expect(ages(repo).keys).toHaveLength(2)
})

test('off a terminal it lists, and tells the steps', ({ repo }) => {
  write(repo, '.env', `OPENAI_API_KEY=${OLD}\n`, 100)
  const list = repo.keyhook(['rotate'])
  expect(list.code).toBe(0)
  expect(list.stdout).toContain('1 key in .env files, 1 older than 90 days.')
  expect(list.stdout).toMatch(/^ {4}.* rotate OPENAI_API_KEY$/m)
  const steps = repo.keyhook(['rotate', 'OPENAI_API_KEY'])
  expect(steps.stdout.match(/^ {2}\d\. /gm)).toHaveLength(5)
  expect(steps.stdout).toContain('https://platform.openai.com/api-keys')
  expectNoLeak(list.all + steps.all, OLD)
  const wrong = repo.keyhook(['rotate', 'OPENAI_KEY'])
  expect([wrong.code, wrong.stderr.includes('OPENAI_API_KEY')]).toEqual([2, true])
  expect(repo.keyhook(['rotate', '--max-age', '0']).code).toBe(2)
})

test('on a terminal it goes through it: swap, is the new one live, revoke, is the old one dead', async ({ repo }) => {
  write(repo, '.env', `OPENAI_API_KEY=${OLD}\n`, 100)
  const revoked = new Set<string>()
  const provider = await startProvider(({ headers }, answer) =>
    revoked.has(headers.authorization ?? '') ? json(answer, 401, {}) : json(answer, 200, { data: [] }),
  )
  const typed: readonly (() => string)[] = [
    () => '', // nothing was swapped yet
    () => {
      write(repo, '.env', 'OTHER=1\n') // and now there is none
      return ''
    },
    () => {
      write(repo, '.env', `OTHER=1\nOPENAI_API_KEY=${NEW}\n`)
      return ''
    },
    () => 'n', // do not send yet
    () => 'a',
    () => 'y',
    () => '', // "it is revoked", which it is not
    () => 'y',
    () => {
      revoked.add(`Bearer ${OLD}`)
      return 'a'
    },
    () => '',
    () => 'y',
  ]
  async function* lines() {
    for (const step of typed) yield `${step()}\n`
  }
  const told: string[] = []
  const world = fakeWorld({
    cwd: repo.dir,
    env: { ...repo.env(), KEYHOOK_OPENAI_BASE_URL: provider.url },
    now: new Date(),
    stdin: Object.assign(lines(), { isTTY: true }),
    stdout: { write: text => told.push(text), isTTY: true },
  })
  expect(await rotate(['OPENAI_API_KEY', '--no-color'], world)).toBe(0)
  await provider.close()
  const text = told.join('')
  const inOrder = [
    '1. Make a new key',
    'The old key still stands in .env:1.',
    'There is no key where the old one was.',
    '3. Is the new one live?',
    'a asks again, s goes on all the same, q stops',
    'live  OpenAI',
    '4. Put the new key wherever else',
    '5. Is the old one dead?',
    'The old key is still live.',
    'revoked  OpenAI',
    'Done: OPENAI_API_KEY is replaced, and the old key is dead.',
  ]
  let position = 0
  for (const part of inOrder) {
    position = text.indexOf(part, position)
    expect(position, `${part} in its place in:\n${text}`).toBeGreaterThanOrEqual(0)
  }
  expect(provider.got.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${NEW}`,
    `Bearer ${OLD}`,
    `Bearer ${OLD}`,
  ])
  for (const key of [OLD, NEW]) expectNoLeak(text, key)
})

test.for([
  [[], 2],
  [['q'], 2],
])('who stops on the way is told so: %j', async ([typed, code], { repo }) => {
  write(repo, '.env', `OPENAI_API_KEY=${OLD}\n`)
  async function* lines() {
    for (const line of typed as string[]) yield `${line}\n`
  }
  const told: string[] = []
  const world = fakeWorld({
    cwd: repo.dir,
    env: repo.env(),
    stdin: Object.assign(lines(), { isTTY: true }),
    stdout: { write: text => told.push(text), isTTY: true },
  })
  expect(await rotate(['OPENAI_API_KEY'], world)).toBe(code)
  expect(told.join('')).toContain('Stopped here.')
})

test('an age is told in whole days, and a line for others only where a key is due', () => {
  const now = Date.UTC(2026, 5, 1)
  expect(ageOf(now - 90 * DAY, now, 90)).toEqual({ firstSeen: '2026-03-03', days: 90, due: false })
  expect(ageOf(now - 91 * DAY, now, 90)).toMatchObject({ days: 91, due: true })
  expect(ageOf(now + DAY, now, 90)).toMatchObject({ days: 0, due: false })
  expect(ageLine([ageOf(now, now, 90)], 90, 'keyhook rotate')).toBeNull()
  expect(ageLine([ageOf(now - 99 * DAY, now, 90)], 90, 'keyhook rotate')).toBe(
    '1 key in .env files is older than 90 days (the oldest: 99). To replace: keyhook rotate',
  )
})
