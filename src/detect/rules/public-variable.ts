import type { Rule } from '../../types.ts'
import { PUBLIC_PREFIXES } from '../advice/public-prefix.ts'

/** Variables of secrets that have no format here, or go by a second name. */
const MORE = [
  'CLAUDE_API_KEY',
  'HUGGINGFACE_API_KEY',
  'HUGGINGFACE_TOKEN',
  'JWT_SECRET',
  'SUPABASE_SECRET_KEY',
  'SUPABASE_SERVICE_KEY',
  'SUPABASE_SERVICE_ROLE_KEY',
]

/** What may be public under that name (keys that a browser is meant to have, addresses, paths), or says nothing about whose it is. */
const HARMLESS =
  /^(?:API_KEY|ACCESS_TOKEN|PASSWORD|GOOGLE_API_KEY|MAPBOX_ACCESS_TOKEN|NEW_RELIC_LICENSE_KEY|GOOGLE_APPLICATION_CREDENTIALS)$|_URL$|^[^A-Z]|[a-z]/

/** `OPENAI_KEY` is the same as `OPENAI_API_KEY`. */
function namesOf(variable: string): string[] {
  return variable.endsWith('_API_KEY') ? [variable, variable.replace(/_API_KEY$/, '_KEY')] : [variable]
}

/** The rule for names of the variables of `formats` behind a public prefix. Whatever is put there would ship, so no value is needed. */
export function publicVariable(formats: readonly Rule[]): Rule {
  const variables = formats.flatMap(({ variable }) => (variable === undefined ? [] : [variable]))
  const secret = [...new Set([...variables, ...MORE])].filter(name => !HARMLESS.test(name)).sort()
  return {
    id: 'public-variable',
    provider: 'public variable',
    title: 'Variable of a secret with a prefix that build tools make public',
    severity: 'low',
    sign: 'content',
    // Not the prefixes, which stand in every line of such a project.
    keywords: secret.flatMap(namesOf).map(name => `_${name}`),
    pattern: new RegExp(
      `(?<![A-Za-z0-9_])(?<secret>(?:${PUBLIC_PREFIXES.join('|')})(?:${secret.join('|').replaceAll('_API_KEY', '_(?:API_)?KEY')}))(?![A-Za-z0-9_])`,
    ),
    checks: ['ships-to-users'],
    examples: [
      'NEXT_PUBLIC<_:1>OPENAI_API_KEY=',
      'const key = import.meta.env.VITE<_:1>ANTHROPIC_API_KEY',
      'REACT_APP<_:1>OPENAI_KEY=',
      'PUBLIC<_:1>STRIPE_SECRET_KEY=',
    ],
    counterexamples: [
      'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=',
      'NEXT_PUBLIC_FIREBASE_API_KEY=',
      'NEXT_PUBLIC_GOOGLE_API_KEY=',
      'NEXT_PUBLIC_SUPABASE_ANON_KEY=',
      'VITE_SENTRY_DSN=',
      'OPENAI_API_KEY=',
      'MY_PUBLIC_OPENAI_API_KEY=',
    ],
    help: 'https://nextjs.org/docs/app/guides/environment-variables',
    source: 'https://vite.dev/guide/env-and-mode',
  }
}
