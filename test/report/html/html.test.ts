import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderHtml } from '../../../src/report/html/html.ts'
import { type Packed, unpack } from '../../../src/report/html/packed.ts'
import { finding, suppressed, verdict } from '../verdicts.ts'
import { SEED, UNSAFE, wild } from '../wild.ts'
import { SUBJECT } from './entries.ts'

/** The text of the elements of that name, as a parser of HTML sees them: up to the first thing that looks like their end. */
function elements(page: string, name: string): string[] {
  return [...page.matchAll(new RegExp(`<${name}[^>]*>(.*?)</${name}`, 'gis'))].map(([, text = '']) => text)
}

const dataOf = (page: string): Packed => JSON.parse(elements(page, 'script')[0] ?? '')

test('all that a report tells is in the page, whatever the texts hold, and none of it can end the element it stands in', () => {
  fc.assert(
    fc.property(wild, wild, wild, wild, (path, message, reason, name) => {
      const page = renderHtml(
        verdict({
          findings: [
            finding({ path, message }),
            finding({ path: message, commit: 'c', date: '2026-01-02T03:04:05+01:00', pushed: true }),
          ],
          suppressed: [suppressed('allowlist', reason, { path })],
          notes: [name],
        }),
        { ...SUBJECT, name },
      )
      expect(elements(page, 'script')).toHaveLength(2)
      const data = elements(page, 'script')[0] ?? ''
      expect(data).not.toMatch(/[<>]/)
      expect(data).not.toMatch(UNSAFE)
      const { entries, subject, notes } = unpack(dataOf(page))
      expect(entries.map(entry => [entry.path, entry.message, entry.reason])).toEqual([
        [path, message, null],
        [message, finding().message, null],
        [path, finding().message, reason],
      ])
      expect(entries[1]).toMatchObject({ date: '2026-01-02T03:04:05+01:00', pushed: true, inHead: null, by: null })
      expect([subject.name, notes]).toEqual([name, [name]])
    }),
    SEED,
  )
})

describe('what is written to break out', () => {
  const hostile = '</script><script>alert(1)</script><!--<script>\u2028\u202e'
  const page = renderHtml(verdict({ findings: [finding({ path: hostile })] }), { ...SUBJECT, name: hostile })

  test('stays in its element', () => {
    expect(elements(page, 'script')).toHaveLength(2)
    expect(page).not.toContain('alert(1)</script>')
    expect(page).not.toContain('<!--')
    expect(page).not.toMatch(/[\u2028\u202e]/)
  })

  test('is no markup in the title', () => {
    expect(elements(page, 'title')).toEqual([expect.stringMatching(/^&#60;\/script&#62;/)])
  })
})

test('a field that a finding may gain later, and what is for machines only, is not told', () => {
  const extended = { ...finding(), secretly: 'told to nobody', sign: 'content', position: 4711 } as const
  const page = renderHtml(verdict({ findings: [extended] }), SUBJECT)
  expect(page).not.toContain('told to nobody')
  expect(page).not.toContain('4711')
})

test('a date that is none counts as not known', () => {
  const dates = ['2026-13-01T00:00:00Z', 'yesterday', '', '2026-01-02', '+012026-01-02T00:00:00Z']
  const page = renderHtml(verdict({ findings: dates.map(date => finding({ date })) }), SUBJECT)
  expect(unpack(dataOf(page)).entries.map(({ date }) => date)).toEqual(dates.map(() => null))
})

test('its policy lets only its own script and style be, and loads nothing', () => {
  const page = renderHtml(verdict({}), SUBJECT)
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? []
  const hash = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hash(elements(page, 'script')[1])}`,
    `style-src ${hash(elements(page, 'style')[0])}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
  expect(page.replace(/<script.*<\/script>/s, '')).not.toMatch(
    /\b(?:src|href|action|srcset)="(?!#)|\bon\w+="|style="|url\(|@import/,
  )
})
