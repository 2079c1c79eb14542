import { checks } from '../../src/detect/checks/index.ts'
import type { Rule } from '../../src/types.ts'
import { fill } from '../support/shape.ts'

/** The upper bound of each quantifier of a pattern, read from its source; Infinity for `*`, `+` and `{n,}`. */
export function quantifiers(source: string): number[] {
  const bare = source
    .replace(/\\./g, 'x')
    .replace(/\[(?:[^\]\\]|\\.)*\]/g, 'x')
    .replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(')
  return [...bare.matchAll(/[*+]|\{(\d+)(,)?(\d+)?\}/g)].map(([sign, least, comma, most]) => {
    if (sign === '*' || sign === '+' || least === undefined) return Number.POSITIVE_INFINITY
    if (comma === undefined) return Number(least)
    return most === undefined ? Number.POSITIVE_INFINITY : Number(most)
  })
}

/** What the detector reads of an example. */
function textOf({ id, sign }: Rule, shape: string): string {
  return (sign === 'file' ? '/' : '') + fill(shape, `${id}/0`)
}

/** Everything that is wrong with a rule, apart from what it finds. */
export function problems(rule: Rule, all: readonly Rule[]): string[] {
  const found: string[] = []
  const claim = (holds: boolean, problem: string): void => {
    if (!holds) found.push(problem)
  }
  claim(/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(rule.id), 'the id is not kebab-case')
  claim(all.filter(other => other.id === rule.id).length === 1, 'the id is not unique')
  claim(rule.examples.length > 0 && rule.counterexamples.length > 0, 'an example or a counterexample is missing')
  claim(
    rule.keywords.every(keyword => /^[\x20-\x7e]{3,}$/.test(keyword)),
    'a keyword is shorter than 3 ASCII characters',
  )
  claim(rule.pattern.source.includes('(?<secret>'), 'the pattern has no group named secret')
  claim(rule.help.startsWith('https://') && rule.source.startsWith('https://'), 'a link is not https')
  claim(quantifiers(rule.pattern.source).every(Number.isFinite), 'a quantifier has no upper bound')
  claim(
    (rule.checks ?? []).every(check => checks.has(check)),
    'a check has an unknown name',
  )
  claim(rule.sign !== 'file' || rule.pattern.source.endsWith('$'), 'a pattern for file names does not end with $')
  claim(rule.sign === undefined || rule.guessable !== true, 'there is nothing to hide in a sign')
  for (const shape of rule.examples) {
    const text = textOf(rule, shape)
    const match = new RegExp(rule.pattern.source, rule.pattern.flags).exec(text)?.[0] ?? ''
    const lower = match.toLowerCase()
    claim(
      rule.keywords.some(keyword => lower.includes(keyword.toLowerCase())) || standsBeside(rule, text),
      `no keyword inside the match of ${shape}`,
    )
    claim(match.length <= (rule.reach ?? 512), `the match is longer than reach: ${shape}`)
    claim(rule.multiline === true || !match.includes('\n'), `a match spans lines: ${shape}`)
  }
  return [...found, ...besideProblems(rule)]
}

/** Whether a text has both halves, a keyword of the public one inside it. */
function standsBeside({ beside }: Rule, text: string): boolean {
  const partner = beside?.secret?.test(text) ? beside.partner.exec(text)?.[0].toLowerCase() : undefined
  return partner !== undefined && beside?.keywords.some(word => partner.includes(word.toLowerCase())) === true
}

/** Everything that is wrong with what a rule says of the other half. */
function besideProblems({ beside }: Rule): string[] {
  if (beside === undefined) return []
  const { partner, secret, keywords, lines } = beside
  const patterns = [partner, ...(secret === undefined ? [] : [secret])]
  const faults: readonly (readonly [boolean, string])[] = [
    [keywords.some(keyword => !/^[\x20-\x7e]{3,}$/.test(keyword)), 'a keyword of the other half is too short'],
    [secret !== undefined && !secret.source.includes('(?<secret>'), 'the secret beside has no group named secret'],
    [
      patterns.some(({ source }) => !quantifiers(source).every(Number.isFinite)),
      'a quantifier beside has no upper bound',
    ],
    [
      patterns.some(pattern => pattern.test('\n') || /\\s|\[\^(?![^\]]*\\n)/.test(pattern.source)),
      'a half may span lines',
    ],
    [!Number.isInteger(lines) || lines < 0 || lines > 20, 'the halves may be too far apart'],
  ]
  return faults.filter(([isFault]) => isFault).map(([, problem]) => problem)
}
