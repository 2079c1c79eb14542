import type { Evidence } from '../../types.ts'
import type { Check } from './candidate.ts'
import { type KeyFacts, readKey } from './der.ts'
import { isMadeUp } from './entropy.ts'
import { readOpensshKey } from './openssh.ts'

/** The base64 of a key block, free of its frame, its header fields, line breaks and what a language puts around lines. */
export function keyBody(block: string): string {
  return block
    .replace(/\\+[nrt]/g, '\n')
    .replace(/-{5}[A-Z][A-Z0-9 ]{2,60}-{5}/g, '\n')
    .replace(/^[^\w\n]*[A-Za-z][\w-]{1,40}: .*$/gm, '')
    .replace(/[^A-Za-z0-9+/=]/g, '')
}

/** The share of a block's letters that stand in lines of base64: in a program that writes keys, it is small. */
function lineShare(block: string): number {
  const text = block.replace(/\\+[nrt]/g, '\n').replace(/-{5}[A-Z][A-Z0-9 ]{2,60}-{5}/g, '\n')
  const letters = text.match(/[A-Za-z0-9+/=]/g)?.length ?? 1
  const lines = text.match(/[A-Za-z0-9+/=]{24,}/g) ?? []
  return lines.reduce((sum, line) => sum + line.length, 0) / letters
}

/** The smallest key in use (Ed25519 in PKCS#8) has 64 characters. */
const SHORTEST_BODY = 60

/** What stands in the block's own words: a header of OpenSSL's older form. */
const ENCRYPTED_HEADER = /Proc-Type: 4,ENCRYPTED/

/** What the block's body says, or undefined where it is no key as far as can be told; OpenPGP packets are not read. */
function factsOf(block: string, body: string): KeyFacts | undefined {
  if (ENCRYPTED_HEADER.test(block)) return { isEncrypted: true }
  const bytes = Buffer.from(body, 'base64')
  return readOpensshKey(bytes) ?? readKey(bytes)
}

function described({ kind, bits }: KeyFacts): string {
  if (kind === undefined) return ''
  return `(${kind}${bits === undefined ? '' : `, ${bits} bits`})`
}

/** A key that its passphrase protects is only as safe as that; one whose structure can be read is beyond doubt. */
function evidenceOf(facts: KeyFacts): Evidence {
  if (facts.isEncrypted) return { severity: 'medium', confidence: 'high', note: 'that only its passphrase protects' }
  const note = described(facts)
  return { severity: 'critical', confidence: 'high', ...(note === '' ? {} : { note }) }
}

/** A block without a body is documentation. One that is not the key it says it is, cut off perhaps, is still worth a stop. */
export const privateKeyBody: Check = ({ value }) => {
  const body = keyBody(value)
  if (lineShare(value) < 0.5) return 'drop'
  const cut = /\.{3}|…|\u00e2\u0080\u00a6/.test(value) && body.length < 300
  if (body.length < SHORTEST_BODY || cut || isMadeUp(body.slice(24))) return 'drop'
  const facts = factsOf(value, body)
  if (facts !== undefined) return evidenceOf(facts)
  return /BEGIN PGP/.test(value) ? 'keep' : { severity: 'high', confidence: 'medium' }
}

/** PuTTY says in words whether a key is encrypted. https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html */
export const puttyKey: Check = ({ value }) => {
  const encryption = /^Encryption: ([\w-]{1,40})/m.exec(value)?.[1]
  return evidenceOf({ isEncrypted: encryption !== undefined && encryption !== 'none' })
}
