import { expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import type { Rule } from '../../src/types.ts'
import { fill } from '../support/shape.ts'
import { excerptOf, excerptOfFile } from './excerpt.ts'
import { problems, quantifiers } from './well-formed.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

function idsIn(text: string, sign?: Rule['sign']): string[] {
  const excerpt =
    sign === 'file' ? excerptOfFile(text) : excerptOf(text, sign === 'content' ? { path: 'src/a.ts' } : {})
  return detector.detect(excerpt).map(({ finding }) => finding.rule)
}

/** More draws of each shape than one, since a check may stumble over some. */
const DRAWS = process.env['KEYHOOK_SHAPE_SALT'] === undefined ? 5 : 50

function faults(rule: Rule): string[] {
  const found: string[] = problems(rule, rules)
  for (let draw = 0; draw < (rule.guessable ? 2 : DRAWS); draw++) {
    for (const shape of rule.examples) {
      const ids = idsIn(fill(shape, `${rule.id}/${draw}`), rule.sign)
      if (!ids.includes(rule.id)) found.push(`not found (${ids.join(', ') || 'nothing'} was): ${shape}`)
      if (ids.length > 1) found.push(`${ids.length} findings for one place: ${shape}`)
    }
    for (const shape of rule.counterexamples) {
      if (idsIn(fill(shape, `${rule.id}/${draw}`), rule.sign).includes(rule.id)) found.push(`found: ${shape}`)
    }
  }
  for (const shape of rule.examples) if (idsIn(shape).length > 0) found.push(`the shape itself is a secret: ${shape}`)
  if (idsIn(rule.pattern.source).length > 0) found.push('the pattern is a secret by itself')
  return found
}

test.each(rules.map(rule => [rule.id, rule] as const))('%s', (_, rule) => {
  expect([...new Set(faults(rule))]).toEqual([])
})

test('the pattern walker knows a bounded quantifier from another', () => {
  expect(quantifiers(String.raw`a{2}b{1,3}[+*{]\+x?`)).toEqual([2, 3])
  expect(quantifiers('a+b*c{2,}')).toEqual([
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ])
})
