import type { Evidence } from '../../types.ts'
import type { Check } from './candidate.ts'
import { isPlaceholder } from './placeholder.ts'
import { base62, crc32, hex, littleEndian } from './sums.ts'

/** Whether a token's sum is that of its body; undefined where its form carries none. */
export type Verify = (token: string) => boolean | undefined

/** Nobody types a token whose sum fits. */
const PROVEN: Evidence = { severity: 'critical', confidence: 'high' }

/**
 * What a sum that does not fit says. Where the provider tells how to compute it, such a token was never issued. Where that is known from its code
 * or from keys seen only, there may be forms that are not known: it is less sure, and still stops a commit. See docs/decisions/0008-checksums.md.
 */
const MISMATCH = {
  documented: { severity: 'low', confidence: 'low', note: 'whose checksum does not match' },
  learned: { severity: 'medium', confidence: 'medium', note: 'whose checksum does not match' },
} as const satisfies Record<string, Evidence>

/** A check by a sum. Without one, and where it does not fit, what was made up to show the form is no finding. */
export function checksum(verify: Verify, known: keyof typeof MISMATCH): Check {
  return ({ value }) => {
    const fits = verify(value)
    if (fits === true) return PROVEN
    if (isPlaceholder(value)) return 'drop'
    return fits === undefined ? 'keep' : MISMATCH[known]
  }
}

function endsIn(token: string, length: number, sumOf: (body: string) => string): boolean {
  return sumOf(token.slice(0, -length)) === token.slice(-length)
}

function afterLast(token: string, sign: string): string {
  return token.slice(token.lastIndexOf(sign) + 1)
}

/**
 * GitHub and npm: the last 6 of 36 characters are the CRC-32 of the others in base 62.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export const base62Checksum = checksum(
  token => endsIn(afterLast(token, '_'), 6, body => base62(crc32(body), 6)),
  'documented',
)

/**
 * Cloudflare: the last 8 characters are the CRC-32, in lower-case hex, of the 40 before them.
 * https://developers.cloudflare.com/fundamentals/api/get-started/token-formats
 */
export const hexChecksum = checksum(token => endsIn(afterLast(token, '_'), 8, body => hex(crc32(body))), 'documented')

/**
 * Confluent: the last 6 characters are the base64 of the CRC-32, lowest byte first, of the 54 between them and the prefix.
 * https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html
 */
export const confluentChecksum = checksum(
  token => endsIn(token.slice(4), 6, body => littleEndian(crc32(body)).toString('base64').slice(0, 6)),
  'documented',
)

/**
 * GitLab's routable tokens end in a dot, the payload's length (2) and the CRC-32 (7) of all before it, in base 36. Newer ones have a version and
 * another dot before these; https://gitlab.com/gitlab-org/gitlab has their code, and the one published token that was at hand agrees.
 * https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
const gitlabSum: Verify = token => endsIn(token, 7, body => crc32(body).toString(36).padStart(7, '0'))
const firstForm = checksum(gitlabSum, 'documented')
const versioned = checksum(
  token => (/\.[0-9a-z]{2}\.[0-9a-z]{9}$/.test(token) ? gitlabSum(token) : undefined),
  'learned',
)
export const gitlabChecksum: Check = candidate =>
  (/^[\w-]+\.[0-9a-z]{9}$/.test(candidate.value) ? firstForm : versioned)(candidate)

/** Vercel: the last 6 of 56 characters are the CRC-32 of the others in base 62. Vercel says so nowhere; every key seen agrees. */
export const vercelChecksum = checksum(
  token => endsIn(token.slice(token.indexOf('_') + 1), 6, body => base62(crc32(body), 6)),
  'learned',
)

/**
 * Grafana: service account tokens end in the CRC-32 of all before it, in hex, its bytes in reverse.
 * https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go
 */
export const grafanaChecksum = checksum(token => {
  const end = token.lastIndexOf('_')
  return littleEndian(crc32(token.slice(0, end))).toString('hex') === token.slice(end + 1).toLowerCase()
}, 'learned')

/**
 * Atlassian's tokens and Bitbucket's app passwords end in the CRC-32, in upper-case hex, of all before it. Atlassian says so nowhere; every token
 * seen agrees. Shorter forms without the 8 digits are known too.
 */
export const atlassianChecksum = checksum(
  token =>
    /(?:^ATBB[A-Za-z0-9]{24}|=)[0-9A-F]{8}$/.test(token)
      ? endsIn(token, 8, body => hex(crc32(body)).toUpperCase())
      : undefined,
  'learned',
)

/**
 * Zuplo: what stands behind the last underscore is the CRC-32, in hex, of the 32 characters before it. That there is a checksum Zuplo says; which
 * one, the keys seen. https://zuplo.com/docs/articles/api-key-leak-detection
 */
export const zuploChecksum = checksum(token => {
  const [, body = '', sum] = token.split('_')
  return hex(crc32(body)) === sum
}, 'learned')
