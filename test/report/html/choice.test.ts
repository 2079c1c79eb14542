import { describe, expect, test } from 'vitest'
import { type Choice, createChooser, NO_CHOICE } from '../../../src/report/html/choice.ts'
import type { Entry } from '../../../src/report/html/packed.ts'
import { summarize } from '../../../src/report/html/summary.ts'
import { named, stretches, tally } from '../../../src/report/html/timeline.ts'
import { entry, reportOf } from './entries.ts'

const pushed = entry({
  fingerprint: 'a',
  commit: 'c1',
  pushed: true,
  inHead: false,
  date: '2024-02-29T23:59:59+01:00',
  path: 'src/Billing.ts',
})
const kept = entry({
  fingerprint: 'b',
  commit: 'c2',
  pushed: true,
  inHead: true,
  date: '2024-03-01T00:00:00-11:00',
  severity: 'high',
  provider: 'Slack',
})
const local = entry({ fingerprint: 'c', commit: 'c3', pushed: false, inHead: true, date: '2026-01-02T03:04:05Z' })
const unknown = entry({ fingerprint: 'd', commit: 'c4', pushed: null, inHead: null, date: null, severity: 'medium' })
const staged = entry({ fingerprint: 'e', commit: null })
const minor = entry({ fingerprint: 'f', severity: 'low', blocking: false, commit: 'c5', pushed: true })
const allowed = entry({ fingerprint: 'g', by: 'inline', reason: 'of the Tutorial', commit: 'c6', pushed: true })
const ALL = [minor, staged, unknown, local, kept, pushed, allowed]

const chosen = (choice: Partial<Choice>, except?: 'provider' | 'path' | 'date'): string =>
  createChooser(ALL)
    .choose({ ...NO_CHOICE, ...choice }, except)
    .map(({ fingerprint }) => fingerprint)
    .join('')

test.each<[what: string, choice: Partial<Choice>, expected: string]>([
  ['what is open, the most urgent first', {}, 'abdcef'],
  ['what was decided', { decided: 'settled' }, 'g'],
  ['both, with what was decided last', { decided: 'all' }, 'abdcefg'],
  ['a word, whatever its case', { search: 'bILLing' }, 'a'],
  ['words, each of them somewhere', { search: ' slack  2024-03 ' }, 'b'],
  ['words that do not stand together in one', { search: 'slack billing' }, ''],
  ['a reason', { search: 'tutorial', decided: 'all' }, 'g'],
  ['what would be special in a pattern', { search: '.*' }, ''],
  ['a severity', { severity: 'high' }, 'b'],
  ['still in HEAD', { head: 'in' }, 'bc'],
  ['taken out: not what is unknown', { head: 'gone' }, 'a'],
  ['pushed', { pushed: 'yes' }, 'abf'],
  ['not pushed: not what is unknown', { pushed: 'no' }, 'c'],
  ['not known', { pushed: 'unknown' }, 'de'],
  ['a provider', { provider: 'Slack' }, 'b'],
  ['a path, whole', { path: 'src/Billing.ts' }, 'a'],
  ['a month', { from: '2024-02', until: '2024-02' }, 'a'],
  ['both ends of a stretch', { from: '2024-02', until: '2024-03' }, 'ab'],
  ['years', { from: '2024', until: '2025' }, 'ab'],
  ['newest first, what has no date last', { order: 'newest' }, 'cbadef'],
  ['oldest first, what has no date last', { order: 'oldest' }, 'abcdef'],
  ['by path', { order: 'path' }, 'abdcef'],
])('chooses %s', (_, choice, expected) => {
  expect(chosen(choice)).toBe(expected)
})

test('what else could be chosen leaves out what was', () => {
  expect(chosen({ provider: 'Slack', severity: 'high' }, 'provider')).toBe('b')
  expect(chosen({ provider: 'Slack' }, 'provider')).toBe(chosen({}))
  expect(chosen({ from: '2024-02', until: '2024-02' }, 'date')).toBe(chosen({}))
})

describe('the first look', () => {
  const headline = (...entries: Entry[]): string => summarize(reportOf(entries)).headline

  test.each<[expected: string, entries: Entry[]]>([
    ['2 secrets were pushed. Revoke those first.', ALL],
    ['1 secret was pushed. Revoke it first.', [pushed, staged, minor]],
    ['2 secrets are in commits. Revoke them first.', [local, unknown, staged]],
    ['1 secret is in commits. Revoke it first.', [local]],
    ['1 secret found, not committed yet. Take it out first.', [staged, minor]],
    ['Nothing that stops, 1 finding worth a look.', [minor, allowed]],
    ['No secrets but those that were allowed.', [allowed]],
    ['No secrets found.', []],
  ])('says: %s', (expected, entries) => {
    expect(headline(...entries)).toBe(expected)
  })

  test('counts a secret once, in however many places it stands', () => {
    expect(headline(pushed, { ...pushed, path: 'other' })).toBe('1 secret was pushed. Revoke it first.')
  })

  test('says that it is not all', () => {
    expect(summarize({ ...reportOf([pushed]), complete: false }).details[0]).toMatch(/^This is not the whole/)
    expect(summarize({ ...reportOf([]), stats: { files: 0, lines: 0, bytes: 0, ms: 0 } }).details).toEqual([
      'Nothing was scanned.',
    ])
  })

  test('names a step a provider, the most urgent first, and nothing that was decided or stops nothing', () => {
    expect(
      summarize(reportOf(ALL)).steps.map(({ provider, says, fingerprint }) => [provider, says, fingerprint]),
    ).toEqual([
      ['OpenAI', '4 secrets, 1 pushed, 1 still in HEAD', 'a'],
      ['Slack', '1 secret, 1 pushed, 1 still in HEAD', 'b'],
    ])
  })
})

describe('the timeline', () => {
  const dated = (...dates: string[]): Entry[] => dates.map(date => entry({ date: `${date}T12:00:00+00:00` }))

  test.each<[dates: string[], count: number, first: string, last: string]>([
    [['2024-02-28', '2024-03-01'], 3, '28 February 2024', '1 March 2024'],
    [['2025-12-31'], 1, '31 December 2025', '31 December 2025'],
    [['2023-12-01', '2024-02-29'], 3, 'December 2023', 'February 2024'],
    [['2018-05-01', '2026-06-30'], 33, 'April 2018 to June 2018', 'April 2026 to June 2026'],
    [['1970-01-01', '2026-01-01'], 57, '1970', '2026'],
    [['0001-01-01', '5138-11-16'], 62, '0001 to 0083', '5064 to 5146'],
  ])('from %j on has %i bars', (dates, count, first, last) => {
    const entries = dated(...dates)
    const all = stretches(entries)
    expect(all.map(named)).toHaveLength(count)
    expect([all[0], all.at(-1)].map(one => one && named(one))).toEqual([first, last])
    expect(tally(all, entries).reduce((sum, one) => sum + one.all, 0)).toBe(dates.length)
    // Choosing all of it leaves all of it.
    const choice = { ...NO_CHOICE, from: all[0]?.from ?? '', until: all.at(-1)?.until ?? '' }
    expect(createChooser(entries).choose(choice)).toHaveLength(dates.length)
  })

  test('is not there without a date', () => {
    expect(stretches([entry({})])).toEqual([])
  })

  test('counts what was pushed, and what it has no date for nowhere', () => {
    const all = stretches([pushed, local])
    expect(tally(all, [pushed, local, unknown]).filter(one => one.all > 0)).toEqual([
      { all: 1, pushed: 1 },
      { all: 1, pushed: 0 },
    ])
  })
})
