import { describe, expect, test } from 'vitest'
import { type Case, CSHARP, ELIXIR, GO, JAVA, JAVASCRIPT, OTHERS, PHP, PYTHON, RUBY, RUST, SHELL } from './cases.ts'
import { filled, key } from './made-up.ts'
import { planned } from './planned.ts'

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
