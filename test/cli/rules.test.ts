import { expect, test } from 'vitest'
import { rules } from '../../src/cli/rules.ts'
import type { Rule } from '../../src/types.ts'
import { test as inRepository } from '../support/repo.ts'
import { fill } from '../support/shape.ts'
import { fakeWorld } from './fake-world.ts'

const acme: Rule = {
  id: 'acme-key',
  provider: 'ACME',
  title: 'ACME access key',
  severity: 'high',
  keywords: ['acme_'],
  pattern: /acme_(?<secret>[a-z]{32})/,
  examples: ['key = "acme_<alnum:32>"'],
  counterexamples: [],
  help: 'https://acme.example/keys',
  source: 'https://acme.example/docs',
  variable: 'ACME_KEY',
}
const beta: Rule = { ...acme, id: 'beta-hook-address', provider: 'Beta Company', title: 'Beta hook', severity: 'low' }
const load = async () => [acme, beta]

test('lists all rules in columns', async () => {
  const world = fakeWorld()
  expect(await rules([], world, load)).toBe(0)
  expect(world.told.out).toBe(
    [
      'acme-key           ACME          high  ACME access key\n',
      'beta-hook-address  Beta Company  low   Beta hook\n',
    ].join(''),
  )
})

test('tells all of one rule', async () => {
  const world = fakeWorld()
  expect(await rules(['acme-key'], world, load)).toBe(0)
  expect(world.told.out.split('\n')).toEqual([
    'ACME access key',
    '',
    'id        acme-key',
    'provider  ACME',
    'severity  high (stops a commit)',
    'keywords  acme_',
    'variable  ACME_KEY',
    'finds     key = "acme_<alnum:32>"',
    'revoke    https://acme.example/keys',
    'source    https://acme.example/docs',
    '',
  ])
})

test.each([
  [[], ['acme-key', 'beta-hook-address']],
  [['beta-hook-address'], ['beta-hook-address']],
])('as JSON, %j', async (words, ids) => {
  const world = fakeWorld()
  expect(await rules([...words, '--format', 'json'], world, load)).toBe(0)
  const report = JSON.parse(world.told.out)
  expect(report.version).toBe(1)
  expect(report.rules.map((rule: Rule) => rule.id)).toEqual(ids)
  expect(Object.keys(report.rules[0])).not.toContain('pattern')
})

test('refuses a rule it does not know, with the nearest', async () => {
  await expect(rules(['acme-kye'], fakeWorld(), load)).rejects.toThrow('unknown rule acme-kye. Did you mean acme-key?')
  await expect(rules(['beta'], fakeWorld(), load)).rejects.toThrow('Did you mean beta-hook-address?')
})

test('colours only where they are wanted', async () => {
  const colored = fakeWorld({ env: { FORCE_COLOR: '1' } })
  await rules([], colored, load)
  expect(colored.told.out).toContain('\x1b[1macme-key')
  const plain = fakeWorld({ env: { FORCE_COLOR: '1' } })
  await rules(['--no-color'], plain, load)
  expect(plain.told.out).not.toContain('\x1b')
})

inRepository('lists the rules of the repository too, and the others where those are malformed', ({ repo }) => {
  const literal = fill('acme_<hex:32>', 'literal')
  const own = (id: string): string =>
    `version: 1\nrules:\n  - id: ${id}\n    provider: Acme\n    keywords: [acme_]\n    pattern: "acme_[a-f0-9]{32}"\n    examples: ["${literal}"]\n`
  repo.stage('.keyhook/config.yml', own('acme-key'))
  expect(repo.keyhook(['rules']).stdout).toMatch(/^acme-key +Acme +high +Acme secret$/m)
  const one = repo.keyhook(['rules', 'acme-key'])
  expect(one).toMatchObject({ code: 0, stderr: '' })
  expect(one.all).not.toContain(literal.slice(5, 13))
  repo.stage('.keyhook/config.yml', own('Not An Id'))
  const others = repo.keyhook(['rules', 'openai-project-key'])
  expect(others).toMatchObject({ code: 0, stderr: expect.stringContaining('malformed') })
  expect(others.stdout).toContain('OpenAI')
})
