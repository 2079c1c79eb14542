import type { Finding } from '../types.ts'
import { reaches } from './fold.ts'

const placeOf = ({ commit, path }: Finding): string => `${commit ?? ''} ${path}`

/** Findings without those that only say what a file's name lets one expect, where a secret was found in that file that is as severe: it says more. */
export function withoutTold(findings: readonly Finding[]): readonly Finding[] {
  const secrets = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.sign === 'file') secrets.set(placeOf(finding), [])
  }
  if (secrets.size === 0) return findings
  for (const finding of findings) {
    if (finding.sign === undefined && finding.line > 0) secrets.get(placeOf(finding))?.push(finding)
  }
  const isTold = (name: Finding): boolean =>
    secrets.get(placeOf(name))?.some(({ severity }) => reaches(severity, name.severity)) === true
  return findings.filter(finding => finding.sign !== 'file' || !isTold(finding))
}
