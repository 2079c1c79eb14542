import type { Candidate, Check } from './candidate.ts'
import { base62Checksum } from './checksum.ts'
import { jsonWebToken } from './jwt.ts'
import { isPlaceholder } from './placeholder.ts'

/** The candidate whose value is what the base64 says, apart from blanks at its end. */
function decoded(candidate: Candidate): Candidate {
  return { ...candidate, value: Buffer.from(candidate.value, 'base64').toString('latin1').trim() }
}

/** Base64 of one of GitHub's tokens, by the first line of what it says. */
export const encodedGithubToken: Check = candidate => {
  const { value } = decoded(candidate)
  if (/^gh[opsur]_[A-Za-z0-9]{36}$/.test(value)) return base62Checksum({ ...candidate, value })
  const isFineGrained = /^github_pat_[A-Za-z0-9_]{36,100}$/.test(value)
  return isFineGrained && !isPlaceholder(value) ? 'keep' : 'drop'
}

/** Base64 of a signed token with claims. */
export const encodedJsonWebToken: Check = candidate => {
  const inner = decoded(candidate)
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(inner.value) ? jsonWebToken(inner) : 'drop'
}
