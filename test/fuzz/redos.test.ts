import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { createPatchParser } from '../../src/diff/patch.ts'
import { excerptOf } from '../detect/excerpt.ts'
import { attacksOn, cost, textOf } from './attacks.ts'
import { codePatterns, digestOf, rulePatterns } from './patterns.ts'
import { verdictsIn } from './verdicts.ts'

const project = join(import.meta.dirname, '../..')
const verdicts = verdictsIn(readFileSync(join(project, 'docs/security/redos.md'), 'utf8'))

/** Microseconds a character; the dearest rule takes a tenth of it on an idle machine. */
const DEAREST = 100
const LENGTH = 2_000

test('the analyser has judged every pattern, and calls none exponential', () => {
  const all = [...rulePatterns(), ...codePatterns(join(project, 'src'), parseAst)]
  expect(all.length).toBeGreaterThan(1_000)
  const unjudged = all.filter(one => !verdicts.has(digestOf(one))).map(({ name }) => name)
  expect(unjudged, 'to judge these: npm run redos').toEqual([])
  expect(all.filter(one => verdicts.get(digestOf(one))?.says === 'exponential').map(({ name }) => name)).toEqual([])
})

test('no text that a pattern suggests costs it much', () => {
  for (const one of rulePatterns()) {
    for (const attack of attacksOn(one).filter((_, index) => index % 5 === 0)) {
      const text = textOf(attack, LENGTH)
      const limit = (text.length * DEAREST) / 1000
      // Once is nearly always enough; a machine that is busy gets more tries.
      const taken = cost(one.pattern, text, 1)
      if (taken > limit)
        expect(cost(one.pattern, text, 3), `${one.name}: ${JSON.stringify(attack)}`).toBeLessThan(limit)
    }
  }
})

describe('found by them once', () => {
  test('header fields of a key block, read in many ways', () => {
    const opening = `${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}`
    const started = performance.now()
    createDetector({ rules, blockFrom: 'medium' }).detect(excerptOf(`${opening}IY: :${'TY: '.repeat(29)}\n`.repeat(20)))
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('a text of Python that is full of backslashes and never ends', () => {
    const loaded = codePatterns(join(project, 'src'), parseAst).filter(
      ({ name }) => name === 'fix/languages/python-import.ts',
    )
    expect(loaded.length).toBeGreaterThan(3)
    for (const { pattern } of loaded) expect(cost(pattern, `'''${'\\'.repeat(61)}`, 1)).toBeLessThan(1_000)
  })

  test('an index line that is cut off', () => {
    const id = 'a'.repeat(40)
    const parser = createPatchParser({ commit: () => {}, file: () => null })
    const record = `:100644 100644 ${id} ${'b'.repeat(40)} M\0x\0\0`
    expect(() => parser.push(Buffer.from(`${record}diff --git a/x b/x\nindex ${id}\n`))).toThrow('does not understand')
  })
})
