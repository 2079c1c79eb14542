import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { withoutTold } from '../../src/detect/told.ts'
import type { Excerpt } from '../../src/types.ts'
import { finding } from '../report/verdicts.ts'
import { fill } from '../support/shape.ts'
import { excerptOf, excerptOfFile } from './excerpt.ts'

const OPENAI = fill('sk-proj-<b64url:74>T3BlbkFJ<b64url:73><alnum:1>')
const GITHUB = fill('ghp_<alnum:30><crc32:6>')

const detector = createDetector({ rules, blockFrom: 'medium', watched: 'we read NEXT_PUBLIC_OPENAI_API_KEY, see .env' })

function inText(text: string, more: Partial<Excerpt> = {}) {
  return detector.detect(excerptOf(text, { path: 'src/a.ts', ...more })).map(({ finding }) => finding)
}

function ofFile(path: string) {
  return detector.detect(excerptOfFile(path)).map(({ finding }) => finding)
}

describe('the name of a file', () => {
  test.each([
    ['.env', 'env-file', 'low'],
    ['a/.env.production', 'env-file', 'low'],
    ['certs/live.p12', 'key-file', 'medium'],
    ['test/data/live.p12', 'key-file', 'low'],
    ['src/__tests__/id_rsa', 'key-file', 'low'],
    ['certs/localhost.pfx', 'key-file', 'low'],
    ['.ssh/id_ed25519', 'key-file', 'medium'],
    ['infra/terraform.tfstate', 'credential-file', 'low'],
  ])('%s', (path, rule, severity) => {
    const [found, ...others] = ofFile(path)
    expect(others).toEqual([])
    expect(found).toMatchObject({ rule, severity, path, line: 0, blocking: severity !== 'low', sign: 'file' })
    const name = found?.preview ?? ''
    expect(path.slice((found?.column ?? 0) - 1, (found?.endColumn ?? 0) - 1)).toBe(name)
    expect(path.endsWith(name)).toBe(true)
  })

  test.each([
    '.env.example',
    'id_rsa.pub',
    '.env/lib/site.py',
    'src/env.ts',
    'fixtures/.env',
    'certs/ca.pem',
    '.npmrc',
    'a.key',
  ])('%s says nothing', path => {
    expect(ofFile(path)).toEqual([])
  })

  test('stands for its whole path: another file of that name is another finding', () => {
    const [one] = ofFile('a/.env')
    const [same] = ofFile('a/.env')
    const [other] = ofFile('b/.env')
    expect(same?.fingerprint).toBe(one?.fingerprint)
    expect(other?.fingerprint).not.toBe(one?.fingerprint)
  })

  test('is shown as it is, but for a secret in it', () => {
    expect(ofFile('deploy/.env.local')).toMatchObject([{ path: 'deploy/.env.local', preview: '.env.local' }])
    const output = JSON.stringify(detector.detect(excerptOfFile(`.env.${GITHUB}`)))
    expect(output).toContain('env-file')
    expect(output).not.toContain(GITHUB.slice(4, 12))
  })

  test('says nothing in content, in a message, or where a name is new', () => {
    for (const kind of ['content', 'message', 'name'] as const) expect(inText('/.env', { kind })).toEqual([])
    expect(detector.mask('look at .ssh/id_rsa and .env')).toBe('look at .ssh/id_rsa and .env')
  })
})

