import { describe, expect, test } from 'vitest'
import { parseConfiguration } from '../../src/configuration/parse.ts'
import { KeyhookError } from '../../src/errors.ts'
import type { Rule } from '../../src/types.ts'

const builtIn = (id: string): Rule => ({
  id,
  provider: 'P',
  title: 'a key',
  severity: 'high',
  keywords: ['key'],
  pattern: /(?<secret>key)/,
  examples: [],
  counterexamples: [],
  help: '',
  source: '',
})
const BUILT_IN = ['generic-password', 'aws-secret'].map(builtIn)
const parse = (text: string) => parseConfiguration(text, 'c.yml', BUILT_IN)

function refusal(text: string): string {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof KeyhookError && error.code === 'configuration' && error.hint !== '') return error.message
    throw error
  }
  throw new Error('it was accepted')
}

const RULE = {
  id: 'acme-key',
  provider: 'ACME',
  keywords: ['acme_'],
  pattern: 'acme_[a-z0-9]{32}',
  examples: ['key = acme_<lower:30>42'],
  counterexamples: ['acme_test', 'acme_<lower:31>'],
  severity: 'high',
  help: 'https://wiki.acme.example/keys',
}
/** JSON is YAML: each field stands on a line of its own, the first on line 3. */
const withRule = (differs: Record<string, unknown> = {}): string => {
  const fields = Object.entries({ ...RULE, ...differs }).filter(([, value]) => value !== undefined)
  const lines = fields.map(
    ([name, value], index) => `${index === 0 ? '  - ' : '    '}${name}: ${JSON.stringify(value)}`,
  )
  return ['version: 1', 'rules:', ...lines, ''].join('\n')
}
const lineOf = (field: string): number => 3 + Object.keys(RULE).indexOf(field)

describe('valid', () => {
  test('a pattern of small letters and digits, with the alphabet that people write for them', () => {
    const rule = { ...RULE, examples: ['acme_<alnum:32>'], counterexamples: ['acme_test'] }
    expect(parse(`version: 1\nrules: ${JSON.stringify([rule])}\n`).rules.map(({ id }) => id)).toEqual(['acme-key'])
  })

  test.each(['', '# nothing\n', 'version: 1\n', 'version: 1\ndisable:\nignore: []\nmarkers:\nrules:\n'])(
    '%j changes nothing',
    text => {
      const configuration = parse(text)
      expect(configuration).toMatchObject({ blockFrom: 'medium', ignoreGlobs: [], markers: [], rules: [] })
      expect([...configuration.disabled]).toEqual([])
      expect(configuration.ignore('a/b')).toBe(false)
    },
  )

  test('everything', () => {
    const configuration = parse(
      [
        'version: 1',
        'block: high',
        'disable: [generic-password]',
        'ignore: ["vendor/**", "*.min.js"]',
        'markers: [gitleaks, detect-secrets, secretlint, trufflehog, gitleaks]',
      ].join('\n'),
    )
    expect(configuration.blockFrom).toBe('high')
    expect([...configuration.disabled]).toEqual(['generic-password'])
    expect(configuration.markers).toEqual(['gitleaks', 'detect-secrets', 'secretlint', 'trufflehog'])
    expect(configuration.ignoreGlobs).toEqual(['vendor/**', '*.min.js'])
    for (const path of ['vendor/a/b.js', 'vendor/.env', 'a.min.js']) expect(configuration.ignore(path)).toBe(true)
    for (const path of ['src/vendor/a', 'src/a.min.js', 'a.js']) expect(configuration.ignore(path)).toBe(false)
  })

  test('a glob that could reach a folder below .keyhook/ never hides it', () => {
    const { ignore } = parse('version: 1\nignore: ["**/deep/**"]\n')
    expect([ignore('a/deep/b'), ignore('.keyhook/deep/b'), ignore('.Keyhook/deep/b')]).toEqual([true, false, false])
  })

  test('an own rule', () => {
    const [rule] = parse(withRule()).rules
    expect(rule).toMatchObject({ id: 'acme-key', provider: 'ACME', severity: 'high', keywords: ['acme_'], reach: 512 })
    const key = `acme_${'a1'.repeat(16)}`
    expect(rule?.pattern.exec(`x = ${key};`)?.groups?.['secret']).toBe(key)
  })

  test('what may be left out', () => {
    const [rule] = parse(
      withRule({ provider: undefined, counterexamples: undefined, severity: undefined, help: undefined }),
    ).rules
    expect(rule).toMatchObject({ provider: 'acme-key', severity: 'high', help: '', counterexamples: [] })
  })

  test('an own rule can be disabled', () => {
    const { rules, disabled } = parse(`${withRule()}disable: [acme-key]\n`)
    expect([rules.length, disabled.has('acme-key')]).toEqual([0, true])
  })
})

