import type { Rule } from '../types.ts'
import { type Configuration, DEFAULT_CONFIGURATION, SEVERITIES } from './configuration.ts'

/**
 * What a changed configuration lets through that the one before did not, each as one sentence.
 *
 * @param before null where there was none
 */
export function widened(before: Configuration | null, after: Configuration): string[] {
  const old = before ?? DEFAULT_CONFIGURATION
  const remarks: string[] = []
  if (rank(after.blockFrom) < rank(old.blockFrom)) {
    remarks.push(`findings below ${after.blockFrom} no longer block (before: below ${old.blockFrom})`)
  }
  for (const rule of after.disabled) if (!old.disabled.has(rule)) remarks.push(`rule ${rule} is switched off`)
  for (const glob of after.ignoreGlobs) {
    if (!old.ignoreGlobs.includes(glob)) remarks.push(`paths that match ${glob} are no longer scanned`)
  }
  for (const marker of after.markers) {
    if (!old.markers.includes(marker)) remarks.push(`inline markers of ${marker} count now, without a reason`)
  }
  for (const rule of old.rules) {
    const now = after.rules.find(({ id }) => id === rule.id)
    if (now === undefined) remarks.push(`rule ${rule.id} is gone`)
    else if (findsPerhapsLess(rule, now)) remarks.push(`rule ${rule.id} has changed`)
  }
  return remarks
}

function findsPerhapsLess(before: Rule, after: Rule): boolean {
  return (
    before.pattern.source !== after.pattern.source ||
    before.keywords.some(keyword => !after.keywords.includes(keyword)) ||
    rank(after.severity) > rank(before.severity)
  )
}

function rank(severity: Rule['severity']): number {
  return SEVERITIES.indexOf(severity)
}
