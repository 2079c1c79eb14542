import { addToConfiguration } from '../configuration/edit.ts'
import { parseConfiguration } from '../configuration/parse.ts'
import { fillShape } from '../configuration/shape.ts'
import { createDetector } from '../detect/detector.ts'
import { KeyhookError } from '../errors.ts'
import type { Rule } from '../types.ts'
import type { WrittenRule } from './wish.ts'

/** Why a rule is not added: it is not needed, or it cannot be one of keyhook's; null where it can. */
export function ruleFault(
  rule: WrittenRule,
  builtIn: readonly Rule[],
  name: string,
): { readonly outcome: 'refused' | 'needless'; readonly why: string } | null {
  const detector = createDetector({ rules: builtIn, blockFrom: 'low' })
  if (detector.mask(rule.pattern) !== rule.pattern || rule.keywords.some(word => detector.mask(word) !== word))
    return { outcome: 'refused', why: 'its expression holds a secret itself' }
  const finders = rule.examples.map(shape => finderOf(fillShape(shape, rule.id)))
  const [first] = finders
  if (first !== undefined && finders.every(finder => finder !== null))
    return { outcome: 'needless', why: `keyhook finds such a key already, as ${first}` }
  try {
    const nothing = { ignore: [], disable: [], markers: [] }
    parseConfiguration(addToConfiguration(null, { ...nothing, rules: [{ value: rule, remark: '' }] }), name, builtIn)
    return null
  } catch (error) {
    if (!(error instanceof KeyhookError)) throw error
    const [said = ''] = error.message.split('\n')
    return { outcome: 'refused', why: said.replace(/^.*?:\d+: /, '') }
  }

  /** The built-in rule that finds a text by its format, and not for the name it is given to. */
  function finderOf(text: string): string | null {
    const bytes = Buffer.from(`${text}\n`)
    const run = { offset: 0, line: 1, column: 1, previous: null }
    const found = detector.detect({ kind: 'content', path: 'a', commit: null, bytes, runs: [run] })
    const guessable = new Set(builtIn.filter(({ guessable }) => guessable === true).map(({ id }) => id))
    return found.find(({ finding }) => !guessable.has(finding.rule) && finding.severity !== 'low')?.finding.rule ?? null
  }
}
