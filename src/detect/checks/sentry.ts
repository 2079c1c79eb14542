import type { Check } from './candidate.ts'
import { isPlaceholder } from './placeholder.ts'

/**
 * Organization tokens open with base64 of a JSON object that names the time of issue, the region and the organization:
 * `sntrys_<base64>_<43 characters>`.
 * https://docs.sentry.io/account/auth-tokens/#organization-tokens
 */
export const sentryClaims: Check = ({ value }) => {
  const [, claims = '', secret = ''] = value.split('_')
  const text = Buffer.from(claims, 'base64').toString('latin1')
  if (!/^\{"iat": ?\d/.test(text) || !/"(?:region_url|org)":/.test(text)) return 'drop'
  return isPlaceholder(secret) ? 'drop' : 'keep'
}
