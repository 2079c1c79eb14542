import type { Check } from './candidate.ts'
import { reachOf } from './host.ts'
import { isPassword } from './password.ts'

/** A URL up to its password: the scheme and the user. */
const BEFORE = /([a-z][\w+.-]*):\/\/([^:/@\s]*):$/i
const WEB = /^(?:https?|wss?)$/i

/** A password inside a URL, unless it is a variable or one of documentation. */
export const urlPassword: Check = ({ value, before, after }) => {
  const [, scheme = '', user = ''] = BEFORE.exec(before) ?? []
  const isDocumentation = /^(?:user(?:name)?|login|foo|test|name)$/i.test(user) && /^pass/i.test(value)
  if (isDocumentation || /[${}<>*[\]()%]\w|[{}]|^[A-Z_]{3,}$/.test(user.replace(/%[0-9a-f]{2}/gi, ''))) return 'drop'
  // The roots of CVS look like URLs.
  if (/^(?:cvs|scm)$/i.test(scheme)) return 'drop'
  // Several hosts, each with an account of its own: what looks like one password spans them.
  if (/@[\w.-]+:\d+[;,]/.test(value)) return 'drop'
  const host = /^@(\[[^\]]*\]|[^/?#:"'`\s,;)<>\\]*)/.exec(after)?.[1]
  // In other places than a URL, in a .netrc file or in JDBC, the host stands elsewhere.
  const reach = host === undefined ? 'network' : reachOf(host)
  return isPassword(value, { user, reach, isCertain: scheme !== '' && !WEB.test(scheme) }) ? 'keep' : 'drop'
}
