import type { Check } from './candidate.ts'
import { isPlaceholder } from './placeholder.ts'

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Clocks differ, and a token that ran out today was used today. */
const GRACE_SECONDS = 24 * 60 * 60

/** The day a token ran out, as YYYY-MM-DD; undefined where it did not, or does not say. */
function expiredOn(claims: Record<string, unknown>, now: number): string | undefined {
  const expires = claims['exp']
  // Years behind 1990 and before 2100, in seconds: anything else is no time.
  if (typeof expires !== 'number' || expires < 631152000 || expires > 4102444800) return undefined
  return expires + GRACE_SECONDS < now ? new Date(expires * 1000).toISOString().slice(0, 10) : undefined
}

/**
 * A signed token with claims; not the sample of the documentation, nor one that its provider means to be public. One that ran out opens nothing any
 * more, whenever it was committed: it is shown, and stops nothing.
 *
 * @param clock the time in seconds since 1970
 */
export function createJsonWebToken(clock: () => number): Check {
  return ({ value, before }) => {
    const [head = '', body = '', signature = ''] = value.split('.')
    const header = decoded(head)
    const claims = decoded(body)
    if (header === undefined || claims === undefined) return 'drop'
    if (typeof header['alg'] !== 'string' || /^none$/i.test(header['alg'])) return 'drop'
    const isPublic = claims['role'] === 'anon'
    const isSample = claims['sub'] === '1234567890' || /example|test/i.test(String(claims['iss'] ?? ''))
    // With one claim or none it is usually an exercise, unless it is sent somewhere.
    const isShort = Object.keys(claims).length < 2 && !/(?:authorization|bearer)\W{0,8}(?:bearer\s)?$/i.test(before)
    if (isPublic || isSample || isShort || isPlaceholder(signature)) return 'drop'
    const day = expiredOn(claims, clock())
    if (day !== undefined) return { severity: 'low', confidence: 'high', note: `that expired on ${day}` }
    // The key that Supabase calls service_role passes by every rule of the database.
    return claims['role'] === 'service_role' ? { severity: 'critical', confidence: 'high' } : { confidence: 'high' }
  }
}

export const jsonWebToken = createJsonWebToken(() => Date.now() / 1000)
