import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { type Guard, guardOf } from '../../src/guard/guard.ts'
import type { Excerpt } from '../../src/types.ts'
import { excerptOfFile } from '../detect/excerpt.ts'
import { HIDDEN_FORMS } from '../support/hidden-forms.ts'
import { type Random, seeded } from '../support/random.ts'
import { fill } from '../support/shape.ts'

/**
 * The guard must find whatever the rules find. Texts are laid out as a patch shows them, without their NULs, one a line, and searched by the real grep:
 * every line in which the detector sees a secret has to be among those found.
 */

const GREPS: readonly (readonly string[])[] =
  spawnSync('busybox', ['true']).status === 0 ? [['grep'], ['busybox', 'grep']] : [['grep']]
const guard = guardOf(rules)
const detector = createDetector({ rules, blockFrom: 'low' })

function isFound(text: Buffer, path: string): boolean {
  const excerpt: Excerpt = {
    kind: 'content',
    path,
    commit: null,
    bytes: text,
    runs: [{ offset: 0, line: 1, column: 1, previous: null }],
  }
  return detector.detect(excerpt).length > 0
}

/** Which of the texts, each a line or several, hold something for grep. */
function grepped(
  texts: readonly Buffer[],
  list: keyof Guard,
  [program = 'grep', ...first]: readonly string[],
  sign = '+',
): Set<number> {
  const directory = mkdtempSync(join(tmpdir(), 'keyhook-guard-test-'))
  try {
    const file = join(directory, 'guard')
    writeFileSync(file, `${guard[list].join('\n')}\n`)
    const lines: Buffer[] = []
    const owners: number[] = []
    texts.forEach((text, index) => {
      for (const line of text.toString('latin1').replaceAll('\0', '').split('\n')) {
        const seen = list === 'patterns' ? line.replace(/[A-Z]/g, letter => letter.toLowerCase()) : line
        lines.push(Buffer.from(`${sign}${seen}\n`, 'latin1'))
        owners.push(index)
      }
    })
    const found = spawnSync(program, [...first, OPTIONS[list], '-n', '-f', file], {
      input: Buffer.concat(lines),
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      maxBuffer: 1 << 30,
    })
    expect(found.stderr.toString()).toBe('')
    const numbers = found.stdout
      .toString('latin1')
      .split('\n')
      .filter(Boolean)
      .map(line => Number(line.split(':', 1)[0]))
    return new Set(numbers.map(number => owners[number - 1] ?? -1))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** How the hook gives each list to grep. */
const OPTIONS: Readonly<Record<keyof Guard, string>> = { literals: '-aiF', patterns: '-aE', encoded: '-aF' }

function expectSuperset(cases: readonly { text: Buffer; path: string; name: string }[]): number {
  const telling = cases.filter(({ text, path }) => isFound(utf8Of(text), path))
  for (const [rank, grep] of GREPS.entries()) {
    // busybox searches a hundred times slower: it is asked about each eighth, another one in each test.
    const asked = rank === 0 ? telling : telling.filter((_, index) => (index + cases.length) % 8 === 0)
    const texts = asked.map(({ text }) => text)
    const missed = (found: Set<number>) => asked.filter((_, index) => !found.has(index)).map(({ name }) => name)
    expect(missed(grepped(texts, 'literals', grep)), `${grep.join(' ')}, literals`).toEqual([])
    const second = new Set([...grepped(texts, 'patterns', grep), ...grepped(texts, 'encoded', grep)])
    expect(missed(second), `${grep.join(' ')}, patterns and encoded`).toEqual([])
  }
  return telling.length
}

/** What the extraction makes of a text: UTF-16 is decoded. */
function utf8Of(text: Buffer): Buffer {
  if (text[0] === 0xff && text[1] === 0xfe) return Buffer.from(text.subarray(2).toString('utf16le'))
  if (text[0] === 0xfe && text[1] === 0xff)
    return Buffer.from(Buffer.from(text.subarray(2)).swap16().toString('utf16le'))
  return text
}

/** How often each example is mutated; a night's run takes more. */
const ROUNDS = Number(process.env['KEYHOOK_ROUNDS'] ?? 3)

const PATHS = ['a.txt', 'a.json', 'a.py', '.env', 'a.yml', 'a.js', 'a.properties', 'Dockerfile']

const FORMS: [string, (text: string) => Buffer][] = [
  ['as it is', text => Buffer.from(text)],
  ['with CRLF', text => Buffer.from(`${text.replaceAll('\n', '\r\n')}\r\n`)],
  ['in the middle of a line', text => Buffer.from(`before it "${text}" after it`)],
  ['after high bytes', text => Buffer.from(`\xffé ${text} ü\xff`, 'latin1')],
  ['between NULs', text => Buffer.from(`\0\0${text}\0\0`, 'latin1')],
  ['in UTF-16LE', text => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ['in UTF-16BE', text => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
  [
    'upside down in case',
    text =>
      Buffer.from(text.replace(/[a-z]/gi, letter => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))),
  ],
]

describe('every example of every rule', () => {
  test.for(FORMS)('%s', ([form, make]) => {
    const cases = rules.flatMap(rule =>
      rule.examples.flatMap((shape, index) =>
        [PATHS[index % PATHS.length] ?? 'a.txt', '.env'].map(path => ({
          text: make(fill(shape, `${rule.id} ${index}`)),
          path,
          name: `${rule.id} ${form}: ${shape}`,
        })),
      ),
    )
    expect(expectSuperset(cases)).toBeGreaterThan(form.startsWith('upside') ? 0 : rules.length)
  })

  test.for(Object.entries(HIDDEN_FORMS))('%s', ([form, hide]) => {
    const cases = rules.flatMap(rule =>
      rule.examples.flatMap((shape, index) => {
        const before = ['', 'x=', 'é '][(rule.id.length + index) % 3] ?? ''
        const text = Buffer.from(before + hide(fill(shape, `${rule.id} ${index}`)))
        return [{ text, path: 'a.txt', name: `${rule.id}, ${form}, behind "${before}": ${shape}` }]
      }),
    )
    expect(expectSuperset(cases)).toBeGreaterThan(rules.length / 2)
  })
})

/** Cuts, doubles, swaps and inserts at random places, with what tends to matter to patterns. */
function mutated(text: string, random: Random): string {
  const pieces = [
    '\0',
    ' ',
    '\t',
    '\xa0',
    '"',
    "'",
    '`',
    '=',
    ':',
    ':=',
    '=>',
    '\\',
    '\\n',
    '\n',
    '\r',
    '-',
    '_',
    '.',
    '/',
    '@',
    '%3D',
    'é',
    '<',
    '{',
    'A',
    '0',
    'EXAMPLE',
  ]
  let result = text
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    const at = random.below(result.length + 1)
    const length = random.below(4)
    const inserted = random.chance(0.7) ? random.pick(pieces) : ''
    result = result.slice(0, at) + inserted + result.slice(at + (random.chance(0.6) ? length : 0))
  }
  return result
}

test('mutated examples', () => {
  const random = seeded(7)
  const cases = rules.flatMap(rule =>
    rule.examples.flatMap((shape, index) =>
      Array.from({ length: ROUNDS }, (_, round) => {
        const text = mutated(fill(shape, `${rule.id} ${index} ${round}`), random)
        return { text: Buffer.from(text, 'latin1'), path: random.pick(PATHS), name: `${rule.id}, mutated: ${shape}` }
      }),
    ),
  )
  expect(expectSuperset(cases)).toBeGreaterThan(1000)
})

test('mutated examples in other forms', () => {
  const random = seeded(13)
  const forms = Object.values(HIDDEN_FORMS)
  const cases = rules.flatMap(rule =>
    rule.examples.flatMap((shape, index) =>
      Array.from({ length: ROUNDS }, (_, round) => {
        const text = random.pick(forms)(fill(shape, `${rule.id} ${index} ${round}`))
        return {
          text: Buffer.from(mutated(text, random), 'latin1'),
          path: 'a.txt',
          name: `${rule.id}, mutated: ${shape}`,
        }
      }),
    ),
  )
  expect(expectSuperset(cases)).toBeGreaterThan(500)
})

test('assignments of random values to names that matter', () => {
  const random = seeded(11)
  const names = [
    'password',
    'db_passwd',
    'API-KEY',
    'apiKey',
    'client_secret',
    'auth.token',
    'SECRET_KEY_BASE',
    'credentials',
    'pwd',
    'private_key',
    'passphrase',
  ]
  const between = [
    '=',
    ': ',
    ' = ',
    ' := ',
    ' => ',
    '="',
    "='",
    '": "',
    '\xa0=\xa0',
    '\t=\t',
    ', ',
    '(',
    ': str = "',
    '=\\"',
    '>',
    ' ',
  ]
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&*+./:=?@^_|~-'
  const cases = Array.from({ length: 3000 }, (_, index) => {
    const value = Array.from({ length: 6 + random.below(40) }, () => alphabet[random.below(alphabet.length)]).join('')
    const text = `${random.pick(names)}${random.pick(between)}${value}${random.pick(['', '"', "'", ';', ',', ')'])}`
    return { text: Buffer.from(text, 'latin1'), path: random.pick(PATHS), name: `assignment ${index}` }
  })
  expect(expectSuperset(cases)).toBeGreaterThan(200)
})

describe('names of files', () => {
  const examples = rules.filter(({ sign }) => sign === 'file').flatMap(rule => rule.examples.map(shape => fill(shape)))
  /** As a patch names the files of a change; a name that git would quote counts as found anyway. */
  const header = (path: string): Buffer => Buffer.from(`diff --git a/${path} b/${path}`)
  const isSuspicious = (path: string): boolean => detector.detect(excerptOfFile(path)).length > 0

  test('every one that a rule tells stands in the header of its patch, whatever its directory and case', () => {
    const random = seeded(13)
    const places = ['', 'a/', 'a b/', 'é/ü.d/', `${'deep/'.repeat(60)}`, '.env.d/', 'x.p12/', "it's/", '-/']
    const forms = [
      (name: string) => name,
      (name: string) => name.toUpperCase(),
      (name: string) => mutated(name, random),
    ]
    const paths = examples
      .flatMap(name => places.flatMap(place => forms.map(form => place + form(name))))
      .filter(path => !/["\\]|\p{Cc}/u.test(path) && isSuspicious(path))
    expect(paths.length).toBeGreaterThan(300)
    for (const grep of GREPS) {
      for (const list of ['literals', 'patterns'] as const) {
        const found = grepped(paths.map(header), list, grep, '')
        expect(paths.filter((_, index) => !found.has(index)).map(path => `${grep.join(' ')} ${list} ${path}`)).toEqual(
          [],
        )
      }
    }
  })

  test('where other files stand, and in content, nothing does', () => {
    const plain = [
      ...['src/env.ts', 'process.env', 'docs/p12.md', 'lib/.environment/a', 'b.pfx.txt', 'id_rsa.pub'].map(header),
      ...['process.env.HOME', 'if (process.env.CI) {', 'load(".env")', 'cat ~/.ssh/id_rsa', 'store.p12'].map(text =>
        Buffer.from(`+${text}`),
      ),
      ...['VITE_API_URL', 'import.meta.env.VITE_TITLE', 'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY='].map(text =>
        Buffer.from(`+${text}`),
      ),
    ]
    for (const grep of GREPS) expect(grepped(plain, 'patterns', grep, '')).toEqual(new Set())
  })
})

test('what has nothing to do with secrets passes both', () => {
  const plain = [
    'const answer = 42',
    'import { readFile } from "node:fs/promises"',
    '# Heading',
    'return items.map(item => item.name)',
    'see https://example.com/docs/page?id=1',
  ]
  const texts = plain.map(text => Buffer.from(text))
  for (const grep of GREPS) expect(grepped(texts, 'patterns', grep)).toEqual(new Set())
})

test('every line of the guard is an expression that grep takes, and none matches the empty line', () => {
  for (const grep of GREPS)
    for (const list of ['literals', 'patterns', 'encoded'] as const)
      expect(grepped([Buffer.from('')], list, grep)).toEqual(new Set())
  expect(
    Object.values(guard)
      .flat()
      .filter(line => line === '' || /[^\x20-\x7e]/.test(line)),
  ).toEqual([])
})
