const ROOTED = /^(?:\/|[A-Za-z]:\/)/

/**
 * A path as a URI reference: percent-encoded part by part, so that a `#`, `?`, `%`, space or letter of any script in a name stays a part of the name.
 * Relative to the top level where the path is; a `file:` URI for an absolute one, as of a scan outside a repository.
 *
 * Source: RFC 3986, section 4.2: the first part must hold no `:`.
 */
export function uriOf(path: string): string {
  // A lone half of a pair has no UTF-8.
  const parts = path.replace(/\p{Cs}/gu, '\ufffd').split('/')
  const encoded = parts.map(encodeURIComponent).join('/')
  if (!ROOTED.test(path)) return encoded
  return path.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`
}

/**
 * The path that `uriOf` was given.
 *
 * @throws URIError for what is no percent-encoded UTF-8
 */
export function pathOf(uri: string): string {
  const path = decodeURIComponent(uri.replace(/^file:\/\//, ''))
  return uri.startsWith('file:') ? path.replace(/^\/(?=[A-Za-z]:\/)/, '') : path
}

export function isRooted(path: string): boolean {
  return ROOTED.test(path)
}
