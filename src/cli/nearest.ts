import { closest, distance } from 'fastest-levenshtein'

/**
 * Completes a message about a word nobody knows with the candidate nearest to it, where there are any.
 * A guess is worded as one only where the two are alike.
 */
export function withNearest(message: string, word: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return message
  const lower = word.toLowerCase()
  const begins = lower.length > 2 ? candidates.find(candidate => candidate.startsWith(lower)) : undefined
  const guess = begins ?? closest(lower, [...candidates])
  const alike = begins !== undefined || distance(lower, guess) <= Math.max(2, Math.floor(guess.length / 3))
  return `${message} ${alike ? `Did you mean ${guess}?` : `The nearest is ${guess}.`}`
}
