import type { Check } from './candidate.ts'
import { entropy } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

/** Ids are base32; other digits stand only in made-up ones, unless AWS is named near. */
export const awsId: Check = ({ value, nearby }) => {
  if (isPlaceholder(value)) return 'drop'
  return /^A[A-Z]{3}[A-Z2-7]{16}$/.test(value) || /aws|amazon|access.?key/.test(nearby()) ? 'keep' : 'low'
}

/** A secret key that its name gives to somebody else: `DUO_SECRET_KEY`. */
const FOREIGN =
  /(?<![A-Za-z0-9])(?!aws|amazon|s3|ses|sqs|sns|minio|spaces|access|my|app|the)[A-Za-z][A-Za-z0-9]{0,30}[_.-]?secret[ _-]?key\W{0,20}$/i

/** 40 characters of base64 that are neither a hash, a path nor an identifier. */
export const awsSecret: Check = ({ value, before, nearby }) => {
  if (FOREIGN.test(before) && !/aws|amazon|a[ks]ia[a-z2-7]{16}|s3|access.?key/.test(nearby())) return 'drop'
  const plain = /^[0-9a-f]+$/i.test(value) || !/[0-9]/.test(value) || !/[a-z]/.test(value) || !/[A-Z]/.test(value)
  return plain || entropy(value) < 3.8 || wordShare(value) > 0.5 || isPlaceholder(value) ? 'drop' : 'keep'
}
