import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import type { Finding } from '../../src/types.ts'
import { HIDDEN_FORMS } from '../support/hidden-forms.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

function findingsIn(text: string): Finding[] {
  return detector.detect(excerptOf(text)).map(({ finding }) => finding)
}

/** What a finding encloses, on its line. */
function enclosed(text: string, { line, column, endColumn }: Finding): string {
  return (text.split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1)
}

const TOKENS: readonly (readonly [rule: string, shape: string])[] = [
  ['openai-project-key', 'sk-proj-<b64url:74>T3BlbkFJ<b64url:74>'],
  ['openai-user-key', 'sk-<alnum:20>T3BlbkFJ<alnum:20>'],
  ['anthropic-api-key', 'sk-ant-api03-<b64url:93>AA'],
  ['github-token', 'ghp_<alnum:30><crc32:6>'],
  ['github-fine-grained-token', 'github_pat_<alnum:22>_<alnum:59>'],
  ['gitlab-token', 'glpat-<b64url:20>'],
  ['aws-access-key-id', 'AKIA<base32:16>'],
  ['stripe-live-key', 'sk_live_<alnum:24>'],
  ['npm-token', 'npm_<alnum:30><crc32:6>'],
  ['private-key', '<-:5>BEGIN RSA PRIVATE KEY<-:5>\nMIIE<b64:60>\n<b64:64>\n<-:5>END RSA PRIVATE KEY<-:5>\n'],
]

const TELLING = 8

/** All parts of a text that say too much. */
function partsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - TELLING + 1) }, (_, at) => text.slice(at, at + TELLING))
}

describe('nothing that is told shows a token in another form', () => {
  const cases = TOKENS.flatMap(token =>
    Object.entries(HIDDEN_FORMS).map(([form, hide]) => [...token, form, hide] as const),
  )
  test.for(cases)('%s (%s) %s', ([rule, shape, , hide]) => {
    const secret = fill(shape, rule)
    const hidden = hide(secret)
    const [plain] = findingsIn(secret)
    const told = JSON.stringify(detector.detect(excerptOf(`first\n${hidden}\nlast\n`)))
    const [prefix = '', end = ''] = plain?.preview.split('…') ?? []
    const body = rule === 'private-key' ? secret.split('\n').slice(1, 3).join('') : secret.slice(prefix.length)
    expect(partsOf(body.slice(0, body.length - end.length)).filter(part => told.includes(part))).toEqual([])
    // What is around the token, as in an address or a program, may be shown.
    const shown = partsOf(JSON.stringify(hidden).slice(1, -1)).filter(part => told.includes(part))
    expect(shown.filter(part => /[A-Za-z0-9]{8}/.test(part))).toEqual([])
  })
})

describe('a token in another form is the same secret', () => {
  const cases = TOKENS.flatMap(token =>
    Object.entries(HIDDEN_FORMS).map(([form, hide]) => [...token, form, hide] as const),
  )
  test.for(cases)('%s (%s) %s', ([rule, shape, form, hide]) => {
    // A block of several lines is looked at as it is, encoded, or on one line with escapes.
    if (rule === 'private-key' && /pieces|continued|folded|needless/.test(form)) return
    const secret = fill(shape, rule)
    const [plain] = findingsIn(secret)
    const found = findingsIn(`first\n${hide(secret)}\nlast\n`)
    // What is long enough to be a key of its own is not joined with the next line: that may be the next key.
    if (rule === 'openai-project-key' && form.startsWith('folded')) return expect(found).toMatchObject([{ rule }])
    expect(found).toMatchObject([
      { rule, fingerprint: plain?.fingerprint, preview: plain?.preview, line: expect.any(Number) },
    ])
  })
})

