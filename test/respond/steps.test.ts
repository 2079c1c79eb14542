import { describe, expect, test } from 'vitest'
import type { Exposure, Reach } from '../../src/exposure/exposure.ts'
import type { Removal } from '../../src/exposure/removal.ts'
import { factsOf } from '../../src/respond/facts.ts'
import { renderMarkdown } from '../../src/respond/markdown.ts'
import { providerNamed } from '../../src/respond/providers/index.ts'
import type { Response } from '../../src/respond/response.ts'
import { type Incident, stepsFor } from '../../src/respond/steps.ts'
import { renderResponse } from '../../src/respond/text.ts'
import { finding } from '../report/verdicts.ts'

const COMMIT = '0123456789ab'.padEnd(40, '0')
const MAIN = { name: 'refs/heads/main', kind: 'branch', id: COMMIT, isAnnotated: false } as const
const ASKING = { command: 'npx keyhook', below: false, branch: 'refs/heads/main' }
const AMEND: Removal = {
  way: 'amend',
  amendment: { commit: COMMIT, paths: ['src/a.ts'], inMessage: false, inName: false },
  rewritten: [MAIN],
  followers: [],
  changed: [],
}

function exposure(reach: Reach, more: Partial<Exposure> = {}): Exposure {
  const place = { kind: 'content', path: 'src/a.ts', line: 3, date: '2026-01-02T03:04:05+00:00' } as const
  return {
    finding: finding({ commit: COMMIT }),
    reach,
    staged: reach === 'staged' ? [{ ...place, commit: null, date: null }] : [],
    history: reach === 'staged' ? [] : [{ ...place, commit: COMMIT }],
    inHead: reach !== 'staged',
    references: [MAIN],
    remotes:
      reach === 'pushed'
        ? [{ remote: 'origin', branches: ['main'], since: '2026-01-03T00:00:00+00:00', isPushedFromHere: true }]
        : [],
    ...more,
  }
}

function incident(reach: Reach | null, more: Partial<Incident> = {}): Incident {
  return {
    providerName: 'OpenAI',
    provider: providerNamed('OpenAI'),
    help: 'https://platform.openai.com/api-keys',
    variable: 'OPENAI_API_KEY',
    exposure: reach === null ? null : exposure(reach),
    removal:
      reach === null ? null : reach === 'staged' ? { way: 'unstage', isStaged: true, paths: ['src/a.ts'] } : AMEND,
    readers: ['src/client.ts'],
    ...more,
  }
}

const ACCOUNT = ['usage', 'support', 'activity', 'password', 'mfa', 'log-out', 'budget']
const textOf = (asked: Incident, name: string): string =>
  JSON.stringify(stepsFor(asked, ASKING).find(step => step.name === name))

describe('the steps, in order', () => {
  test.each([
    ['staged', ['take-out', 'revoke', 'replace', ...ACCOUNT]],
    ['local', ['revoke', 'replace', 'history', ...ACCOUNT]],
    ['backup', ['revoke', 'replace', 'history', ...ACCOUNT]],
    ['pushed', ['revoke', 'replace', ...ACCOUNT, 'history']],
    [null, ['revoke', 'replace', ...ACCOUNT]],
  ] as const)('of a key that is %s', (reach, expected) => {
    expect(stepsFor(incident(reach), ASKING).map(({ name }) => name)).toEqual(expected)
  })

  test('nothing rewrites history before the key is revoked', () => {
    for (const reach of ['local', 'backup', 'pushed'] as const) {
      const text = JSON.stringify(stepsFor(incident(reach), ASKING))
      expect(text.indexOf('https://platform.openai.com/api-keys')).toBeGreaterThan(0)
      expect(text.indexOf('git commit --amend')).toBeGreaterThan(text.indexOf('https://platform.openai.com/api-keys'))
    }
  })
})

