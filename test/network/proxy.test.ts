import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, vi } from 'vitest'
import { createClient } from '../../src/network/client.ts'
import { openaiKey } from '../support/journey.ts'
import { keyhookWith, listening } from '../support/provider.ts'
import { test } from '../support/repo.ts'

const directory = mkdtempSync(join(tmpdir(), 'keyhook-tls-'))
const [keyFile, certificateFile] = ['key.pem', 'certificate.pem'].map(name => join(directory, name)) as [string, string]
execFileSync(
  'openssl',
  [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=gateway.test', '-addext', 'subjectAltName=DNS:gateway.test,DNS:localhost'],
    ...['-keyout', keyFile, '-out', certificateFile],
  ],
  { stdio: 'ignore' },
)
const opened: Server[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const server of opened.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(() => rmSync(directory, { recursive: true }))

async function secureHost(): Promise<{ port: number; got: string[] }> {
  const got: string[] = []
  const server = createSecureServer(
    { key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
    (request, answer) => {
      got.push(`${request.method} ${request.headers.host}${request.url}`)
      answer.end('{"object":"list","data":[]}')
    },
  )
  server.on('tlsClientError', () => {})
  opened.push(server)
  return { port: await listening(server), got }
}

/** A proxy that tunnels to a port of this machine, whatever host it is asked for. */
async function proxyTo(port: number): Promise<{ port: number; got: (string | undefined)[][] }> {
  const got: (string | undefined)[][] = []
  const server = createServer((_, answer) => answer.writeHead(400).end())
  server.on('connect', (request, socket) => {
    got.push([request.url, request.headers['proxy-authorization'], request.headers.authorization])
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(target).pipe(socket)
    })
    for (const one of [socket, target]) one.on('error', () => {})
  })
  opened.push(server)
  return { port: await listening(server), got }
}

test('through a proxy the connection is a tunnel, and the key goes to the host alone', async ({ repo }) => {
  repo.stage('a.ts', `const key = '${openaiKey('proxy')}'\n`)
  const host = await secureHost()
  const proxy = await proxyTo(host.port)
  const env = {
    KEYHOOK_OPENAI_BASE_URL: 'https://gateway.test',
    HTTPS_PROXY: `http://me:hunter2@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: certificateFile,
  }
  const { code, all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(all).toContain(`through the proxy 127.0.0.1:${proxy.port}`)
  expect(all).not.toContain('hunter2')
  expect(code, all).toBe(1)
  expect(host.got).toEqual(['GET gateway.test/v1/models'])
  const basic = `Basic ${Buffer.from('me:hunter2').toString('base64')}`
  expect(proxy.got).toEqual([['gateway.test:443', basic, undefined]])
})

test('NO_PROXY is heeded', async ({ repo }) => {
  repo.stage('a.ts', `const key = '${openaiKey('proxy')}'\n`)
  const proxy = await proxyTo(1)
  const env = {
    KEYHOOK_OPENAI_BASE_URL: 'https://gateway.invalid',
    HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
    NO_PROXY: '.invalid',
  }
  const { code, all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(all).toMatch(/the host could not be\s+reached/)
  expect(code).toBe(2)
  expect(proxy.got).toEqual([])
})

test('a certificate that nobody vouches for is refused, whatever the environment says', async ({ repo }) => {
  repo.stage('a.ts', `const key = '${openaiKey('proxy')}'\n`)
  const host = await secureHost()
  const env = { KEYHOOK_OPENAI_BASE_URL: `https://localhost:${host.port}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const { code, all } = await keyhookWith(repo, ['verify', '--staged', '--yes'], { env })
  expect(all).toContain('the connection is not secure (DEPTH_ZERO_SELF_SIGNED_CERT)')
  expect(code).toBe(2)
  expect(host.got).toEqual([])
})

async function failureBy(proxy: Server, scheme = 'http'): Promise<unknown> {
  opened.push(proxy)
  vi.stubEnv('https_proxy', `${scheme}://u:hunter2@127.0.0.1:${await listening(proxy)}`)
  const client = createClient({ env: process.env, version: '1', total: 900, attempt: 300, bytes: 1000 })
  return client.send({ method: 'GET', url: new URL('https://gateway.test/'), headers: {} }).catch(error => error)
}

test('a proxy that refuses, hangs or is none', async () => {
  const refusing = createServer()
  refusing.on('connect', (_, socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'))
  expect(await failureBy(refusing)).toMatchObject({
    kind: 'proxy',
    message: expect.stringMatching(/refuses .*\(HTTP 407\)$/),
  })
  const hanging = createServer()
  hanging.on('connect', () => {})
  expect(await failureBy(hanging)).toMatchObject({ kind: 'time' })
  const mute = createServer()
  mute.on('connect', (_, socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
  expect(await failureBy(mute)).toMatchObject({ kind: 'time' })
  const strange = await failureBy(createServer(), 'socks5')
  expect(strange).toMatchObject({ kind: 'proxy' })
  expect(String(strange)).not.toContain('hunter2')
})
