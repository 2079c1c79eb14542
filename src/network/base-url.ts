import { isIPv4 } from 'node:net'
import { KeyhookError } from '../errors.ts'

/** Where requests go: a provider's own host, or the one that a variable names instead. */
export interface Base {
  readonly url: URL
  /** The variable that names it; null where it is the provider's own. */
  readonly setBy: string | null
}

/** The variable that names another host for a provider: `KEYHOOK_HUGGING_FACE_BASE_URL`. */
export function baseVariable(provider: string): string {
  return `KEYHOOK_${provider.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_BASE_URL`
}

/**
 * The base of a provider's URLs. The name of a provider that is two words may also be written as one.
 *
 * @param own the provider's own, as `https://api.openai.com`
 * @throws KeyhookError 'usage' for a base that is no URL, is not `https:` and not loopback, or holds more than a host and a path. It is not repeated: it may hold a password.
 */
export function baseOf(provider: string, own: string, env: NodeJS.ProcessEnv): Base {
  const variable = baseVariable(provider)
  const short = `KEYHOOK_${provider.toUpperCase().replace(/[^A-Z0-9]+/g, '')}_BASE_URL`
  const name = (env[variable] ?? '') === '' && (env[short] ?? '') !== '' ? short : variable
  const given = env[name] ?? ''
  if (given === '') return { url: new URL(own), setBy: null }
  const url = parsed(given, name)
  const fault = faultOf(url)
  if (fault !== null) throw misuse(name, fault)
  return url.origin === new URL(own).origin ? { url, setBy: null } : { url, setBy: name }
}

function parsed(given: string, name: string): URL {
  try {
    return new URL(given)
  } catch {
    throw misuse(name, 'is no URL')
  }
}

function faultOf(url: URL): string | null {
  if (url.username !== '' || url.password !== '') return 'must hold no user and no password'
  if (url.search !== '' || url.hash !== '') return 'must hold nothing but a host and a path'
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return null
  return 'must begin with https://, unless its host is this machine'
}

/** Whether a URL leads to this machine itself. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}

function misuse(name: string, fault: string): KeyhookError {
  return new KeyhookError('usage', `${name} ${fault}.`, `${name}=https://gateway.example.com, or unset it.`)
}

/** A path below a base; what the end of the base and the beginning of the path have in common, as `/v1`, stands there once. */
export function below({ url }: Base, path: string): URL {
  const base = url.pathname.split('/').filter(part => part !== '')
  const [route = '', query] = path.split('?')
  const parts = route.split('/').slice(1)
  let shared = Math.min(base.length, parts.length)
  while (shared > 0 && base.slice(-shared).join('/') !== parts.slice(0, shared).join('/')) shared--
  const joined = new URL(url)
  joined.pathname = `/${[...base, ...parts.slice(shared)].join('/')}`
  joined.search = query ?? ''
  return joined
}
