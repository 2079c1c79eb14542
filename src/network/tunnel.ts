import { request as plainly } from 'node:http'
import { request as securely } from 'node:https'
import type { Socket } from 'node:net'
import { failureOf, NetworkFailure } from './failure.ts'

/** What has to be ended when time is over. */
export type Hold = (destroy: () => void) => void

/**
 * A connection to the host of a URL through a proxy, by CONNECT (RFC 9110, 9.3.6). The proxy sees the host's name and nothing of what is sent.
 *
 * @param hold is told how to end what is being opened
 */
export function openTunnel(proxy: URL, { hostname, port }: URL, hold: Hold): Promise<Socket> {
  const target = `${hostname}:${port === '' ? 443 : port}`
  const start = proxy.protocol === 'https:' ? securely : plainly
  return new Promise((settle, reject) => {
    const request = start({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : proxy.port,
      path: target,
      headers: { host: target, ...authorization(proxy) },
      agent: false,
      ...(proxy.protocol === 'https:' && { rejectUnauthorized: true }),
    })
    hold(() => request.destroy())
    request.on('error', error => {
      const { kind, message } = failureOf(error)
      reject(new NetworkFailure(kind === 'unreachable' ? 'proxy' : kind, `proxy ${proxy.host}: ${message}`))
    })
    request.on('connect', (answer, socket: Socket) => {
      socket.on('error', () => {})
      hold(() => socket.destroy())
      if (answer.statusCode === 200) return settle(socket)
      socket.destroy()
      reject(new NetworkFailure('proxy', `the proxy ${proxy.host} refuses the connection (HTTP ${answer.statusCode})`))
    })
    // An answer that is no tunnel.
    request.on('response', answer => {
      request.destroy()
      reject(new NetworkFailure('proxy', `the proxy ${proxy.host} refuses the connection (HTTP ${answer.statusCode})`))
    })
    request.end()
  })
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
