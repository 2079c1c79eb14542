import type { Check } from './candidate.ts'
import { reachOf } from './host.ts'
import { isPassword } from './password.ts'

/** A setting of a connection string that says where to connect, in the words of ODBC, ADO.NET, libpq and their like. */
const SERVER =
  /(?:^|[^\w])(?:server|data ?source|host(?: ?name|addr)?|addr(?:ess)?|network ?address|endpoint|dsn)\s?=\s?(?:tcp:|np:)?([^;,\s"'\\]+)/i
/** The first setting of Redis' strings has no name. */
const NAMELESS = /(?:^|["'=\s])([\w.-]+:\d{2,5}),/
const USER = /(?:^|[^\w])(?:user(?: ?id| ?name)?|uid)\s?=\s?([^;,\s"']*)/i
const OTHER =
  /(?:^|[^\w])(?:database|dbname|initial ?catalog|driver|provider|port|sslmode|ssl|abortConnect|encrypt|persist security info)\s?=/i

/** The password of a connection string: there are settings beside it, joined by the same sign. */
export const connectionPassword: Check = ({ value, before, after }) => {
  const around = `${before};${after}`
  const server = (SERVER.exec(around) ?? NAMELESS.exec(before))?.[1]
  const user = USER.exec(around)?.[1]
  const settings = [server, user, OTHER.exec(around)?.[0]].filter(setting => setting !== undefined)
  if (settings.length < 2) return 'drop'
  const account = { user: user ?? '', reach: reachOf(server ?? 'localhost'), isCertain: false }
  return isPassword(value, account) ? 'keep' : 'drop'
}

/** The password in a data source name such as `user:password@tcp(host:3306)/database`. */
export const sourceNamePassword: Check = ({ value, before, after }) => {
  const user = /([\w.-]*):$/.exec(before)?.[1] ?? ''
  const host = /^@\w+\(([^):]*)/.exec(after)?.[1] ?? 'localhost'
  return isPassword(value, { user, reach: reachOf(host), isCertain: true }) ? 'keep' : 'drop'
}
