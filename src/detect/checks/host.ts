/**
 * Where a password is for: one's own machine, a container, a host that nobody can have; or a host of the network.
 * Passwords for the former are mostly defaults and examples.
 */
export type Reach = 'local' | 'network'

/** Names that are kept for documentation and tests. https://www.rfc-editor.org/rfc/rfc2606 https://www.rfc-editor.org/rfc/rfc6761 */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org|edu))?|test|invalid)$/i
const LOCAL =
  /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1|\(local\)|\(localdb\).*|\.|host\.docker\.internal)$/i
/** What documentation writes for a host. */
const MADE_UP =
  /^(?:[\w-]+\.)*(?:foo|bar|baz|(?:my|your|some)[\w-]*|host(?:name)?|server|domain|company|proxy|site)\.(?:com|net|org|bar|tld|io|dev|local)$|^(?:my|your|some)[_-]?(?:host|server|domain|db|proxy|cluster|registry)\b/i

/** What a host is, without its port. */
export function reachOf(host: string): Reach {
  const name = host.replace(/^\[|\].*$/g, '').replace(/(?<=^[^:]*):\d{0,5}$/, '')
  if (RESERVED.test(name) || LOCAL.test(name) || MADE_UP.test(name)) return 'local'
  return name.includes('.') || name.includes(':') ? 'network' : 'local'
}