describe('a finding of another form', () => {
  const secret = fill('ghp_<alnum:30><crc32:6>', 'place')

  test('encloses the encoded token, and says how it is written', () => {
    const text = `data: "${Buffer.from(`token=${secret}\n`).toString('base64')}"`
    const [finding] = findingsIn(text)
    expect(finding?.message).toContain('GitHub token, in base64.')
    const part = enclosed(text, finding as Finding)
    expect(Buffer.from(`A${part}`, 'base64').toString('latin1').length).toBeGreaterThan(secret.length - 2)
    expect(text).toContain(part)
    expect(part.length).toBeLessThan(secret.length * 1.5)
  })

  test('encloses the escaped token', () => {
    const text = `see https://acme.dev/?q=1&t=${secret.replace('_', '%5F')}&x=2`
    const [finding] = findingsIn(text)
    expect(enclosed(text, finding as Finding)).toBe(secret.replace('_', '%5F'))
    expect(finding?.message).toContain('written with escapes')
  })

  test('begins with the first piece, and shows none of the pieces', () => {
    const pieces = [secret.slice(0, 12), secret.slice(12, 25), secret.slice(25)]
    const text = `const key = "${pieces.join('" +\n  "')}"\n`
    const [detection] = detector.detect(excerptOf(text))
    expect(detection?.finding).toMatchObject({ line: 1, column: 14, endColumn: 29 })
    for (const piece of pieces.slice(1)) expect(JSON.stringify(detection)).not.toContain(piece.slice(0, 8))
  })

  test('shows nothing of the encoded text in the line it stands on', () => {
    const encoded = Buffer.from(`user:${secret}`).toString('base64')
    const [detection] = detector.detect(excerptOf(`auth=${encoded} # keyhook:allow for a test`))
    const body = encoded.slice(12, -4)
    for (let at = 0; at + 8 < body.length; at++) expect(detection?.maskedLine).not.toContain(body.slice(at, at + 8))
    expect(detection?.maskedLine).toContain('# keyhook:allow for a test')
  })
})

describe('base64', () => {
  test('may be wrapped', () => {
    const secret = fill('sk-proj-<b64url:74>T3BlbkFJ<b64url:74>', 'wrapped')
    const encoded = Buffer.from(`{"name":"a service","key":"${secret}"}`).toString('base64')
    const text = `data: |\n${encoded.replace(/.{76}/g, '  $&\n')}`
    expect(findingsIn(text)).toMatchObject([{ rule: 'openai-project-key' }])
  })

  test('of several secrets is several findings', () => {
    const secrets = ['one', 'two', 'three'].map(seed => fill('ghp_<alnum:30><crc32:6>', seed))
    expect(findingsIn(Buffer.from(secrets.join('\n')).toString('base64'))).toHaveLength(3)
  })
})

describe('what is not one token in pieces', () => {
  const one = fill('sk-proj-<alnum:60>T3BlbkFJ<alnum:60>', 'one')
  const two = fill('sk-proj-<alnum:60>T3BlbkFJ<alnum:60>', 'two')
  const texts: [string, string, string[]][] = [
    ['a list of keys, one a line', `${one}\n${two}\n`, [one, two]],
    [
      'a list of samples, one a line',
      `${one.slice(0, -4)}fake\n${two.slice(0, -4)}fake\n`.replaceAll('T3BlbkFJ', ''),
      [],
    ],
    ['a list of texts', `["${one}",\n "${two}"]`, [one, two]],
    ['texts side by side that are whole', `"${one}" "${two}"`, [one, two]],
    ['a list of openings', `["sk-proj-", "sk-svcacct-", "${'a'.repeat(8)}"]`, []],
    ['an opening and a word', '"ghp_" + "withATokenThatIsMadeOfWordsAndNothing"', []],
    ['an opening before a name', 'const token = "ghp_" + randomToken(36)', []],
    [
      'base64 of a sentence',
      Buffer.from('a key that begins with sk-proj- or with ghp_ is meant').toString('base64'),
      [],
    ],
    ['an opening at the end of a line', 'A token begins with ghp_\nfollowed by thirty-six letters and digits', []],
  ]
  test.for(texts)('%s', ([, text, secrets]) => {
    const expected = secrets.flatMap(secret => findingsIn(secret)).map(({ fingerprint }) => fingerprint)
    expect(findingsIn(text).map(({ fingerprint }) => fingerprint)).toEqual(expected)
  })
})
