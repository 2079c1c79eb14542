import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addEntries } from '../../src/allowlist/edit.ts'
import { parseAllowlist } from '../../src/allowlist/parse.ts'
import { TEMPLATE } from '../../src/allowlist/template.ts'

const RULES = new Set(['a-rule'])
const NEW = { fingerprint: 'aaaaaaaaaaaaaaaa', rule: 'a-rule', reason: 'New one' }
const OLD = 'fingerprint: 0123456789abcdef\n    reason: Old one'

const entriesIn = (text: string) => parseAllowlist(text, 'a.yml', RULES).entries.map(({ line: _, ...entry }) => entry)

/** Whether `longer` is `shorter` with something put in at one place. */
function isInsertion(shorter: string, longer: string): boolean {
  let start = 0
  while (start < shorter.length && shorter[start] === longer[start]) start++
  return longer.endsWith(shorter.slice(start))
}

test('the template in the bundle is the file that people can read', () => {
  expect(TEMPLATE).toBe(readFileSync('templates/allowlist.yml', 'utf8'))
  expect(entriesIn(TEMPLATE)).toEqual([])
})

describe('where there is nothing yet', () => {
  test.each([null, '', '\n \n'])('%j: the template is begun', text => {
    expect(addEntries(text, [NEW])).toBe(
      `${TEMPLATE}  - fingerprint: aaaaaaaaaaaaaaaa\n    rule: a-rule\n    reason: New one\n`,
    )
  })
})

describe('every other byte stays', () => {
  test.each([
    ['comments alone', '# remark\n'],
    ['comments, no final newline', '# remark'],
    ['an empty document', '---\n'],
    ['no entries', 'version: 1\n'],
    ['no entries, no final newline', 'version: 1'],
    ['entries empty', 'version: 1\nentries:\n'],
    ['entries empty, no final newline', 'version: 1\nentries:'],
    ['entries empty, comment', 'version: 1\nentries: # none yet\n'],
    ['entries empty, comments below', 'version: 1\nentries:\n# below\n'],
    ['entries before version', 'entries:\nversion: 1\n'],
    ['one entry', `version: 1\nentries:\n  - ${OLD}\n`],
    ['one entry, no final newline', `version: 1\nentries:\n  - ${OLD}`],
    ['CRLF', `version: 1\r\nentries:\r\n  - rule: a-rule\r\n    reason: Old\r\n`],
    ['CRLF, no final newline', `version: 1\r\nentries:\r\n  - rule: a-rule\r\n    reason: Old`],
    ['no indentation', 'version: 1\nentries:\n- rule: a-rule\n  reason: Old\n'],
    ['deep indentation', 'version: 1\nentries:\n        - rule: a-rule\n          reason: Old\n'],
    ['wide dash', 'version: 1\nentries:\n  -   rule: a-rule\n      reason: Old\n'],
    ['comment at the end of the last line', `version: 1\nentries:\n  - ${OLD} # remark\n`],
    ['comment of the last entry', `version: 1\nentries:\n  - ${OLD}\n    # remark\n`],
    ['comment after the list', `version: 1\nentries:\n  - ${OLD}\n\n# the end\n`],
    ['blank lines at the end', `version: 1\nentries:\n  - ${OLD}\n\n\n`],
    ['a field after the list', `entries:\n  - ${OLD}\n\nversion: 1\n`],
    ['a reason of several lines', 'version: 1\nentries:\n  - rule: a-rule\n    reason: |\n      one\n      two\n'],
    [
      'such a reason, and blank lines',
      'version: 1\nentries:\n  - rule: a-rule\n    reason: >-\n      one\n\n      two\n\n\n',
    ],
    ['such a reason, no final newline', 'version: 1\nentries:\n  - rule: a-rule\n    reason: |\n      one'],
    ['a reason folded without a mark', 'version: 1\nentries:\n  - rule: a-rule\n    reason: one\n      two\n'],
    ['an entry in braces', 'version: 1\nentries:\n  - {rule: a-rule, reason: Old}\n'],
    [
      'an entry in braces over lines',
      'version: 1\nentries:\n  - {\n      rule: a-rule,\n      reason: Old\n    } # x\n',
    ],
    ['a dash alone', 'version: 1\nentries:\n  -\n    rule: a-rule\n    reason: Old\n'],
    ['a list in brackets', 'version: 1\nentries: [{rule: a-rule, reason: Old}] # x\n'],
    ['a list in brackets over lines', 'version: 1\nentries: [\n  {rule: a-rule, reason: Old}, # x\n]\n'],
    ['an empty list over lines', 'version: 1\nentries: [\n  # none\n]\n'],
    ['all in braces', '{version: 1, entries: [{rule: a-rule, reason: Old}]}\n'],
    ['all in braces, empty list', '{version: 1, entries: []}\n'],
    ['all in braces, no entries', '{version: 1}\n'],
    ['JSON', '{\n  "version": 1,\n  "entries": [\n    { "rule": "a-rule", "reason": "Old" }\n  ]\n}\n'],
    ['a byte order mark', `\ufeffversion: 1\nentries:\n  - ${OLD}\n`],
    ['document marks', `---\nversion: 1\nentries:\n  - ${OLD}\n`],
    ['indented as a whole', `  version: 1\n  entries:\n    - rule: a-rule\n      reason: Old\n`],
    ['indented as a whole, empty', `  version: 1\n  entries:\n`],
    ['quoted field names', `"version": 1\n'entries':\n  - ${OLD}\n`],
  ])('%s', (_, text) => {
    const after = addEntries(text, [NEW])
    expect(entriesIn(after)).toEqual([...entriesIn(text), NEW])
    expect(isInsertion(text, after)).toBe(true)
    expect(after.includes('\r\n')).toBe(text.includes('\r\n'))
    expect(/[^\r]\n/.test(after) && after.includes('\r\n')).toBe(false)
    const twice = addEntries(after, [{ ...NEW, fingerprint: 'bbbbbbbbbbbbbbbb' }])
    expect(entriesIn(twice)).toHaveLength(entriesIn(text).length + 2)
  })

  test.each([
    'version: 1\nentries: []\n',
    'version: 1\nentries: [] # none\n',
    'version: 1\nentries:\n  []\n',
    'version: 1\nentries: []',
  ])('an empty list in brackets gives way: %j', text => {
    const after = addEntries(text, [NEW])
    expect(entriesIn(after)).toEqual([NEW])
    expect(after.startsWith('version: 1\nentries:')).toBe(true)
    expect(after.includes('# none')).toBe(text.includes('# none'))
  })

  test('below the last entry, above what follows', () => {
    const text = `version: 1\nentries:\n  - ${OLD}\n    # of the old one\n\n# the end\n`
    expect(addEntries(text, [NEW])).toBe(
      `version: 1\nentries:\n  - ${OLD}\n    # of the old one\n  - fingerprint: aaaaaaaaaaaaaaaa\n    rule: a-rule\n    reason: New one\n\n# the end\n`,
    )
  })
})

