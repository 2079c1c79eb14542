import type { Urgency } from '../urgency.ts'
import { element } from './element.ts'

/** A link to where a key is revoked, or to help; none for what is no address of the web. */
export function pageLink(help: string, urgency: Urgency): HTMLElement[] {
  const host = hostOf(help)
  if (host === null) return []
  const about = /docs\/rules\.md/.test(help) || urgency === 'minor' || urgency === 'settled'
  return [element('a', { href: help, rel: 'noreferrer' }, `${about ? 'What to do' : 'Revoke'}: ${host}`)]
}

function hostOf(address: string): string | null {
  try {
    const { protocol, host } = new URL(address)
    return protocol === 'https:' || protocol === 'http:' ? host : null
  } catch {
    return null
  }
}
