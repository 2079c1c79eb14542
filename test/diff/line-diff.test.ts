import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differingLines } from '../../src/diff/line-diff.ts'
import { createLineCutter, cutLines } from '../../src/diff/lines.ts'

const lines = (text: string) => cutLines(Buffer.from(text, 'latin1'))
const textsOf = (text: string): string[] => {
  const cut = lines(text)
  return Array.from({ length: cut.count }, (_, line) => cut.key(line))
}

function added(before: string, after: string, patience?: number): number[] {
  const { added: flags } = differingLines(lines(before), lines(after), patience)
  return [...flags].flatMap((flag, line) => (flag === 1 ? [line + 1] : []))
}

/** Length of the longest common subsequence, the slow and certain way. */
function common(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0)
  for (const text of one) {
    const next = [0]
    for (let at = 0; at < other.length; at++)
      next.push(text === other[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row[other.length] ?? 0
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** What the new text has more often than the old one. */
function more(before: readonly string[], after: readonly string[]): Map<string, number> {
  const counts = counted(after)
  for (const [text, count] of counted(before)) counts.set(text, (counts.get(text) ?? 0) - count)
  return new Map([...counts].filter(([, count]) => count > 0))
}

const someText = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '', '\r'), { maxLength: 40 }), fc.boolean())
  .map(([parts, ends]) => parts.join('\n') + (ends ? '\n' : ''))

describe('which lines differ', () => {
  test.each<[string, string, string, number[]]>([
    ['nothing', '', '', []],
    ['of a new text, all', '', 'a\nb\n', [1, 2]],
    ['of an emptied text, none', 'a\nb\n', '', []],
    ['one in the middle', 'a\nb\n', 'a\nx\nb\n', [2]],
    ['one changed', 'a\nb\nc\n', 'a\nx\nc\n', [2]],
    ['of equal neighbours, the last', 'a\na\n', 'a\na\na\n', [3]],
    ['the last line gets a line feed and a successor', 'a\nb', 'a\nb\nc\n', [2, 3]],
    ['a run goes down as far as it can', '{\n}\n{\n}\n', '{\n}\n{\n}\n{\n}\n', [5, 6]],
    ['but stays beside what was taken out', 'x\na\ny\n', 'x\na\na\ny\na\n', [3, 5]],
    ['moved lines', 'a\nb\nc\n', 'c\na\nb\n', [1]],
  ])('%s', (_, before, after, expected) => {
    expect(added(before, after)).toEqual(expected)
  })

  test('the difference is a true one, and the shortest', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const { removed, added: flags } = differingLines(lines(before), lines(after))
        const kept = textsOf(before).filter((_, line) => removed[line] === 0)
        expect(textsOf(after).filter((_, line) => flags[line] === 0)).toEqual(kept)
        expect(kept).toHaveLength(common(textsOf(before), textsOf(after)))
      }),
      { seed: 7, numRuns: 2000 },
    )
  })

  test('however little patience there is, no new line is lost', () => {
    fc.assert(
      fc.property(someText, someText, fc.integer({ min: 0, max: 60 }), (before, after, patience) => {
        const [old, now] = [textsOf(before), textsOf(after)]
        const found = added(before, after, patience)
        const counts = counted(found.map(line => now[line - 1] ?? ''))
        for (const [text, count] of more(old, now)) expect(counts.get(text) ?? 0).toBeGreaterThanOrEqual(count)
      }),
      { seed: 8, numRuns: 2000 },
    )
  })

  test('texts that have nothing, or everything in another order, in common end soon', () => {
    const many = Array.from({ length: 60_000 }, (_, line) => `line ${line}`)
    expect(added(many.join('\n'), many.map(text => `${text}!`).join('\n'))).toHaveLength(60_000)
    const reversed = [...many].reverse()
    expect(added(`${many.join('\n')}\n`, `${reversed.join('\n')}\nnew\n`)).toContain(60_001)
  })
})

describe('lines', () => {
  test('are cut at 0x0A only, wherever a piece ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (bytes, size) => {
        const whole = Buffer.from(bytes).map(byte => (byte < 40 ? 0x0a : byte))
        const text = Buffer.from(whole)
        const cut = cutLines(text)
        const parts: string[] = []
        const cutter = createLineCutter((line, part) => {
          parts[line - 1] = (parts[line - 1] ?? '') + part.toString('latin1')
        })
        for (let at = 0; at < text.length; at += size) cutter.push(text.subarray(at, at + size))
        expect(parts).toEqual(Array.from({ length: cut.count }, (_, line) => cut.text(line).toString('latin1')))
      }),
      { seed: 9, numRuns: 500 },
    )
  })
})
