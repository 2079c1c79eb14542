import { type ClientRequest, type IncomingMessage, request as plainly, validateHeaderValue } from 'node:http'
import { request as securely } from 'node:https'
import type { Socket } from 'node:net'
import { isLoopback } from './base-url.ts'
import { failureOf, NetworkFailure } from './failure.ts'
import { openTunnel } from './tunnel.ts'

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  /** By lower-case names; of a header that came several times, node's own choice. */
  readonly headers: Readonly<Record<string, string>>
  /** Bytes that are not UTF-8 show as U+FFFD. */
  readonly body: string
}

export interface Bounds {
  /** Milliseconds from the first lookup to the last byte. */
  readonly time: number
  /** Of the body. */
  readonly bytes: number
}

/**
 * One request and its answer, over a connection of its own. TLS, whatever NODE_TLS_REJECT_UNAUTHORIZED says, but for this machine; a redirect is an
 * answer like any other, and is not followed; the body comes as it is, uncompressed.
 *
 * @throws NetworkFailure
 */
export async function exchange(request: Request, bounds: Bounds, proxy: URL | null): Promise<Answer> {
  let destroy = (): void => {}
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NetworkFailure('time', `no whole answer within ${Math.round(bounds.time / 1000)} s`))
      destroy()
    }, bounds.time)
  })
  const hold = (step: () => void): void => {
    destroy = step
  }
  const work = converse(request, bounds, proxy, hold)
  work.catch(() => {}) // what it says after the time is over is of no interest
  try {
    return await Promise.race([work, over])
  } catch (error) {
    throw failureOf(error)
  } finally {
    clearTimeout(timer)
    destroy()
  }
}

async function converse(
  request: Request,
  bounds: Bounds,
  proxy: URL | null,
  hold: (destroy: () => void) => void,
): Promise<Answer> {
  const { url } = request
  if (url.protocol !== 'https:' && !isLoopback(url)) throw new NetworkFailure('tls', 'only https:// is spoken')
  const socket = proxy === null ? null : await openTunnel(proxy, url, hold)
  return new Promise((settle, reject) => {
    const sent = start(request, socket)
    hold(() => {
      sent.destroy()
      socket?.destroy()
    })
    sent.on('error', reject)
    sent.on('response', answer => receive(answer, bounds.bytes).then(settle, reject))
    sent.end(request.body)
  })
}

/** Neither header nor URL is among the options: node prints those where NODE_DEBUG asks for it. */
function start({ method, url, headers, body }: Request, socket: Socket | null): ClientRequest {
  const options = {
    method,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    agent: false as const,
  }
  const all = { ...headers, 'accept-encoding': 'identity', connection: 'close' }
  // Before there is a request that somebody would have to end.
  for (const [name, value] of Object.entries(all)) validateHeaderValue(name, value)
  const request =
    url.protocol === 'http:'
      ? plainly(options)
      : securely({ ...options, rejectUnauthorized: true, ...(socket && { socket }) })
  for (const [name, value] of Object.entries(all)) request.setHeader(name, value)
  if (body !== undefined) request.setHeader('content-length', Buffer.byteLength(body))
  return request
}

function receive(answer: IncomingMessage, most: number): Promise<Answer> {
  return new Promise((settle, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > most) {
        reject(new NetworkFailure('large', `the answer is larger than ${Math.round(most / 1024)} kB`))
        answer.destroy()
      } else chunks.push(chunk)
    })
    answer.on('error', reject)
    answer.on('close', () => reject(new NetworkFailure('broken', 'the answer broke off')))
    answer.on('end', () => {
      if (!answer.complete) return reject(new NetworkFailure('broken', 'the answer broke off'))
      settle({ status: answer.statusCode ?? 0, headers: single(answer), body: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

function single({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}
