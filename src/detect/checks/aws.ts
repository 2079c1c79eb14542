import type { Check } from './candidate.ts'
import { entropy } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Ids from about 2018 on open with a set bit, and their next 40 bits are the account. */
const ACCOUNT_BITS = 40n
const MOST_ACCOUNT = 999_999_999_999n

/**
 * The account that an access key id belongs to, 12 digits; undefined for ids of the older form, of other kinds, and where the bits are no account.
 * AWS does not document it, but answers by it: https://awsteele.com/blog/2020/09/26/aws-access-key-format.html, whose example a test holds.
 */
export function accountOf(id: string): string | undefined {
  const body = /^A[KS]IA([Q-Z2-7][A-Z2-7]{15})$/.exec(id)?.[1]
  if (body === undefined) return undefined
  let bits = 0n
  for (const digit of body) bits = (bits << 5n) | BigInt(BASE32.indexOf(digit))
  const account = (bits >> (80n - 1n - ACCOUNT_BITS)) & ((1n << ACCOUNT_BITS) - 1n)
  return account <= MOST_ACCOUNT ? account.toString().padStart(12, '0') : undefined
}

/** Ids are base32; other digits stand only in made-up ones, unless AWS is named near. */
export const awsId: Check = ({ value, nearby }) => {
  if (isPlaceholder(value)) return 'drop'
  const account = accountOf(value)
  if (account !== undefined) return { note: `of account ${account}` }
  return /^A[A-Z]{3}[A-Z2-7]{16}$/.test(value) || /aws|amazon|access.?key/.test(nearby()) ? 'keep' : 'low'
}

/** 40 characters of base64 that are neither a hash, a path nor an identifier. */
export const awsSecret: Check = ({ value }) => {
  const plain = /^[0-9a-f]+$/i.test(value) || !/[0-9]/.test(value) || !/[a-z]/.test(value) || !/[A-Z]/.test(value)
  return plain || entropy(value) < 3.8 || wordShare(value) > 0.5 || isPlaceholder(value) ? 'drop' : 'keep'
}
