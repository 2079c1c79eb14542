import { describe, expect, test } from 'vitest'
import { parseAllowlist } from '../../src/allowlist/parse.ts'
import { KeyhookError } from '../../src/errors.ts'

const RULES = new Set(['openai-project-key', 'aws-secret'])
const parse = (text: string | Uint8Array) => parseAllowlist(text, 'a.yml', RULES)

function refusal(text: string | Uint8Array): KeyhookError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof KeyhookError) return error
    throw error
  }
  throw new Error('it was accepted')
}

/** A file whose third line begins the entry given. */
const file = (...lines: string[]): string => ['version: 1', 'entries:', ...lines, ''].join('\n')
const REASON = '    reason: Example from the docs'

describe('valid', () => {
  test.each([
    ['empty', ''],
    ['blank lines', '\n\n'],
    ['comments alone', '# nothing\n# here\n'],
    ['a document without content', '---\n'],
    ['entries left empty', 'version: 1\nentries:\n'],
    ['entries left empty, with a comment', 'version: 1\nentries: # none yet\n'],
    ['an empty list', 'version: 1\nentries: []\n'],
    ['no entries', 'version: 1\n'],
    ['a byte order mark', '\ufeffversion: 1\nentries:\n'],
  ])('%s', (_, text) => {
    expect(parse(text).entries).toEqual([])
    expect(parse(Buffer.from(text)).entries).toEqual([])
  })

  test('every field, and where the entry begins', () => {
    const text = file(
      '  # the first',
      '  - fingerprint: 0123456789abcdef',
      '    rule: openai-project-key',
      '    path: "test/fixtures/**"',
      REASON,
      '    expires: 2027-01-31',
      '  -',
      '    rule: aws-secret',
      '    reason: "two"',
    )
    expect(parse(text).entries).toEqual([
      {
        fingerprint: '0123456789abcdef',
        rule: 'openai-project-key',
        path: 'test/fixtures/**',
        reason: 'Example from the docs',
        expires: '2027-01-31',
        line: 4,
      },
      { rule: 'aws-secret', reason: 'two', line: 9 },
    ])
    expect(parse(text.replaceAll('\n', '\r\n')).entries).toEqual(parse(text).entries)
  })

  test.each(['0123456789012345', '1234567890123e45', '0000000000000000', '0x23456789abcdef'.replace('x', '1')])(
    'a fingerprint that YAML takes for a number: %s',
    fingerprint => {
      expect(parse(file(`  - fingerprint: ${fingerprint}`, REASON)).entries[0]?.fingerprint).toBe(fingerprint)
      expect(parse(file(`  - fingerprint: "${fingerprint}"`, REASON)).entries[0]?.fingerprint).toBe(fingerprint)
    },
  )

  test('upper-case fingerprints count as lower-case ones', () => {
    expect(parse(file('  - fingerprint: 0123456789ABCDEF', REASON)).entries[0]?.fingerprint).toBe('0123456789abcdef')
  })

  test.each([
    '*.md',
    'test/**',
    '**/*.test.ts',
    'docs/*.md',
    'src/{a,b}/**',
    'a/[bc].ts',
    '*',
    'a/*.@(js|ts)',
    'with space/**',
    'a\\[b\\].ts',
  ])('path %s', glob => {
    const yaml = JSON.stringify(glob)
    expect(parse(file(`  - path: ${yaml}`, REASON)).entries[0]?.path).toBe(glob)
  })

  test('an entry in braces', () => {
    expect(parse('{version: 1, entries: [{rule: aws-secret, reason: because}]}').entries).toEqual([
      { rule: 'aws-secret', reason: 'because', line: 1 },
    ])
  })

  test('a path that matches everything, together with a rule', () => {
    expect(parse(file('  - path: "**"', '    rule: aws-secret', REASON)).entries).toHaveLength(1)
  })
})

