import { checksum, type Verify } from './checksum.ts'
import { inDigits, littleEndian, marvin32 } from './sums.ts'

/**
 * Microsoft's identifiable keys: base64 whose last 4 bytes are the Marvin32 of the others, and in front of these a mark of four characters. The
 * seed depends on the mark and on the kind of key. From https://github.com/microsoft/security-utilities (IdentifiableMetadata.cs), tried on
 * published registry, function, search and storage keys.
 */
const MESSAGING = ['Send0000', 'Manage00', 'Listen00', 'Unknown0', 'System00']
const SEEDS: Readonly<Record<string, readonly string[]>> = {
  '+ACR': ['ACRDflt0'],
  '+ASt': ['Default0'],
  '+ABa': ['AbAcct00'],
  '+ASb': MESSAGING,
  '+AEh': MESSAGING,
  '+ARm': MESSAGING,
  AIoT: ['IoTHub00', 'DpsKey00', 'Device00'],
  AzFu: ['Master00', 'System00', 'Functi00'],
  AzSe: ['Query000', 'PAdmin00'],
}

/** Where the mark stands: before the six digits that the sum fills, whatever padding follows. */
const MARK = /(.{4})[A-Za-z0-9+/_-]{6}(?:=|%3[dD]){0,2}$/

export const identifiableSum: Verify = key => {
  const seeds = SEEDS[MARK.exec(key)?.[1] ?? '']
  if (seeds === undefined) return undefined
  const bytes = Buffer.from(key.replace(/%3d/gi, '='), 'base64')
  const body = bytes.subarray(0, -4)
  return seeds.some(seed => littleEndian(marvin32(body, seed)).equals(bytes.subarray(-4)))
}

/**
 * Common annotated keys (`…JQQJ99…`): the last 4 characters are base64 of the first 3 bytes of the Marvin32 of all before them.
 * Same source; tried on published keys of AI services, Maps and DevOps.
 */
export const annotatedSum: Verify = key =>
  littleEndian(marvin32(Buffer.from(key.slice(0, 80), 'base64'), 'Default0'))
    .subarray(0, 3)
    .toString('base64') === key.slice(80)

const ENTRA = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~'

/** Entra client secrets of the newer form, `8Q~`, end in the first 3 of 6 digits of a Marvin32; those before had no sum. Same source. */
export const entraSum: Verify = secret =>
  /^.{3}8Q~.{34}$/.test(secret)
    ? inDigits(marvin32(Buffer.from(secret.slice(0, -3), 'latin1'), 'AadPwd00'), ENTRA, 6).slice(0, 3) ===
      secret.slice(-3)
    : undefined

export const azureKey = checksum(identifiableSum, 'learned')
export const azureAnnotatedKey = checksum(
  key => (/^.{52}JQQJ9[9D].{26}$/.test(key) ? annotatedSum(key) : undefined),
  'learned',
)
export const entraSecret = checksum(entraSum, 'learned')
