import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Answer, type ClientOptions, createClient } from '../../src/network/client.ts'
import type { NetworkFailure } from '../../src/network/failure.ts'
import { retryAfter } from '../../src/network/retry.ts'
import { type Handler, json, listening, type Provider, startProvider } from '../support/provider.ts'

const SECRET = 'not-for-anybody-else'
const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function provider(handler: Handler): Promise<Provider> {
  const started = await startProvider(handler)
  opened.push(started)
  return started
}

function send(url: string, options: Partial<ClientOptions> = {}): Promise<Answer> {
  const client = createClient({ env: {}, version: '1', total: 3000, attempt: 400, bytes: 1000, ...options })
  return client.send({ method: 'GET', url: new URL(url), headers: { authorization: `Bearer ${SECRET}` } })
}

/** What becomes of a request, and that it does not say what was sent. */
async function failure(sending: Promise<Answer>): Promise<NetworkFailure> {
  const error: NetworkFailure = await sending.then(
    () => expect.fail('it was answered'),
    caught => caught,
  )
  expect(JSON.stringify([error.message, error.stack, error])).not.toContain(SECRET)
  expect(error.name).toBe('NetworkFailure')
  return error
}

test('an answer of any status is an answer', async () => {
  const { url, got } = await provider((_, answer) => json(answer, 418, { a: 1 }, { 'x-b': 'c' }))
  expect(await send(`${url}/path?q=1`)).toMatchObject({ status: 418, body: '{"a":1}', headers: { 'x-b': 'c' } })
  expect(got[0]).toMatchObject({ method: 'GET', url: '/path?q=1' })
  expect(got[0]?.headers).toMatchObject({ 'user-agent': 'keyhook/1', 'accept-encoding': 'identity' })
})

test('a busy host is asked again, after the pause that it asks for', async () => {
  const times: number[] = []
  const { url } = await provider((_, answer) => {
    times.push(performance.now())
    if (times.length < 3) json(answer, times.length === 1 ? 429 : 503, {}, { 'retry-after': '1' })
    else json(answer, 200, {})
  })
  expect((await send(url)).status).toBe(200)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990)
})

test('a host that asks for a longer pause than there is time is not waited for', async () => {
  const { url, got } = await provider((_, answer) => json(answer, 429, {}, { 'retry-after': '3600' }))
  const before = performance.now()
  expect((await send(url)).status).toBe(429)
  expect(performance.now() - before).toBeLessThan(500)
  expect(got).toHaveLength(1)
})

test('it gives up after three attempts', async () => {
  const { url, got } = await provider((_, answer) => json(answer, 500, {}, { 'retry-after': '0' }))
  expect((await send(url)).status).toBe(500)
  expect(got).toHaveLength(3)
})

test('what deletes is not sent again, unless it surely was not taken', async () => {
  const statuses = [429, 500, 200]
  const { url, got } = await provider((_, answer) => json(answer, statuses.shift() ?? 200, {}, { 'retry-after': '0' }))
  const client = createClient({ env: {}, version: '1', total: 3000, attempt: 400, bytes: 1000 })
  expect((await client.send({ method: 'DELETE', url: new URL(url), headers: {} })).status).toBe(500)
  expect(got).toHaveLength(2)
})

test('a redirect is not followed', async () => {
  const { url: other, got } = await provider((_, answer) => json(answer, 200, {}))
  const { url } = await provider((_, answer) => json(answer, 302, {}, { location: `${other}/` }))
  expect((await send(url)).status).toBe(302)
  expect(got).toEqual([])
})

const SLOW: readonly [string, Handler][] = [
  ['nothing', () => {}],
  [
    'a body that drips',
    (_, answer) => {
      answer.writeHead(200)
      const timer = setInterval(() => answer.write(' '), 20)
      answer.on('close', () => clearInterval(timer))
    },
  ],
  [
    'headers that never end',
    (_, _answer, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write('x-more: 1\r\n'), 20)
      socket.on('close', () => clearInterval(timer))
      socket.on('error', () => {})
    },
  ],
  [
    'interim answers without end',
    (_, answer) => {
      const timer = setInterval(() => answer.writeProcessing(), 20)
      answer.on('close', () => clearInterval(timer))
    },
  ],
]

test.for(SLOW)('a host that sends %s is given up', async ([, handler]) => {
  const { url } = await provider(handler)
  const before = performance.now()
  expect(await failure(send(url, { attempt: 250 }))).toMatchObject({ kind: 'time' })
  expect(performance.now() - before).toBeLessThan(1500)
})

test('all requests together end in time', async () => {
  const { url } = await provider(() => {})
  const client = createClient({ env: {}, version: '1', total: 600, attempt: 400, bytes: 1000 })
  const before = performance.now()
  const all = Array.from({ length: 30 }, () => client.send({ method: 'GET', url: new URL(url), headers: {} }))
  const ended = await Promise.allSettled(all)
  expect(ended.every(({ status }) => status === 'rejected')).toBe(true)
  expect(performance.now() - before).toBeLessThan(1500)
})

test('at most four requests are under way at a host', async () => {
  let now = 0
  let most = 0
  const { url } = await provider((_, answer) => {
    most = Math.max(most, ++now)
    setTimeout(() => {
      now--
      json(answer, 200, {})
    }, 30)
  })
  const client = createClient({ env: {}, version: '1', total: 3000, attempt: 1000, bytes: 1000 })
  await Promise.all(Array.from({ length: 20 }, () => client.send({ method: 'GET', url: new URL(url), headers: {} })))
  expect(most).toBe(4)
})

test.for([
  ['says its length', { 'content-length': '5000' }],
  ['does not', {}],
] as const)('a body that is too large and %s is refused', async ([, headers]) => {
  const { url } = await provider((_, answer) => json(answer, 200, 'x'.repeat(5000), headers))
  expect(await failure(send(url))).toMatchObject({ kind: 'large' })
})

test.for([
  ['half an answer', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}', 'broken'],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.0\r\n', 'broken'],
  ['headers without measure', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'broken'],
] as const)('%s is no answer', async ([, text, kind]) => {
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(text))
  })
  opened.push(server)
  expect(await failure(send(`http://127.0.0.1:${await listening(server)}`, { total: 900 }))).toMatchObject({ kind })
})

test('a host that is not there is unreachable', async () => {
  const { url, close } = await startProvider(() => {})
  await close()
  const error = await failure(send(url, { total: 300 }))
  expect(error).toMatchObject({ kind: 'unreachable', message: 'the host could not be reached (ECONNREFUSED)' })
})

test('nothing but TLS is spoken to another host, and a key that is no header is not sent', async () => {
  expect(await failure(send('http://203.0.113.1/'))).toMatchObject({ kind: 'tls' })
  const { url, got } = await provider((_, answer) => json(answer, 200, {}))
  const client = createClient({ env: {}, version: '1', total: 900, attempt: 400, bytes: 1000 })
  const headers = { authorization: `Bearer ${SECRET}\r\nx: y` }
  await failure(client.send({ method: 'GET', url: new URL(url), headers }))
  expect(got).toEqual([])
})

test.for([
  ['7', 7000],
  ['Wed, 21 Oct 2026 07:28:10 GMT', 10_000],
  ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
  ['soon', null],
  ['-1', null],
  ['', null],
] as const)('Retry-After: %s', ([said, expected]) => {
  expect(retryAfter({ headers: { 'retry-after': said } }, Date.UTC(2026, 9, 21, 7, 28, 0))).toBe(expected)
})
