import { type Base, baseOf } from '../network/base-url.ts'
import type { FoundKey } from './keys.ts'
import type { Probe } from './probe.ts'
import { probeFor } from './providers/index.ts'

/** A key, and whom to ask about it. */
export interface Question {
  readonly key: FoundKey
  readonly probe: Probe
  readonly base: Base
}

/** A key that nobody can be asked about, and why. */
export interface Unaskable {
  readonly key: FoundKey
  readonly why: string
}

export interface Questions {
  readonly askable: readonly Question[]
  readonly unaskable: readonly Unaskable[]
}

/** @throws KeyhookError 'usage' for a malformed KEYHOOK_…_BASE_URL */
export function questionsOf(keys: Iterable<FoundKey>, env: NodeJS.ProcessEnv): Questions {
  const askable: Question[] = []
  const unaskable: Unaskable[] = []
  for (const key of keys) {
    const probe = probeFor(key.finding.rule)
    const why = probe === undefined ? noProbe(key) : faultOf(key, probe)
    if (probe === undefined || why !== null) unaskable.push({ key, why: why ?? noProbe(key) })
    else askable.push({ key, probe, base: baseOf(probe.provider, probe.origin, env) })
  }
  return { askable, unaskable }
}

function noProbe({ finding }: FoundKey): string {
  if (finding.rule === 'aws-access-key-id') return 'it is asked about together with its secret, which is not beside it'
  return 'keyhook knows of no documented request that tells and changes nothing'
}

function faultOf({ partner, secret }: FoundKey, probe: Probe): string | null {
  if (probe.partner !== undefined && partner === null) return `its ${probe.partner.called} is not beside it`
  if (partner?.startsWith('ASIA') === true) return 'it is temporary, and its session token is not known'
  return /^[\x21-\x7e]+$/.test(secret) ? null : 'it cannot stand in a request as it is'
}
