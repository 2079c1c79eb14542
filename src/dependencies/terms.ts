import { openingsIn } from '../detect/telling.ts'
import type { Rule } from '../types.ts'
import { PROVIDERS } from './providers.ts'

export type Kind = 'variable' | 'prefix' | 'host'

/** What is looked for in the code of packages. */
export interface Term {
  readonly text: string
  readonly kind: Kind
  readonly provider: string
}

/** Names that programs give to anything. */
const NOBODYS = new Set([
  'ACCESS_TOKEN',
  'API_KEY',
  'API_PASSWORD',
  'CLIENT_SECRET',
  'DATABASE_URL',
  'LDAP_PASSWORD',
  'PASSWORD',
  'PGPASSWORD',
  'PRIVATE_KEY',
  'SERVICE_URL',
  'TF_VAR_password',
])

/** Openings that are no one provider's, or ordinary names of code. */
const SHARED = new Set(['whsec_', 'secret_'])

/** An opening that is shorter stands in ordinary code as well. */
const LEAST_PREFIX = 6
/** The opening of keys: letters first, and a mark that says what follows is a part of its own. */
const PREFIX = /^[A-Za-z][\w-]*[-_]$/

/** The variables that hold keys, how keys begin, and the hosts they are sent to; each once, providers of models first. */
export function termsOf(rules: readonly Rule[]): Term[] {
  const order = new Map(PROVIDERS.map(({ name }, index) => [name, index]))
  const place = (provider: string): number => order.get(provider) ?? PROVIDERS.length
  const named = rules.filter(({ variable }) => variable !== undefined && !NOBODYS.has(variable))
  const terms: Term[] = [
    ...named.flatMap(({ provider, variable }) =>
      variable === undefined ? [] : [{ text: variable, kind: 'variable', provider } as const],
    ),
    ...PROVIDERS.flatMap(({ name, hosts }) => hosts.map(text => ({ text, kind: 'host', provider: name }) as const)),
    ...named.flatMap(rule =>
      openingsIn(rule)
        .filter(text => text.length >= LEAST_PREFIX && PREFIX.test(text) && !SHARED.has(text))
        .map(text => ({ text, kind: 'prefix', provider: rule.provider }) as const),
    ),
  ]
  const sorted = terms.sort((one, other) => place(one.provider) - place(other.provider))
  return [...new Map([...sorted].reverse().map(term => [term.text, term])).values()].reverse()
}