describe('a public variable of a secret', () => {
  test('is told once a file, with the name to use', () => {
    const found = inText(`read("NEXT_PUBLIC_OPENAI_API_KEY")\n${'read("NEXT_PUBLIC_OPENAI_API_KEY")\n'.repeat(3)}`)
    expect(found).toMatchObject([{ rule: 'public-variable', severity: 'low', blocking: false, line: 1, column: 7 }])
    expect(found[0]?.preview).toBe('NEXT_PUBLIC_OPENAI_API_KEY')
    expect(found[0]?.message).toContain('Read OPENAI_API_KEY on a server instead')
  })

  test.each([
    'NEXT_PUBLIC_FIREBASE_API_KEY=',
    'VITE_API_KEY=',
    'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY',
    'VITE_SENTRY_DSN',
    'NEXT_PUBLIC_MAPBOX_ACCESS_TOKEN',
    'PUBLIC_KEY',
    'NEXT_PUBLIC_SUPABASE_ANON_KEY',
    '// never NEXT_PUBLIC_OPENAI_API_KEY',
  ])('not so: %s', text => {
    expect(inText(text)).toEqual([])
  })

  test('is not told in prose, types and tests, nor in a message', () => {
    for (const path of ['README.md', 'docs/a.ts', 'a.d.ts', 'src/a.test.ts', 'test/a.ts'])
      expect(inText('NEXT_PUBLIC_OPENAI_API_KEY', { path })).toEqual([])
    expect(inText('drop NEXT_PUBLIC_OPENAI_API_KEY', { kind: 'message' })).toEqual([])
    expect(detector.mask('NEXT_PUBLIC_OPENAI_API_KEY')).toBe('NEXT_PUBLIC_OPENAI_API_KEY')
  })

  test('is not told beside a key, whose message says it', () => {
    expect(inText(`NEXT_PUBLIC_OPENAI_API_KEY=${OPENAI}`)).toMatchObject([{ rule: 'openai-project-key' }])
  })

  test('is told beside a key that has nothing to do with it', () => {
    const found = inText(`const a = "${OPENAI}"\nconst b = read("VITE_ANTHROPIC_API_KEY")`).map(({ rule }) => rule)
    expect(found).toEqual(['openai-project-key', 'public-variable'])
  })

  test('takes an inline marker', () => {
    const [found] = detector.detect(excerptOf('f("VITE_OPENAI_API_KEY") // keyhook:allow a proxy', { path: 'a.ts' }))
    expect(found?.maskedLine).toBe('f("VITE_OPENAI_API_KEY") // keyhook:allow a proxy')
  })
})

describe('a client in the browser', () => {
  test.each([
    'dangerouslyAllowBrowser: true',
    'dangerouslyAllowBrowser:!0',
    '"dangerouslyAllowBrowser": true',
    'options.dangerouslyAllowBrowser = true',
    '<Chat dangerouslyAllowBrowser={true} />',
    '<Chat dangerouslyAllowBrowser />',
    'dangerously_allow_browser=True',
    "'anthropic-dangerous-direct-browser-access': 'true'",
  ])('%s', text => {
    expect(inText(text)).toMatchObject([{ rule: 'key-in-browser', severity: 'low' }])
    expect(inText(text, { path: 'client.d.ts' })).toEqual([])
    expect(inText(` * ${text}`)).toEqual([])
  })

  test.each([
    'dangerouslyAllowBrowser: false',
    'dangerouslyAllowBrowser?: boolean',
    'dangerouslyAllowBrowser: isBrowser',
    'if (dangerouslyAllowBrowser) {',
  ])('not so: %s', text => {
    expect(inText(text)).toEqual([])
  })
})

test('an override may name a sign: it is no secret', () => {
  inText('NEXT_PUBLIC_OPENAI_API_KEY')
  ofFile('.env')
  expect(detector.watchedHoldsSecret()).toBe(false)
  expect(detector.holdsPart('NEXT_PUBLIC_OPENAI_API_KEY')).toBe(false)
})

describe('a name is not told', () => {
  const name = finding({ rule: 'env-file', path: '.env', line: 0, severity: 'low', sign: 'file' })

  test('where a secret in that file says more', () => {
    const key = finding({ path: '.env', line: 1, severity: 'critical' })
    expect(withoutTold([name, key])).toEqual([key])
    expect(withoutTold([key, { ...name, severity: 'medium' }])).toEqual([key])
  })

  test.each([
    ['in another file', { path: 'a/.env', line: 1, severity: 'critical' }],
    ['in another commit', { path: '.env', line: 1, severity: 'critical', commit: 'f'.repeat(40) }],
    ['that is only a sign itself', { path: '.env', line: 1, severity: 'low', sign: 'content' }],
  ] as const)('but where it is %s', (_, differs) => {
    const other = finding(differs)
    expect(withoutTold([name, other])).toEqual([name, other])
  })

  test('unless the secret is less severe', () => {
    const both = [{ ...name, severity: 'medium' as const }, finding({ path: '.env', line: 1, severity: 'low' })]
    expect(withoutTold(both)).toEqual(both)
  })
})
