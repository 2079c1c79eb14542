import { expect, test } from 'vitest'
import { rules } from '../../src/detect/rules/index.ts'
import { plain, providerNamed, providers } from '../../src/respond/providers/index.ts'
import type { Page, Provider } from '../../src/respond/providers/provider.ts'

const pagesOf = (provider: Provider): Page[] =>
  Object.values(provider).filter((value): value is Page => typeof value === 'object' && 'url' in value)

test('at least sixty providers, each with the name that the rules have', () => {
  expect(providers.length).toBeGreaterThanOrEqual(60)
  const known = new Set(rules.map(({ provider }) => provider))
  expect(providers.map(({ name }) => name).filter(name => !known.has(name))).toEqual([])
})

test('no two of them answer to the same name', () => {
  const names = providers.flatMap(({ name, aliases = [] }) => [name, ...aliases]).map(plain)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  for (const { name, aliases = [] } of providers)
    for (const word of [name, ...aliases, name.toUpperCase()]) expect(providerNamed(word)?.name).toBe(name)
})

test('every page is of the web, in the clear, and says where it was learned', () => {
  for (const provider of providers)
    for (const { url, source } of pagesOf(provider))
      for (const address of [url, source]) {
        const { protocol, username, password, hostname } = new URL(address)
        expect({ address, protocol, username, password }).toEqual({
          address,
          protocol: 'https:',
          username: '',
          password: '',
        })
        expect(hostname).toMatch(/^[\w.-]+\.[a-z]{2,}$/)
        expect(address).not.toMatch(/\s|example\.|<|>/)
      }
})

test('one has only a page to revoke at, most have more', () => {
  const rich = providers.filter(provider => pagesOf(provider).length > 1)
  expect(rich.length).toBeGreaterThanOrEqual(60)
})

test('of OpenAI every page is known', () => {
  const openai = providerNamed('openai')
  expect(Object.keys(openai ?? {}).sort()).toEqual(
    ['aliases', 'docs', 'limits', 'mfa', 'name', 'revoke', 'security', 'sessions', 'support', 'usage'].sort(),
  )
})
