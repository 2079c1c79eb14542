import { expect, test } from 'vitest'
import { tinkKeyset } from '../../../src/detect/checks/tink.ts'
import { candidateOf } from './candidate.ts'

/** A keyset with one key of each type given, as far as the check reads it. */
function keysetOf(...types: string[]): string {
  const keys = types.map(type => `\x0a0type.googleapis.com/google.crypto.tink.${type}\x12\x22\x1a\x20${'k'.repeat(32)}`)
  return Buffer.from(`\x08\x07\x12x${keys.join('')}`, 'latin1').toString('base64')
}

test('a keyset with a secret key is a secret', () => {
  expect(tinkKeyset(candidateOf(keysetOf('AesGcmKey')))).toBe('keep')
  expect(tinkKeyset(candidateOf(keysetOf('EcdsaPublicKey', 'EcdsaPrivateKey')))).toBe('keep')
})

test('a keyset of public keys is not', () => {
  expect(tinkKeyset(candidateOf(keysetOf('EcdsaPublicKey')))).toBe('drop')
})
