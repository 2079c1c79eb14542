import { createSecretParts } from '../detect/seal.ts'
import type { Client } from '../network/client.ts'
import { NetworkFailure } from '../network/failure.ts'
import { type Judged, judge, type Told, unknown } from './judge.ts'
import type { FoundKey } from './keys.ts'
import type { Memory } from './memory.ts'
import type { Question, Questions } from './question.ts'
import { requestFor } from './request.ts'

const LONGEST_SHOWN = 120
const WITHHELD = '(not shown: it holds a part of a secret)'

/** What is known of one key. */
export interface Verified extends Judged {
  readonly key: FoundKey
  /** Who was asked; null where nobody was. */
  readonly host: string | null
  /** When that was, in milliseconds since 1970; null where nobody was asked. */
  readonly at: number | null
}

export interface Asking {
  readonly client: Client
  readonly memory: Memory
  /** Replaces every secret in a text by its preview. */
  readonly mask: (text: string) => string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What was said a few minutes ago already. */
export function recalled(questions: readonly Question[], memory: Memory): Map<Question, Verified> {
  return new Map(
    questions.flatMap(question => {
      const kept = memory.recall(question)
      if (kept === null) return []
      return [[question, { ...kept.judged, key: question.key, host: question.base.url.host, at: kept.at }] as const]
    }),
  )
}

/** Asks providers, all at once as far as each of them takes it; the order of the answers is that of the questions. */
export async function askAll(
  questions: readonly Question[],
  { client, memory, mask, now }: Asking,
): Promise<Verified[]> {
  const withhold = withholder(
    questions.map(({ key }) => key),
    mask,
  )
  return Promise.all(
    questions.map(async question => {
      const judged = withhold(await ask(question, client))
      memory.keep(question, judged)
      return { ...judged, key: question.key, host: question.base.url.host, at: now }
    }),
  )
}

async function ask({ key, probe, base }: Question, client: Client): Promise<Judged> {
  try {
    const answer = await client.send(await requestFor(probe, base, key))
    return judge(answer, probe, base.setBy === null)
  } catch (error) {
    if (error instanceof NetworkFailure) return unknown(error.message)
    // What a library says of a request may hold what is in it.
    return unknown('the request could not be made')
  }
}

/** A host may send back what it was sent, and other secrets. Masked first and shortened then: of half a secret nobody knows that it is one. */
function withholder(keys: readonly FoundKey[], mask: Asking['mask']): (judged: Judged) => Judged {
  const parts = createSecretParts()
  for (const { rule, secret } of keys) parts.add(rule, secret)
  const clean = (facts: readonly Told[]): Told[] =>
    facts.map(({ called, value }) => ({ called, value: parts.standIn(value) ? WITHHELD : shortened(mask(value)) }))
  return judged => ({ ...judged, owner: clean(judged.owner), permissions: clean(judged.permissions) })
}

function shortened(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`
}

/** All that is known where nobody was asked, for the reason given. */
export function unasked({ askable, unaskable }: Questions, why: string): Verified[] {
  const open = askable.map(({ key }) => ({ ...unknown(why), key, host: null, at: null }))
  return [...open, ...unaskable.map(one => ({ ...unknown(one.why), key: one.key, host: null, at: null }))]
}
