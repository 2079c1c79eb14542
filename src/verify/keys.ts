import { createPartners } from '../detect/partners.ts'
import type { Finding, Reveal, Revealed, Rule } from '../types.ts'
import { probeFor } from './providers/index.ts'
import type { Credentials } from './request.ts'

/** A key that was found, with the secret itself: it must reach no output. */
export interface FoundKey extends Credentials {
  readonly finding: Finding
  readonly rule: Rule
}

export interface KeyCollector {
  readonly reveal: Reveal
  /** Each key once, by its fingerprint, where it was found first. */
  readonly keys: ReadonlyMap<string, FoundKey>
}

/** Bytes around a secret in which its other half is looked for. */
const NEAR = 600
const MOST_LINES = 5

/** Keeps what is revealed while a scan runs. */
export function collectKeys(): KeyCollector {
  const keys = new Map<string, FoundKey>()
  return {
    keys,
    reveal(revealed) {
      const { finding, rule, value } = revealed
      const known = keys.get(finding.fingerprint)
      if (known !== undefined && (known.partner !== null || !needsPartner(revealed))) return
      const partner = partnerOf(revealed)
      if (known === undefined) keys.set(finding.fingerprint, { finding, rule, secret: value, partner })
      else if (partner !== null) keys.set(finding.fingerprint, { ...known, partner })
    },
  }
}

function needsPartner({ rule }: Revealed): boolean {
  return probeFor(rule.id)?.partner !== undefined
}

/** The other half of a credential: the nearest one in the whole match, else near it. */
function partnerOf({ rule, excerpt, start, end, outerStart, outerEnd }: Revealed): string | null {
  const pattern = probeFor(rule.id)?.partner?.pattern
  if (pattern === undefined) return null
  const from = Math.max(0, Math.min(outerStart, start - NEAR))
  const text = excerpt.bytes.toString('latin1', from, Math.max(outerEnd, end + NEAR))
  const lines = rule.beside?.lines ?? MOST_LINES
  const places = createPartners(text, { partner: pattern, lines })({ start: start - from, end: end - from })
  const nearest = places[0]
  return nearest === undefined ? null : text.slice(nearest.start, nearest.end)
}