describe('malformed', () => {
  test.each<[string, number, string]>([
    ['unknown field', 2, 'version: 1\nblok: high\n'],
    ['no version', 1, 'block: high\n'],
    ['another version', 1, 'version: 2\n'],
    ['unknown severity', 2, 'version: 1\nblock: severe\n'],
    ['severity left empty', 2, 'version: 1\nblock:\n'],
    ['unknown rule', 4, 'version: 1\ndisable:\n  - aws-secret\n  - generic-pasword\n'],
    ['disable is no list', 2, 'version: 1\ndisable: aws-secret\n'],
    ['a rule that is a number', 2, 'version: 1\ndisable: [12]\n'],
    ['unknown marker', 2, 'version: 1\nmarkers: [gitleak]\n'],
    ['ignore is no list', 2, 'version: 1\nignore: vendor/**\n'],
    ['negated glob', 2, 'version: 1\nignore: ["!vendor/**"]\n'],
    ['bad glob', 3, 'version: 1\nignore:\n  - "vendor/[a"\n'],
    ['everything', 3, 'version: 1\nignore:\n  - "**"\n'],
    ['everything, by another name', 2, 'version: 1\nignore: ["**/*.*"]\n'],
    ['everything, together', 2, 'version: 1\nignore: ["[a-z]*/**", "[A-Z.]*.*/**", "{S,.g}*/**"]\n'],
    ['.keyhook', 4, 'version: 1\nignore:\n  - vendor/**\n  - .keyhook/**\n'],
    ['a file in .keyhook', 2, 'version: 1\nignore: [.keyhook/allowlist.yml]\n'],
    ['a folder in .keyhook', 2, 'version: 1\nignore: [.keyhook/old/**]\n'],
    ['all files of a kind in .keyhook', 2, 'version: 1\nignore: ["**/*.yml"]\n'],
    ['all dot folders', 2, 'version: 1\nignore: [".*/**"]\n'],
    ['rules is no list', 2, 'version: 1\nrules: {id: a}\n'],
    ['a rule that is text', 3, 'version: 1\nrules:\n  - acme\n'],
    ['a list', 1, '- a\n'],
    ['not YAML', 2, 'version: 1\nblock: "high\n'],
  ])('%s', (_, line, text) => {
    expect(refusal(text).split('\n')[0]).toMatch(new RegExp(`^c\\.yml:${line}: .`))
  })

  test.each<[string, string, Record<string, unknown>]>([
    ['the id of a built-in rule', 'id', { id: 'aws-secret' }],
    ['an id that is no word', 'id', { id: 'Acme Key' }],
    ['a number as id', 'id', { id: 12 }],
    ['no keywords', 'keywords', { keywords: [] }],
    ['a short keyword', 'keywords', { keywords: ['ac'] }],
    ['a keyword beyond ASCII', 'keywords', { keywords: ['ключ'] }],
    ['a keyword that is nowhere in a match', 'examples', { keywords: ['key ='] }],
    ['no pattern text', 'pattern', { pattern: ['acme_'] }],
    ['an unsafe pattern', 'pattern', { pattern: 'acme_([a-z]+)+' }],
    ['a reference back', 'pattern', { pattern: 'acme_([a-z])\\1' }],
    ['no expression', 'pattern', { pattern: 'acme_[a-z' }],
    ['no examples', 'examples', { examples: [] }],
    ['an example that is not found', 'examples', { examples: ['acme_<lower:31>'] }],
    ['an example that is found by luck', 'examples', { examples: ['acme_<b64url:32>'] }],
    ['an unknown alphabet', 'examples', { examples: ['acme_<alnumm:32>'] }],
    ['an example that is too long', 'examples', { examples: ['acme_<alnum:9999>'] }],
    ['a counterexample that is found', 'counterexamples', { counterexamples: ['acme_<lower:32>'] }],
    ['unknown severity', 'severity', { severity: 'severe' }],
    ['http', 'help', { help: 'http://wiki.acme.example/keys' }],
    ['no address', 'help', { help: 'ask Bob' }],
    ['javascript', 'help', { help: 'javascript:alert(1)' }],
  ])('%s', (_, field, differs) => {
    expect(refusal(withRule(differs)).split('\n')[0]).toMatch(new RegExp(`^c\\.yml:${lineOf(field)}: .`))
  })

  test.each(['id', 'keywords', 'pattern', 'examples'])('a rule without %s', field => {
    expect(refusal(withRule({ [field]: undefined })).split('\n')[0]).toMatch(new RegExp(`^c\\.yml:3: ${field}`))
  })

  test('an unknown field of a rule, and the same id twice', () => {
    expect(refusal(withRule({ severty: 'high' }))).toMatch(/^c\.yml:11: unknown field: did you mean severity\?/)
    const twice = withRule() + withRule().split('\n').slice(2).join('\n')
    expect(refusal(twice)).toMatch(/^c\.yml:11: another rule has this id/)
  })

  test('the nearest name', () => {
    expect(refusal('version: 1\ndisable: [generic-pasword]\n')).toContain('did you mean generic-password?')
  })
})