describe('malformed', () => {
  const fingerprint = '  - fingerprint: 0123456789abcdef'
  test.each<[string, number, string]>([
    ['unknown field of an entry', 4, file(fingerprint, '    resaon: typo', REASON)],
    ['a field named like a method', 4, file(fingerprint, '    constructor: a', REASON)],
    ['a field named __proto__', 4, file(fingerprint, '    __proto__: a', REASON)],
    ['unknown field of the file', 3, 'version: 1\nentries:\nrules: []\n'],
    ['no reason', 3, file(fingerprint)],
    ['no reason, dash on its own line', 3, file('  -', '    fingerprint: 0123456789abcdef')],
    ['no reason in the second', 6, file(fingerprint, REASON, '', '  - rule: aws-secret')],
    ['empty reason', 4, file(fingerprint, '    reason: ""')],
    ['reason left out after its name', 4, file(fingerprint, '    reason:')],
    ['reason null', 4, file(fingerprint, '    reason: null')],
    ['reason of blanks', 4, file(fingerprint, '    reason: "   "')],
    ['reason of punctuation', 4, file(fingerprint, '    reason: "--- !!!"')],
    ['reason a number', 4, file(fingerprint, '    reason: 12')],
    ['reason true', 4, file(fingerprint, '    reason: true')],
    ['reason a list', 4, file(fingerprint, '    reason: [a]')],
    ['reason a mapping', 4, file(fingerprint, '    reason: {a: b}')],
    ['a day that does not exist', 5, file(fingerprint, REASON, '    expires: 2026-02-30')],
    ['a month that does not exist', 5, file(fingerprint, REASON, '    expires: 2026-13-01')],
    ['a time', 5, file(fingerprint, REASON, '    expires: 2026-02-01T00:00:00Z')],
    ['a date the other way round', 5, file(fingerprint, REASON, '    expires: 31.01.2027')],
    ['a short date', 5, file(fingerprint, REASON, '    expires: 2027-1-31')],
    ['a year', 5, file(fingerprint, REASON, '    expires: 2027')],
    ['never', 5, file(fingerprint, REASON, '    expires: never')],
    ['no day', 5, file(fingerprint, REASON, '    expires:')],
    ['15 digits', 3, file('  - fingerprint: 0123456789abcde', REASON)],
    ['17 digits', 3, file('  - fingerprint: 0123456789abcdef0', REASON)],
    ['not hex', 3, file('  - fingerprint: 0123456789abcdeg', REASON)],
    ['fingerprint a list', 3, file('  - fingerprint: [0123456789abcdef]', REASON)],
    ['fingerprint left out', 3, file('  - fingerprint:', '    rule: aws-secret', REASON)],
    ['unknown rule', 3, file('  - rule: openai-project-kye', REASON)],
    ['rule of another type', 3, file('  - rule: [aws-secret]', REASON)],
    ['negated glob', 3, file('  - path: "!src/**"', REASON)],
    ['negated glob without quotes', 3, file('  - path: !src/**', REASON)],
    ['negation inside', 3, file('  - path: "src/!(a)/**"', REASON)],
    ['glob that begins with a star, without quotes', 3, file('  - path: **/x', REASON)],
    ['bracket left open', 3, file('  - path: "src/[ab"', REASON)],
    ['brace left open', 3, file('  - path: "src/{a,b"', REASON)],
    ['parenthesis left open', 3, file('  - path: "src/@(a"', REASON)],
    ['bracket never opened', 3, file('  - path: "src/ab]"', REASON)],
    ['a range backwards', 3, file('  - path: "src/[z-a]"', REASON)],
    ['empty path', 3, file('  - path: ""', REASON)],
    ['leading slash', 3, file('  - path: /src/**', REASON)],
    ['leading dot', 3, file('  - path: ./src/**', REASON)],
    ['parent folder', 3, file('  - path: ../src/**', REASON)],
    ['folder with slash at its end', 3, file('  - path: src/', REASON)],
    ['backslashes', 3, file("  - path: 'src\\test\\**'", REASON)],
    ['path a list', 3, file('  - path: [a, b]', REASON)],
    ['braces that take years', 3, file(`  - path: "${'{a,aa}'.repeat(40)}"`, REASON)],
    ['**', 3, file('  - path: "**"', REASON)],
    ['**/*', 3, file('  - path: "**/*"', REASON)],
    ['**/**', 3, file('  - path: "**/**"', REASON)],
    ['{**,x}', 3, file('  - path: "{**,x}"', REASON)],
    ['{*,**/*}', 3, file('  - path: "{*,**/*}"', REASON)],
    ['**/*.*', 3, file('  - path: "**/*.*"', REASON)],
    ['*/**', 3, file('  - path: "*/**"', REASON)],
    ['@(**)', 3, file('  - path: "@(**)"', REASON)],
    ['**/[^#]*', 3, file('  - path: "**/[^#]*"', REASON)],
    ['a class negated as in a shell', 3, file('  - path: "src/[!a]*"', REASON)],
    ['no condition', 3, file('  - reason: Because')],
    ['an entry that is text', 3, file('  - 0123456789abcdef')],
    ['an empty entry', 3, file('  -')],
    ['an entry that is a list', 3, file('  - - a')],
    ['a field twice', 5, file(fingerprint, REASON, '    reason: Another')],
    ['entries twice', 3, 'version: 1\nentries:\nentries:\n'],
    ['no version', 1, 'entries:\n'],
    ['version 2', 1, 'version: 2\nentries:\n'],
    ['version as text', 1, 'version: "1"\nentries:\n'],
    ['version left empty', 1, 'version:\nentries:\n'],
    ['entries a mapping', 2, file('  fingerprint: 0123456789abcdef')],
    ['entries text', 2, 'version: 1\nentries: none\n'],
    ['a file that is a list', 1, '- fingerprint: 0123456789abcdef\n'],
    ['a file that is text', 1, 'nothing\n'],
    ['a tab in the indentation', 3, file('\t- rule: aws-secret', REASON)],
    ['a tab before a field', 4, file(fingerprint, '\treason: Because')],
    ['indentation that fits nothing', 4, file(fingerprint, '   reason: Because')],
    ['a quote left open', 4, file(fingerprint, '    reason: "Because')],
    ['a single quote left open', 4, file(fingerprint, "    reason: 'it''s")],
    ['a bracket left open', 2, 'version: 1\nentries: [\n  {rule: aws-secret}\n'],
    ['a colon in text', 4, file(fingerprint, '    reason: Because: why')],
    ['a second document', 3, 'version: 1\nentries:\n---\nversion: 1\n'],
    ['a directive', 1, '%YAML 1.1\n---\nversion: 1\n'],
    ['an anchor', 3, file('  - &a', '    rule: aws-secret', REASON)],
    ['an alias', 5, file('  - rule: aws-secret', '    reason: Because', '  - *a')],
    ['a tag', 4, file(fingerprint, '    reason: !!str because')],
    ['a merge key', 4, file(fingerprint, '    <<: {reason: x}', REASON)],
    ['a list as field name', 4, file(fingerprint, '    [a]: b', REASON)],
    ['a conflict', 3, file('<<<<<<< HEAD', fingerprint, REASON, '=======', '>>>>>>> other')],
    ['NUL', 4, file(fingerprint, '    reason: a\0b')],
    ['an escape character', 4, file(fingerprint, '    reason: a\x1bb')],
  ])('%s', (_, line, text) => {
    const { code, message, hint } = refusal(text)
    expect(code).toBe('configuration')
    expect(message.split('\n')[0]).toMatch(new RegExp(`^a\\.yml:${line}: .`))
    expect(hint).toContain('reason:')
    if (!/\r/.test(text)) expect(refusal(text.replaceAll('\n', '\r\n')).message).toBe(message)
  })

  test('bytes that are not UTF-8, with their line', () => {
    const bytes = Buffer.concat([Buffer.from(file('  - rule: aws-secret', '    reason: caf')), Buffer.from([0xe9, 10])])
    expect(refusal(bytes).message).toMatch(/^a\.yml:5: .*UTF-8/)
  })

  test('UTF-16', () => {
    expect(refusal(Buffer.from(file(), 'utf16le')).message).toMatch(/^a\.yml:1: .*UTF-8/)
  })

  test('all problems at once, in the order of lines', () => {
    const text = file('  - fingerprint: x', '    expires: soon', '  - rule: aws-secrte', REASON, '    pth: a')
    const lines = refusal(text).message.split('\n')
    expect(lines.map(line => line.split(':')[1])).toEqual(['3', '3', '4', '5', '7'])
    expect(lines[3]).toContain('did you mean aws-secret?')
    expect(lines[4]).toContain('did you mean path?')
  })

  test('hundreds of problems are counted', () => {
    const text = file(...Array.from({ length: 300 }, () => '  - rule: x'))
    expect(refusal(text).message.split('\n')).toHaveLength(21)
    expect(refusal(text).message).toMatch(/and 580 more$/)
  })

  test('no message repeats what stands in the file', () => {
    const pasted = `pasted${'Ab3x'.repeat(8)}`
    for (const text of [
      file(`  - fingerprint: ${pasted}`, REASON),
      file(`  - rule: ${pasted}`, REASON),
      file(`  - ${pasted}: a`),
      file(`  - "${pasted}" x`),
      file(`  - *${pasted}`),
      file(`  - !${pasted} a`),
      file(`  - path: "[${pasted}"`, REASON),
      file(`  - rule: aws-secret`, REASON, `    expires: ${pasted}`),
      `${pasted}: 1\n`,
      `${pasted}\n`,
    ]) {
      const { message, hint } = refusal(text)
      expect(message + hint).not.toContain(pasted.slice(6, 14))
    }
  })
})
