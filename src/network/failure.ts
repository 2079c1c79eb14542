/** Why a request came to no answer. */
export type FailureKind = 'time' | 'unreachable' | 'tls' | 'proxy' | 'broken' | 'large' | 'refused'

/**
 * A request that came to no answer. What node says of it may hold URLs, headers and addresses, so none of that is kept: the words are keyhook's own,
 * with at most node's code, as in ECONNREFUSED.
 */
export class NetworkFailure extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string) {
    super(message)
    this.name = 'NetworkFailure'
    this.kind = kind
  }
}

/** The failure that an error of node's stands for. */
export function failureOf(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const code = codeOf(error)
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_OSSL)/.test(code))
    return new NetworkFailure('tls', `the connection is not secure (${code})`)
  if (/^(?:HPE_|ERR_HTTP|ERR_STREAM|ECONNRESET|EPIPE)/.test(code))
    return new NetworkFailure('broken', `the connection broke off (${code})`)
  return new NetworkFailure('unreachable', `the host could not be reached${code === '' ? '' : ` (${code})`}`)
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : ''
}
