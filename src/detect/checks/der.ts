/** What a key says of itself. */
export interface KeyFacts {
  /** "RSA", "EC", "Ed25519" …; undefined where it is encrypted, or of a kind that is not known here. */
  readonly kind?: string
  /** Of an RSA or DSA key. */
  readonly bits?: number
  readonly isEncrypted: boolean
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const OCTETS = 0x04
const OBJECT = 0x06

/** A DER element; `value` is cut where the bytes end, so that the beginning of a key can be read as well. */
interface Element {
  readonly tag: number
  readonly length: number
  readonly value: Buffer
}

function elementAt(bytes: Buffer, at: number): (Element & { readonly end: number }) | undefined {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return undefined
  const long = first & 0x80 ? first & 0x7f : 0
  if (long > 4 || first === 0x80 || at + 2 + long > bytes.length) return undefined
  const length = long === 0 ? first : bytes.readUIntBE(at + 2, long)
  const start = at + 2 + long
  return { tag, length, value: bytes.subarray(start, start + length), end: start + length }
}

function elementsOf(bytes: Buffer): Element[] {
  const elements: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at)
    if (element === undefined) break
    elements.push(element)
    at = element.end
  }
  return elements
}

const KINDS: Readonly<Record<string, string>> = {
  '2a864886f70d010101': 'RSA',
  '2a864886f70d01010a': 'RSA',
  '2a8648ce3d0201': 'EC',
  '2a8648ce380401': 'DSA',
  '2b656e': 'X25519',
  '2b656f': 'X448',
  '2b6570': 'Ed25519',
  '2b6571': 'Ed448',
}
/** PKCS#5 and PKCS#12: what encrypts a key with a password. */
const PASSWORD_BASED = /^2a864886f70d01(?:05|0c01)/

function isInteger(element: Element | undefined, value: number): boolean {
  return element?.tag === INTEGER && element.length === 1 && element.value[0] === value
}

function bitsOf({ length, value }: Element): number {
  return (length - (value[0] === 0 ? 1 : 0)) * 8
}

/** PKCS#1: version, modulus, exponent … */
function rsaKey([version, modulus, exponent]: readonly Element[]): KeyFacts | undefined {
  if (!isInteger(version, 0) || modulus?.tag !== INTEGER || modulus.length < 32) return undefined
  return exponent === undefined || exponent.tag === INTEGER
    ? { kind: 'RSA', bits: bitsOf(modulus), isEncrypted: false }
    : undefined
}

/** PKCS#8: version, algorithm, key; or, encrypted, algorithm and data. */
function wrappedKey([first, second, third]: readonly Element[]): KeyFacts | undefined {
  const algorithm = first?.tag === SEQUENCE ? first : second
  const object = algorithm?.tag === SEQUENCE ? elementsOf(algorithm.value)[0] : undefined
  if (object?.tag !== OBJECT) return undefined
  const identifier = object.value.toString('hex')
  if (algorithm === first) return PASSWORD_BASED.test(identifier) ? { isEncrypted: true } : undefined
  const kind = KINDS[identifier]
  if (!(isInteger(first, 0) || isInteger(first, 1)) || kind === undefined) return undefined
  const inner = kind === 'RSA' && third?.tag === OCTETS ? elementAt(third.value, 0) : undefined
  return (inner && rsaKey(elementsOf(inner.value))) ?? { kind, isEncrypted: false }
}

/** SEC1: version 1, key of 20 to 66 bytes. */
function ellipticKey([version, key]: readonly Element[]): KeyFacts | undefined {
  const fits = isInteger(version, 1) && key?.tag === OCTETS && key.length >= 20 && key.length <= 66
  return fits ? { kind: 'EC', isEncrypted: false } : undefined
}

/** DSA in OpenSSL's own form: version, three parameters, two halves. */
function dsaKey(elements: readonly Element[]): KeyFacts | undefined {
  const [version, prime] = elements
  const fits = elements.length === 6 && isInteger(version, 0) && elements.every(({ tag }) => tag === INTEGER)
  return fits && prime !== undefined && prime.length <= 400
    ? { kind: 'DSA', bits: bitsOf(prime), isEncrypted: false }
    : undefined
}

/** Reads DER far enough to know whether it is a private key: https://www.rfc-editor.org/rfc/rfc5958, rfc8017, rfc5915. Undefined: it is none. */
export function readKey(bytes: Buffer): KeyFacts | undefined {
  const whole = elementAt(bytes, 0)
  if (whole?.tag !== SEQUENCE || whole.length < 16) return undefined
  const elements = elementsOf(whole.value)
  return wrappedKey(elements) ?? ellipticKey(elements) ?? dsaKey(elements) ?? rsaKey(elements)
}
