import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLineCounts, type LineReader } from '../../src/diff/line-counts.ts'

function read(reader: LineReader, text: string, size: number): void {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  reader.end()
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

test('a line is added where the new text has it more often, however the texts come in pieces', () => {
  // Long ones that differ at their end only, so that what is remembered of them has to tell.
  const line = fc.oneof(
    fc.constantFrom('a', 'b', ''),
    fc.nat(3).map(end => `${'long '.repeat(20)}${end}`),
  )
  const text = fc.array(line, { maxLength: 20 }).map(lines => lines.join('\n'))
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 120 }), (before, after, size) => {
      const counts = createLineCounts()
      read(counts.old, before, size)
      read(counts.now, after, size)
      const left = linesOf(before)
      const expected = linesOf(after).map(one => {
        const at = left.indexOf(one)
        if (at >= 0) left.splice(at, 1)
        return at < 0
      })
      expect(expected.map((_, index) => counts.added.has(index + 1))).toEqual(expected)
    }),
    { seed: 3, numRuns: 1000 },
  )
})