describe('any value comes back as it was', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      'yes',
      '~',
      'null',
      '12',
      '1e3',
      '- a',
      '# a',
      'a # b',
      'a: b',
      '"',
      "'",
      '@a',
      '`a',
      '%a',
      '2027-01-31',
      '{a',
      '[a',
      '&a',
      '*a',
      '!a',
      '| a',
      '> a',
      '\\',
      'a\\',
      ':',
      'a:',
    ),
  )
  const entry = fc.record(
    {
      fingerprint: fc.oneof(
        fc.stringMatching(/^[0-9a-f]{16}$/),
        fc.stringMatching(/^\d{16}$/),
        fc.stringMatching(/^\d{13}e\d\d$/),
        fc.constantFrom('0000000000000000', '0123456701234567'),
      ),
      rule: fc.constant('a-rule'),
      path: fc.constantFrom('**/x', 'a/*', '{a,b}/c', '[ab]', '#a', 'a: b', "it's"),
      reason: text.map(reason => `${reason} why`.replace(/[\s\p{C}\ufffd]+/gu, ' ').trim()),
      expires: fc.constantFrom('2027-01-31', '2026-12-01'),
    },
    { requiredKeys: ['fingerprint', 'reason'] },
  )

  test.each([null, 'version: 1\nentries: [{rule: a-rule, reason: Old}]\n', `version: 1\nentries:\n  - ${OLD}\n`])(
    '%j',
    before => {
      fc.assert(
        fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), entries => {
          const after = addEntries(before, entries)
          expect(entriesIn(after)).toEqual([...entriesIn(before ?? ''), ...entries])
          expect(isInsertion(before ?? TEMPLATE, after)).toBe(true)
        }),
        { seed: 7, numRuns: 300 },
      )
    },
  )
})
