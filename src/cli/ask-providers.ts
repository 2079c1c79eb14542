import { type Client, createClient } from '../network/client.ts'
import type { State } from '../state/state.ts'
import { askAll, recalled, unasked, type Verified } from '../verify/ask.ts'
import { openMemory } from '../verify/memory.ts'
import type { Questions } from '../verify/question.ts'
import { loadMask } from './mask.ts'
import { tellPlan } from './verify-report.ts'
import { version } from './version.ts'
import type { Output, World } from './world.ts'

/** Milliseconds, from the first request to the last answer; with the start of node and the scan, all is over within 30 s. */
const TOTAL = 25_000
const ATTEMPT = 10_000
const LARGEST_ANSWER = 512 * 1024

export interface AskOptions {
  readonly state: State
  /** Milliseconds since 1970. */
  readonly now: number
  /** Ask again, whatever was said a few minutes ago. */
  readonly fresh: boolean
  readonly noColor: boolean
  /** Where it is said who is asked. */
  readonly output: Output
  /** Whether the keys may be sent; asked once it was said where they go. */
  readonly consent: () => Promise<boolean>
}

export interface Asked {
  /** Of all keys, in no order. */
  readonly answers: readonly Verified[]
  /** Whether somebody should have been asked, and was not. */
  readonly refused: boolean
}

/** A client for one round of questions: its time begins now. */
function clientFor(world: World): Client {
  return createClient({ env: world.env, version, total: TOTAL, attempt: ATTEMPT, bytes: LARGEST_ANSWER })
}

/** Says who is to be asked about keys, and with consent asks; nobody is asked about what is remembered. */
export async function askProviders(questions: Questions, options: AskOptions, world: World): Promise<Asked> {
  const memory = openMemory(options.state, options.now)
  const known = options.fresh ? new Map<object, Verified>() : recalled(questions.askable, memory)
  const open = questions.askable.filter(question => !known.has(question))
  if (open.length > 0) {
    tellPlan(open, options.noColor, options.output, world)
    options.output.write('\nEach key goes to its own provider, and nothing else is sent.\n')
  }
  const mayAsk = open.length > 0 && (await options.consent())
  const asking = { client: clientFor(world), memory, mask: await loadMask(), now: options.now }
  const answered = mayAsk ? await askAll(open, asking) : []
  memory.save()
  const rest = unasked({ askable: mayAsk ? [] : open, unaskable: questions.unaskable }, 'not asked')
  return { answers: [...known.values(), ...answered, ...rest], refused: open.length > 0 && !mayAsk }
}
