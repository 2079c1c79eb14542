import { getProxyForUrl } from 'proxy-from-env'
import { isLoopback } from './base-url.ts'
import { NetworkFailure } from './failure.ts'

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']

/**
 * The proxy that an `https:` URL is to be reached through, by HTTPS_PROXY, ALL_PROXY and NO_PROXY; null for none. This machine is always reached directly.
 *
 * @throws NetworkFailure 'proxy' for one that is spoken to by neither HTTP nor HTTPS
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): URL | null {
  if (isLoopback(url) || getProxyForUrl(url.href) === '') return null
  const named = VARIABLES.map(name => env[name]).find(value => value !== undefined && value !== '')
  if (named === undefined) return null
  // As curl has it, a proxy without a scheme is spoken to by HTTP.
  const proxy = parsed(named.includes('://') ? named : `http://${named}`)
  if (proxy !== null && /^https?:$/.test(proxy.protocol)) return proxy
  throw new NetworkFailure('proxy', 'the proxy that HTTPS_PROXY names is no http:// or https:// URL')
}

function parsed(named: string): URL | null {
  try {
    return new URL(named)
  } catch {
    return null
  }
}
