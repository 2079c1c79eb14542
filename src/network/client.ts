import { type Answer, exchange, type Request } from './exchange.ts'
import { NetworkFailure } from './failure.ts'
import { createGate } from './gate.ts'
import { proxyFor } from './proxy.ts'
import { pauseBefore } from './retry.ts'

export type { Answer, Request } from './exchange.ts'

export interface ClientOptions {
  readonly env: NodeJS.ProcessEnv
  /** Of keyhook; sent as User-Agent, which some providers require. */
  readonly version: string
  /** Milliseconds after which no request is under way any more, counted from now. */
  readonly total: number
  /** Milliseconds that one attempt may take. */
  readonly attempt: number
  /** Of one body. */
  readonly bytes: number
}

export interface Client {
  /**
   * Sends a request; again, after a pause, where the host is busy (429, 5xx) or cannot be reached, as long as there is time. The answer may be of any status.
   *
   * @throws NetworkFailure
   */
  send(request: Request): Promise<Answer>
}

const ATTEMPTS = 3
const MOST_PER_HOST = 4
const BUSY = [429, 500, 502, 503, 504]

/** A client that knows no provider. It ends in time, whatever a host does. */
export function createClient({ env, version, total, attempt, bytes }: ClientOptions): Client {
  const end = performance.now() + total
  const gate = createGate(MOST_PER_HOST)
  /** Until when a host wants to be left alone. */
  const quietUntil = new Map<string, number>()
  const left = (): number => Math.floor(end - performance.now())

  async function once(request: Request): Promise<Answer> {
    const { host } = request.url
    const pause = (quietUntil.get(host) ?? 0) - performance.now()
    if (pause > 0) await sleep(Math.min(pause, Math.max(0, left())))
    if (left() <= 0) throw outOfTime(total)
    const headers = { accept: 'application/json', 'user-agent': `keyhook/${version}`, ...request.headers }
    const bounds = { time: Math.min(attempt, left()), bytes }
    return exchange({ ...request, headers }, bounds, proxyFor(request.url, env))
  }

  async function send(request: Request): Promise<Answer> {
    for (let number = 1; ; number++) {
      const tried = await attempted(() => once(request))
      const pause = number < ATTEMPTS && mayRepeat(request, tried) ? pauseBefore(number, tried.answer) : null
      if (pause === null || pause >= left()) {
        if (tried.answer === null) throw tried.failure
        return tried.answer
      }
      if (tried.answer?.status === 429) quietUntil.set(request.url.host, performance.now() + pause)
      await sleep(pause)
    }
  }

  return { send: request => gate(request.url.host, () => send(request)) }
}

type Tried = { readonly answer: Answer } | { readonly answer: null; readonly failure: NetworkFailure }

async function attempted(step: () => Promise<Answer>): Promise<Tried> {
  try {
    return { answer: await step() }
  } catch (failure) {
    if (failure instanceof NetworkFailure) return { answer: null, failure }
    throw failure
  }
}

/** What deletes is sent again only where it is sure that it was not taken. */
function mayRepeat({ method }: Request, tried: Tried): boolean {
  if (tried.answer !== null)
    return method === 'DELETE' ? tried.answer.status === 429 : BUSY.includes(tried.answer.status)
  return method !== 'DELETE' && ['unreachable', 'broken'].includes(tried.failure.kind)
}

function outOfTime(total: number): NetworkFailure {
  return new NetworkFailure(
    'time',
    `not asked: the ${Math.round(total / 1000)} s that all may take were over; run it again`,
  )
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resume => setTimeout(resume, milliseconds))
}
