import type { Rule } from '../types.ts'
import type { Problem } from '../yaml/problem.ts'
import type { Reading } from '../yaml/read.ts'
import type { Path } from '../yaml/walk.ts'
import { fillShape, type LetterCase, shapeFault } from './shape.ts'

/** Each shape is filled this often: a pattern that forgot a letter of an alphabet is not to pass by luck. */
const FILLINGS = 8

/** What a rule's examples and counterexamples say against it. */
export function proofProblems(rule: Rule, path: Path, reading: Reading): Problem[] {
  const problems: Problem[] = []
  for (const field of ['examples', 'counterexamples'] as const) {
    for (const [index, shape] of rule[field].entries()) {
      const fault = shapeFault(shape) ?? verdict(rule, field, shape)
      if (fault !== null) problems.push({ line: reading.lineOf([...path, field, index]), text: fault })
    }
  }
  return problems
}

function verdict(rule: Rule, field: 'examples' | 'counterexamples', shape: string): string | null {
  const fillings = filled(rule, shape, 'both')
  if (field === 'counterexamples') {
    return fillings.some(text => isFound(rule, text)) ? 'the rule finds this counterexample: narrow its pattern' : null
  }
  // Many formats are of small letters and digits: `alnum` is what people write for them.
  for (const letterCase of ['both', 'lower', 'upper'] as const)
    if (filled(rule, shape, letterCase).every(text => isFound(rule, text))) return null
  return fillings.every(text => rule.pattern.test(text))
    ? 'no keyword stands in what the pattern matches here: name one that does'
    : 'the rule does not find this example: check pattern and example'
}

function filled(rule: Rule, shape: string, letterCase: LetterCase): string[] {
  return Array.from({ length: FILLINGS }, (_, seed) => fillShape(shape, `${rule.id} ${seed}`, letterCase))
}

/** As the detector looks: the pattern has to match around a keyword. */
function isFound(rule: Rule, text: string): boolean {
  const pattern = new RegExp(rule.pattern, 'g')
  return Array.from(text.matchAll(pattern)).some(([match]) => {
    const lower = match.toLowerCase()
    return rule.keywords.some(keyword => lower.includes(keyword.toLowerCase()))
  })
}
