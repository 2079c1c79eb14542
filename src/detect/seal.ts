import { createRequire } from 'node:module'
import type { Rule } from '../types.ts'
import { keyBody } from './checks/private-key.ts'

/** Changing any of these changes every fingerprint that people have written into their allowlists. */
const DOMAIN = 'keyhook fingerprint 1'
const FINGERPRINT_BYTES = 8
/** About 20 ms a guess. */
const SCRYPT_COST = { N: 8192, r: 8, p: 1 }

const HIDDEN = '…'
const SHOWN_END = 4
/** A body shorter than this shows nothing of its end. */
const LONG_BODY = 20

const FRAME = /^-{5}([A-Z0-9 ]{1,60})-{5}/

/** Re-indenting a key block, or writing it on one line, leaves its value. */
function valueIn(secret: string): string {
  return FRAME.test(secret) ? keyBody(secret) : secret
}

/** The longest keyword that opens the secret: what anybody may know of it. */
function publicPrefix(rule: Rule, secret: string): string {
  const lower = secret.toLowerCase()
  const openings = rule.keywords.filter(keyword => lower.startsWith(keyword.toLowerCase()))
  return secret.slice(0, Math.max(0, ...openings.map(keyword => keyword.length)))
}

/** What may be shown of a secret. */
export function preview(rule: Rule, secret: string): string {
  if (rule.guessable) return HIDDEN
  const frame = FRAME.exec(secret)?.[1]
  if (frame !== undefined) return `${frame.trim()} ${HIDDEN}`
  const prefix = publicPrefix(rule, secret)
  const body = secret.slice(prefix.length)
  const end = body.length >= LONG_BODY && /^[\x21-\x7e]+$/.test(body) ? body.slice(-SHOWN_END) : ''
  return `${prefix}${HIDDEN}${end}`
}

/** node:crypto takes longer to load than a clean commit takes to scan, so it waits for a secret. */
function loadCrypto(): typeof import('node:crypto') {
  return createRequire(import.meta.url)('node:crypto')
}

/** Hashes rule and value; a value that can be guessed, slowly. 16 hex digits. */
export function createFingerprints(): (rule: Rule, secret: string) => string {
  const slow = new Map<string, string>()
  let crypto: typeof import('node:crypto') | null = null
  return (rule, secret) => {
    crypto ??= loadCrypto()
    const domain = `${DOMAIN}\0${rule.id}\0`
    const value = valueIn(secret)
    if (!rule.guessable) {
      return crypto
        .createHash('sha256')
        .update(domain)
        .update(value, 'latin1')
        .digest('hex')
        .slice(0, 2 * FINGERPRINT_BYTES)
    }
    const key = domain + value
    const known = slow.get(key)
    if (known !== undefined) return known
    const hash = crypto.scryptSync(Buffer.from(value, 'latin1'), domain, FINGERPRINT_BYTES, SCRYPT_COST).toString('hex')
    slow.set(key, hash)
    return hash
  }
}

/** Parts of this length say too much, wherever they stand. */
const TELLING = 8

/** What of a secret is not known to anybody. */
function bodyOf(rule: Rule, secret: string): string {
  return FRAME.test(secret) ? keyBody(secret) : secret.slice(publicPrefix(rule, secret).length)
}

/** More parts than these are not kept; from then on every text counts as one that holds a secret. */
const MOST_PARTS = 1_000_000

export interface SecretParts {
  add(rule: Rule, secret: string): void
  /** Whether a text holds a telling part of one of the secrets added. All are Latin-1. */
  standIn(text: string): boolean
}

/** Remembers secrets by their telling parts, so that a text is compared with all of them at once. */
export function createSecretParts(): SecretParts {
  const bodies = new Set<string>()
  const parts = new Set<string>()
  let isFull = false

  function takeBodies(): void {
    for (const body of bodies) {
      for (let at = 0; at + TELLING <= body.length; at++) parts.add(body.slice(at, at + TELLING))
      isFull ||= parts.size > MOST_PARTS
      if (isFull) break
    }
    bodies.clear()
  }

  return {
    add(rule, secret) {
      if (!isFull) bodies.add(bodyOf(rule, secret))
    },
    standIn(text) {
      takeBodies()
      if (isFull) return true
      for (let at = 0; at < text.length; at++) if (parts.has(text.slice(at, at + TELLING))) return true
      return false
    },
  }
}

/** Whether a text holds the secret, or a part of its body long enough to say too much. Both are Latin-1. */
export function holds(text: string, rule: Rule, secret: string): boolean {
  const body = bodyOf(rule, secret)
  if (body.length <= TELLING) return body.length > 0 && text.includes(body)
  for (let start = 0; start + TELLING <= body.length; start++) {
    if (text.includes(body.slice(start, start + TELLING))) return true
  }
  return false
}
