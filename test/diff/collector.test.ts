import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCollector } from '../../src/diff/collector.ts'
import type { Excerpt } from '../../src/types.ts'

const PLACE = { kind: 'content', path: 'f', commit: null } as const

/** Feeds lines, cut into parts, to a collector that hands on excerpts of `size` bytes. */
function collect(lines: readonly (string | null)[], size: number, overlap: number, part = 7): Excerpt[] {
  const excerpts: Excerpt[] = []
  const collector = createCollector(
    PLACE,
    excerpt => excerpts.push({ ...excerpt, bytes: Buffer.from(excerpt.bytes) }),
    { size, overlap, margin: 64 },
  )
  for (const [index, line] of lines.entries()) {
    if (line === null) {
      collector.context(index + 1, Buffer.from(`old ${index + 1}`), true)
      continue
    }
    const bytes = Buffer.from(line)
    for (let at = 0; at < bytes.length; at += part) collector.added(index + 1, bytes.subarray(at, at + part), false)
    collector.added(index + 1, Buffer.alloc(0), true)
  }
  collector.end()
  return excerpts
}

/** Line and column of a byte of an excerpt, worked out from its runs. */
function placeOf({ bytes, runs }: Excerpt, offset: number): { line: number; column: number } {
  const run = runs.findLast(candidate => candidate.offset <= offset)
  if (run === undefined) throw new Error('no run holds this byte')
  const before = bytes.subarray(run.offset, offset)
  const newlines = before.filter(byte => byte === 0x0a).length
  const lineStart = newlines === 0 ? run.offset : run.offset + before.lastIndexOf(0x0a) + 1
  const column = (newlines === 0 ? run.column : 1) + bytes.toString('utf8', lineStart, offset).length
  return { line: run.line + newlines, column }
}

const anyLine = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 30, unit: fc.constantFrom('a', 'b', ' ', 'é', '€', '😀') }),
  fc.string({ minLength: 200, maxLength: 900, unit: fc.constantFrom('x', 'y', 'é', '😀') }),
)

describe('excerpts of any size', () => {
  test('together they own each added byte once, in order', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), fc.integer({ min: 100, max: 400 }), (lines, size) => {
        const owned = collect(lines, size, 128).map(({ bytes, from = 0, until = bytes.length }) =>
          bytes.subarray(from, until),
        )
        const expected = lines
          .filter(line => line !== null)
          .map(line => `${line}\n`)
          .join('')
        expect(Buffer.concat(owned).toString()).toBe(expected)
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('each character is where the file has it', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), fc.integer({ min: 100, max: 400 }), (lines, size) => {
        for (const excerpt of collect(lines, size, 128)) {
          const { bytes, from = 0, until = bytes.length } = excerpt
          for (let at = from; at < until; at += 13) {
            if (bytes[at] === 0x0a || ((bytes[at] ?? 0) & 0xc0) === 0x80) continue
            const { line, column } = placeOf(excerpt, at)
            const text = lines[line - 1] ?? ''
            const length = Buffer.from(text.slice(column - 1)).length
            const rest = bytes.subarray(at, Math.min(bytes.length, at + length)).toString()
            expect(text.slice(column - 1).startsWith(rest.replace(/\ufffd+$/, ''))).toBe(true)
          }
        }
      }),
      { seed: 2, numRuns: 200 },
    )
  })

  test('a line knows the one before it, also where an excerpt begins', () => {
    const lines = Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? null : `line ${index + 1}`))
    for (const excerpt of collect(lines, 100, 128)) {
      for (const run of excerpt.runs) {
        const before = lines[run.line - 2]
        expect(run.previous).toBe(run.line === 1 ? null : before === null ? `old ${run.line - 1}` : before)
      }
    }
  })

  test('what comes after the owned part is enough for a secret of several lines', () => {
    const excerpts = collect(
      Array.from({ length: 2000 }, (_, index) => `line ${index}`),
      1000,
      500,
    )
    for (const { bytes, until = 0 } of excerpts.slice(0, -1)) expect(bytes.length - until).toBe(500)
  })
})
