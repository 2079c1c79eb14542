import type { KeyFacts } from './der.ts'

const OPENSSH = Buffer.from('openssh-key-v1\0', 'latin1')

/** A string with its length in front. */
function stringAt(bytes: Buffer, at: number): { readonly text: string; readonly end: number } | undefined {
  if (at + 4 > bytes.length) return undefined
  const end = at + 4 + bytes.readUInt32BE(at)
  return end > bytes.length ? undefined : { text: bytes.toString('latin1', at + 4, end), end }
}

const OPENSSH_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^ssh-rsa/, 'RSA'],
  [/^ssh-ed25519|^sk-ssh-ed25519/, 'Ed25519'],
  [/^ecdsa-|^sk-ecdsa-/, 'EC'],
  [/^ssh-dss/, 'DSA'],
]

/** The head of a key in OpenSSH's form, https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key. Undefined: it is none. */
export function readOpensshKey(bytes: Buffer): KeyFacts | undefined {
  if (!bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) return undefined
  const cipher = stringAt(bytes, OPENSSH.length)
  if (cipher === undefined) return undefined
  const kind = kindIn(bytes, cipher.end)
  return { ...(kind === undefined ? {} : { kind }), isEncrypted: cipher.text !== 'none' }
}

/** Behind the cipher stand the key derivation, its options, the number of keys, and the first public key, which opens with its kind. */
function kindIn(bytes: Buffer, afterCipher: number): string | undefined {
  const derivation = stringAt(bytes, afterCipher)
  const options = derivation && stringAt(bytes, derivation.end)
  // A line of a key may end within the public key, but hardly within its kind.
  const name = options && stringAt(bytes, options.end + 8)?.text
  return OPENSSH_KINDS.find(([form]) => form.test(name ?? ''))?.[1]
}
