import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import type { Detection } from '../../src/types.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })
const runs = { seed: 20260102, numRuns: 150 }

function findingsIn(text: string | Buffer) {
  return detector.detect(excerptOf(text)).map(({ finding }) => finding)
}

/** Tokens that are whole secrets, with the length of the shortest part that is still one. */
const TOKENS = [
  ['openai-project-key', 'sk-proj-<b64url:74>T3BlbkFJ<b64url:74>'],
  ['openai-user-key', 'sk-<alnum:20>T3BlbkFJ<alnum:20>'],
  ['anthropic-api-key', 'sk-ant-api03-<b64url:93>AA'],
  ['github-token', 'ghp_<alnum:30><crc32:6>'],
  ['gitlab-token', 'glpat-<b64url:20>'],
  ['slack-bot-token', 'xoxb-<digits:12>-<digits:12>-<alnum:24>'],
  ['aws-access-key-id', 'AKIA<base32:16>'],
  ['stripe-live-key', 'sk_live_<alnum:24>'],
] as const

const token = fc
  .tuple(fc.constantFrom(...TOKENS), fc.nat())
  .map(([[id, shape], seed]) => ({ id, secret: fill(shape, String(seed)) }))

/** Anything that holds no secret and ends in nothing that a token could go on from. */
const padding = fc.string({ unit: fc.constantFrom(...' .,;()[]{}<>|"\'äπ😀\t&?'), maxLength: 40 })
const line = fc.string({ unit: fc.constantFrom(...'abc xyz 012 ({[]}) ="\'äπ😀\t'), maxLength: 60 })

describe('a token', () => {
  test('is found at its line and column, in UTF-16 units', () => {
    fc.assert(
      fc.property(token, fc.array(line, { maxLength: 5 }), padding, padding, ({ id, secret }, lines, before, after) => {
        const found = findingsIn([...lines, before + secret + after, ...lines].join('\n'))
        expect(found).toMatchObject([
          { rule: id, line: lines.length + 1, column: before.length + 1, endColumn: before.length + 1 + secret.length },
        ])
      }),
      runs,
    )
  })

  test('is the same with CRLF', () => {
    fc.assert(
      fc.property(token, fc.array(line, { maxLength: 4 }), padding, ({ secret }, lines, before) => {
        const text = [...lines, before + secret, ...lines].join('\n')
        expect(findingsIn(text.replaceAll('\n', '\r\n'))).toEqual(findingsIn(text))
      }),
      runs,
    )
  })

  test('is lost when it is cut below its shortest length', () => {
    fc.assert(
      fc.property(token, ({ secret }) => {
        expect(findingsIn(secret.slice(0, 15))).toEqual([])
      }),
      runs,
    )
  })

  test('is found in any column of a very long line', () => {
    fc.assert(
      fc.property(token, fc.integer({ min: 0, max: 20_000 }), ({ id, secret }, column) => {
        const found = findingsIn(`${' '.repeat(column)}${secret} ${'.'.repeat(3000)}`)
        expect(found).toMatchObject([{ rule: id, column: column + 1 }])
      }),
      { ...runs, numRuns: 40 },
    )
  })
})

test('lines say the same alone and together', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          line,
          token.map(({ secret }) => `"${secret}"`),
        ),
        { maxLength: 8 },
      ),
      lines => {
        // An AWS id and what looks like its secret are judged together.
        const together = findingsIn(lines.join('\n')).map(({ line, rule, column, fingerprint }) => ({
          line,
          rule,
          column,
          fingerprint,
        }))
        const alone = lines.flatMap((text, index) =>
          findingsIn(text).map(({ rule, column, fingerprint }) => ({ line: index + 1, rule, column, fingerprint })),
        )
        expect(together).toEqual(alone)
      },
    ),
    runs,
  )
})

/** Whether `output` holds 8 consecutive characters of what a hole of the shape was filled with. */
function leaks(output: string, shape: string, secret: string): boolean {
  const bodies = shape.split(/<(?:[^<>]|[A-Za-z0-9-]+):\d+(?:-\d+)?>/)
  let rest = secret
  for (const literal of bodies) rest = rest.replace(literal, '\n')
  return rest.split('\n').some(body => {
    for (let start = 0; start + 8 <= body.length; start++)
      if (output.includes(body.slice(start, start + 8))) return true
    return false
  })
}

test('nothing that is returned holds 8 characters of a secret', () => {
  for (const rule of rules.filter(({ sign }) => sign === undefined)) {
    for (const shape of rule.examples) {
      for (const seed of ['1', '2']) {
        const text = fill(shape, seed)
        const found: Detection[] = detector.detect(excerptOf(`${text}\n${text}`, { path: text }))
        const output = JSON.stringify([found, detector.mask(text), detector.mask(`a ${text} b`)])
        expect(found.length, shape).toBeGreaterThan(0)
        expect(leaks(output, shape, text), shape).toBe(false)
      }
    }
  }
})

test('any bytes are survived', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 400 }),
      token,
      (before, after, { secret }) => {
        const bytes = Buffer.concat([before, Buffer.from(` ${secret} `), after])
        expect(findingsIn(bytes).length).toBeGreaterThan(0)
      },
    ),
    runs,
  )
  expect(findingsIn(Buffer.alloc(1 << 20, 0))).toEqual([])
  expect(findingsIn(Buffer.alloc(1 << 20, 'a'))).toEqual([])
  expect(detector.mask('lone \ud800 surrogate')).toBe('lone \ud800 surrogate')
})
