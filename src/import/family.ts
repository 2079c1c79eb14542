import type { Rule } from '../types.ts'

const words = (text: string): string[] => text.toLowerCase().split(/[^a-z0-9]+/)

/**
 * Whether a rule of another tool and one of keyhook may mean one secret. They do unless the other's name begins with a provider that keyhook
 * knows and that is not the one of its rule: `openai-api-key` is no AWS key, whereas `generic-api-key` may be anything.
 */
export function mayMean(foreign: string, rule: Rule, all: readonly Rule[]): boolean {
  const [word = ''] = words(foreign)
  if (word === 'generic') return true
  const begins = (other: Rule): boolean => words(other.provider)[0] === word || words(other.id)[0] === word
  return rule.guessable === true || begins(rule) || !all.some(other => other.guessable !== true && begins(other))
}
