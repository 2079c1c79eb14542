import { KeyhookError } from '../errors.ts'
import { plain, providerNamed, providers } from '../respond/providers/index.ts'
import { STEPS, type StepName } from '../respond/step.ts'
import type { Rule } from '../types.ts'
import type { Arguments } from './arguments.ts'
import { withNearest } from './nearest.ts'

/** What the user asks about. */
export type Subject =
  | { readonly kind: 'fingerprint'; readonly fingerprint: string }
  /** As the rules name it. */
  | { readonly kind: 'provider'; readonly name: string }
  | { readonly kind: 'anything' }

/**
 * Reads the word of `keyhook respond`. No message repeats it: people paste the key itself.
 *
 * @throws KeyhookError 'usage', with the nearest provider
 */
export function readSubject(word: string | undefined, rules: readonly Rule[]): Subject {
  if (word === undefined) return { kind: 'anything' }
  if (/^[0-9a-f]{16}$/i.test(word)) return { kind: 'fingerprint', fingerprint: word.toLowerCase() }
  const known = providerNamed(word)?.name ?? rules.find(({ provider }) => plain(provider) === plain(word))?.provider
  if (known !== undefined) return { kind: 'provider', name: known }
  const names = new Map(
    [...providers.map(({ name }) => name), ...rules.map(({ provider }) => provider)].map(name => [
      name.toLowerCase(),
      name,
    ]),
  )
  const lower = withNearest('', word, [...names.keys()])
  const guess = lower.replace(
    /(is|mean) (.+?)([.?])$/,
    (_, verb: string, name: string, end: string) => `${verb} ${names.get(name) ?? name}${end}`,
  )
  throw new KeyhookError(
    'usage',
    `That is neither a provider that is known here nor a fingerprint, which is 16 hex digits.${guess}`,
    'keyhook rules',
  )
}

/** The steps that `--done` and `--not-done` name. */
export function readTicks(given: Arguments): {
  readonly done: readonly StepName[]
  readonly open: readonly StepName[]
} {
  return { done: steps(given.values.get('done')), open: steps(given.values.get('not-done')) }
}

function steps(text: string | undefined): StepName[] {
  return (text ?? '')
    .split(',')
    .map(word => word.trim())
    .filter(Boolean)
    .map(word => {
      const step = STEPS.find(name => name === word.toLowerCase())
      if (step !== undefined) return step
      throw new KeyhookError('usage', withNearest(`unknown step ${word}.`, word, STEPS), 'keyhook respond --help')
    })
}