// Each of the points that OpenAI's two help articles ask of whoever holds a key, as far as they are about one that is out; docs/openai-guidance.md names these tests.
describe('what OpenAI asks', () => {
  const pushed = incident('pushed')

  test('a budget near the expected spend, with the limits page', () => {
    expect(textOf(pushed, 'budget')).toMatch(/monthly budget near what you expect.*settings\/organization\/limits/)
  })
  test('a key found in public is disabled at once, and what that breaks is named', () => {
    expect(textOf(pushed, 'replace')).toMatch(/disables a key at once.*in public, on the internet or in an app/)
    expect(textOf(pushed, 'replace')).toContain('reads OPENAI_API_KEY: src/client.ts')
  })
  test('a strong password or Google, a password manager, changed every few months', () => {
    expect(textOf(pushed, 'password')).toMatch(/strong one.*password manager.*Google.*every few months/)
  })
  test('MFA after the password, since it ends no log-in', () => {
    expect(textOf(pushed, 'mfa')).toMatch(/After the password.*does not end log-ins.*articles\/7967234/)
  })
  test('beware of mails that ask for credentials', () => {
    expect(textOf(pushed, 'password')).toMatch(/Type the address yourself: mails .* known trap/)
  })
  test('delete the key, on its page, first', () => {
    const [first] = stepsFor(pushed, ASKING)
    expect(first).toMatchObject({ name: 'revoke', parts: [{ links: ['https://platform.openai.com/api-keys'] }, {}] })
  })
  test("look at that key's usage, and one key for each purpose", () => {
    expect(textOf(pushed, 'usage')).toMatch(/since 2026-01-02.*platform\.openai\.com\/usage/)
    expect(textOf(pushed, 'replace')).toMatch(/new key for each feature, team or product/)
  })
  test('contact support, by a chat of the help pages', () => {
    expect(textOf(pushed, 'support')).toMatch(/new chat at the bottom right of any help page.*help\.openai\.com/)
  })
  test('review account activity, and tell support what is known', () => {
    expect(textOf(pushed, 'activity')).toMatch(/details help support to restore the account/)
    expect(Object.fromEntries(factsOf(exposure('pushed'), 'OpenAI project API key'))).toEqual({
      key: 'OpenAI sk-proj-…4f2A',
      rule: 'openai-project-key (OpenAI project API key)',
      fingerprint: '0123456789abcdef',
      state: 'pushed: origin (main), pushed from here on 2026-01-03',
      'first commit': '0123456789ab of 2026-01-02, src/a.ts:3',
      'in HEAD': 'yes, still',
      branches: 'main',
    })
  })
  test('log out everywhere, on the platform and in ChatGPT, which takes up to 30 minutes', () => {
    expect(textOf(pushed, 'log-out')).toMatch(/your profile > Security.*Settings > Security.*30 minutes/)
  })
})

test('a provider whose pages are not known is answered with the page of its rule', () => {
  const steps = stepsFor(
    incident('pushed', { provider: null, providerName: 'ACME', help: 'https://acme.example/keys' }),
    ASKING,
  )
  expect(steps[0]?.parts[0]).toMatchObject({ links: ['https://acme.example/keys'] })
  expect(JSON.stringify(steps)).not.toContain('openai')
})

describe('whatever a repository calls its files', () => {
  const path = 'a\u001b[2J|<img src=x>@team](http://evil)\u202e.ts'
  const exposed = exposure('local', {
    history: [{ kind: 'content', commit: COMMIT, path, line: 1, date: null }],
  })
  const asked = incident('local', {
    exposure: exposed,
    removal: { ...AMEND, amendment: { commit: COMMIT, paths: [path], inMessage: false, inName: false } } as Removal,
    readers: [path],
  })
  const response: Response = {
    subject: '0123456789abcdef',
    provider: 'OpenAI',
    exposure: exposed,
    facts: factsOf(exposed, ''),
    remark: null,
    steps: stepsFor(asked, ASKING),
    others: [],
    done: new Map(),
  }

  test('text moves no cursor, and only what is to be copied is wider than the terminal', () => {
    const text = renderResponse(response, { color: false, width: 80, command: 'npx keyhook' })
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
    for (const line of text.split('\n')) if (!/^ {4,}/.test(line)) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('markdown makes no link, tag or mention of it outside of code', () => {
    const text = renderMarkdown([response]).replace(/```sh\n[\s\S]*?```/g, '')
    expect(text).not.toMatch(/(?<!\\)<img|@team|\]\(http|\u001b/)
  })
})
