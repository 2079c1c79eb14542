import type { Confidence, Evidence, Rule } from '../types.ts'
import type { Candidate } from './checks/candidate.ts'
import { checks } from './checks/index.ts'

/** All that is known of a match that is kept. */
export type Opinion = Required<Pick<Evidence, 'severity' | 'confidence'>> & Pick<Evidence, 'note'>

/** Shorter literals stand in other things too. */
const TELLING_LITERAL = 4

/** How sure a rule is by the way it knows a secret: by a literal of its own, by what stands around it, or by a name alone. */
function usualConfidence(rule: Rule, value: string): Confidence {
  if (rule.guessable) return rule.provider === 'generic' ? 'low' : 'medium'
  const lower = value.toLowerCase()
  const hasLiteral = rule.keywords.some(
    keyword => keyword.length >= TELLING_LITERAL && lower.includes(keyword.toLowerCase()),
  )
  return hasLiteral ? 'high' : 'medium'
}

/** Asks a rule's checks in order; the last one that has something to say of the severity decides it. Null: it is no secret. */
export function judge(rule: Rule, candidate: Candidate): Opinion | null {
  let opinion: Opinion = { severity: rule.severity, confidence: usualConfidence(rule, candidate.value) }
  for (const name of rule.checks ?? []) {
    const check = checks.get(name)
    if (check === undefined) throw new RangeError(`rule ${rule.id} names an unknown check: ${name}`)
    const judgement = check(candidate)
    if (judgement === 'drop') return null
    if (judgement === 'keep') continue
    opinion = { ...opinion, ...(typeof judgement === 'string' ? { severity: judgement } : judgement) }
  }
  return opinion
}
