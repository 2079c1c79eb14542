import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { signsOf } from '../../src/detect/hidden/signs.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { tellingKeywords } from '../../src/detect/telling.ts'
import { guardOf } from '../../src/guard/guard.ts'
import type { Revealed, Rule } from '../../src/types.ts'
import { excerptOf, excerptOfFile } from '../detect/excerpt.ts'
import { HIDDEN_FORMS } from '../support/hidden-forms.ts'
import { fill } from '../support/shape.ts'

/**
 * Whether each alternative of the guard is needed: for each there has to be a text that the guard must find, and finds by this alternative only. Whoever drops one,
 * or a change to the generator that does, is told here.
 */

const guard = guardOf(rules)
const keywords = new Set(
  rules.flatMap(rule => [...rule.keywords, ...(rule.beside?.secret ? rule.beside.keywords : [])]).map(lower),
)
const signs = signsOf(rules)

function lower(text: string): string {
  return text.toLowerCase()
}

/** The alternatives that are the only one to be found in one of the texts, and the texts in which none is. */
function neededOf(alternatives: readonly string[], hits: readonly (readonly number[])[]) {
  const needed = new Set(hits.filter(({ length }) => length === 1).map(([only]) => alternatives[only ?? -1]))
  return {
    spare: alternatives.filter(one => !needed.has(one)),
    unseen: hits.filter(({ length }) => length === 0).length,
  }
}

test('each literal is the only one in a keyword, or in what announces a hidden form', () => {
  const texts = [...keywords, ...signs.map(({ literal }) => lower(literal)), '.keyhook/', 'diff --git "']
  const hits = texts.map(text => guard.literals.flatMap((literal, index) => (text.includes(literal) ? [index] : [])))
  expect(neededOf(guard.literals, hits)).toEqual({ spare: [], unseen: 0 })
})

test('each literal in base64 is the only one in what announces it', () => {
  const texts = signs.filter(({ form }) => form === 'base64').map(({ literal }) => literal)
  const hits = texts.map(text => guard.encoded.flatMap((literal, index) => (text.includes(literal) ? [index] : [])))
  expect(neededOf(guard.encoded, hits)).toEqual({ spare: [], unseen: 0 })
})

const directory = mkdtempSync(join(tmpdir(), 'keyhook-mutation-test-'))
beforeAll(() => writeFileSync(join(directory, 'texts'), `${texts().join('\n')}\n`, 'latin1'))
afterAll(() => rmSync(directory, { recursive: true }))

/** What the expressions, or the literals in base64, have to find: each of them is a line. */
function texts(): string[] {
  const telling = tellingKeywords(rules)
  const revealed: Revealed[] = []
  const detector = createDetector({ rules, blockFrom: 'low', reveal: one => revealed.push(one) })
  const isFound = (text: string): boolean => detector.detect(excerptOf(text)).length > 0

  /** The secrets of a text, alone. */
  function secretsIn(text: string): string[] {
    revealed.length = 0
    return isFound(text) ? revealed.map(({ value }) => ` ${value} ;`) : []
  }

  function written({ id, sign, examples, keywords }: Rule): string[] {
    return examples.flatMap((shape, index) => {
      const text = fill(shape, `${id} ${index}`)
      if (sign === 'file')
        return detector.detect(excerptOfFile(text)).length > 0 ? [`diff --git a/${text} b/${text}`] : []
      const hidden = Object.values(HIDDEN_FORMS).map(hide => hide(text))
      return [text, `${text} ;`, ...secretsIn(text), ...variants(text, keywords), ...hidden].filter(isFound)
    })
  }

  const loose = rules.filter(rule => rule.sign !== undefined || !rule.keywords.every(word => telling.has(lower(word))))
  const announcing = signs.filter(({ form }) => form !== 'base64').map(({ literal }) => literal)
  return [
    ...[...telling, ...announcing].map(word => `${word} ;`),
    ...loose.flatMap(written),
    '.keyhook/',
    'diff --git "',
  ].map(text => lower(text.replaceAll('\n', ' ')))
}

/** The example with each of the other keywords in place of its own. */
function variants(text: string, words: readonly string[]): string[] {
  const own = words.find(word => lower(text).includes(lower(word)))
  if (own === undefined) return []
  const at = lower(text).indexOf(lower(own))
  return words.filter(word => word !== own).map(word => text.slice(0, at) + word + text.slice(at + own.length))
}

function linesWith(expression: string): number[] {
  const { stdout, stderr } = spawnSync('grep', ['-aEn', '-e', expression, join(directory, 'texts')], {
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    maxBuffer: 1 << 28,
  })
  expect(stderr.toString()).toBe('')
  return [...stdout.toString('latin1').matchAll(/^(\d+):/gm)].map(([, line]) => Number(line) - 1)
}

/** Expressions of which all that they find, others find too: names before a token that is known without them, halves of a pair. */
const MOST_SPARE = 0.12

test('expressions are the only one in a telling keyword, or in what a rule finds', () => {
  const hits = new Map<number, number[]>()
  for (const [index, expression] of guard.patterns.entries())
    for (const line of linesWith(expression)) hits.set(line, [...(hits.get(line) ?? []), index])
  const { spare } = neededOf(guard.patterns, [...hits.values()])
  expect(spare.length / guard.patterns.length, spare.join('\n')).toBeLessThan(MOST_SPARE)
})
