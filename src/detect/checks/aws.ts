import type { Check } from './candidate.ts'
import { entropy } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'
import { wordShare } from './words.ts'

/** Ids are base32; other digits stand only in made-up ones, unless AWS is named near. */
export const awsId: Check = ({ value, nearby }) => {
  if (isPlaceholder(value)) return 'drop'
  return /^A[A-Z]{3}[A-Z2-7]{16}$/.test(value) || /aws|amazon|access.?key/.test(nearby()) ? 'keep' : 'low'
}

/** 40 characters of base64 that are neither a hash, a path nor an identifier. */
export const awsSecret: Check = ({ value }) => {
  const plain = /^[0-9a-f]+$/i.test(value) || !/[0-9]/.test(value) || !/[a-z]/.test(value) || !/[A-Z]/.test(value)
  return plain || entropy(value) < 3.8 || wordShare(value) > 0.5 || isPlaceholder(value) ? 'drop' : 'keep'
}
