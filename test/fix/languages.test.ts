import { describe, expect, test } from 'vitest'
import { openaiKey } from '../support/journey.ts'
import { type Case, CSHARP, ELIXIR, GO, JAVA, JAVASCRIPT, OTHERS, PHP, PYTHON, RUBY, RUST, SHELL } from './cases.ts'
import { planned } from './planned.ts'

const key = openaiKey('languages')
const half = Math.floor(key.length / 2)

export function filled(text: string): string {
  return text
    .replaceAll('KEY1', key.slice(0, half))
    .replaceAll('KEY2', key.slice(half))
    .replace(/(?<![A-Z_])KEY(?![A-Z_])/g, key)
}

const ALL: Readonly<Record<string, readonly Case[]>> = {
  JAVASCRIPT,
  PYTHON,
  GO,
  RUBY,
  PHP,
  JAVA,
  RUST,
  SHELL,
  ELIXIR,
  CSHARP,
  OTHERS,
}

describe.each(Object.entries(ALL))('%s', (_, cases) => {
  test.each(cases)('$name', ({ path, before, after }) => {
    const result = planned(path, filled(before))
    expect(result.plan.refusals).toEqual([])
    expect(result.after).toBe(after)
    expect([...result.plan.added]).toEqual([['OPENAI_API_KEY', key]])
    expect(planned(path, result.after ?? '').plan.files).toEqual([])
  })

  test.each(cases)('$name, with CRLF', ({ path, before, after }) => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
    expect(planned(path, crlf(filled(before))).after).toBe(crlf(after))
  })
})
