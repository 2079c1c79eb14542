import type { Check } from './candidate.ts'

/** A keyset names the type of each key; one of public keys only is meant to be shared. */
export const tinkKeyset: Check = ({ value }) => {
  const text = Buffer.from(value, 'base64').toString('latin1')
  const types = text.match(/google\.crypto\.tink\.[A-Za-z0-9]{3,40}/g) ?? []
  return types.length > 0 && types.every(type => /PublicKey/.test(type)) ? 'drop' : 'keep'
}
