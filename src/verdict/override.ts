import type { Finding, Suppressed, Verdict } from '../types.ts'

/** Answers that say nothing about why. */
const NO_REASON =
  /^(?:0|1|y|yes|t|true|on|ok|okay|n|no|f|false|off|none|null|undefined|reason|override|skip|force|please|x+|[^\p{L}\p{N}]*)$/iu

/** Why a reason is refused; null where it will do. */
export function refusal(reason: string): string | null {
  if (reason.trim() === '') return 'it is empty'
  if (NO_REASON.test(reason.trim())) return `"${reason.trim().slice(0, 20)}" says nothing about why`
  return null
}

/** A reason as one line of a trailer can hold it. */
export function trailerText(reason: string): string {
  return reason
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 500)
}

/** Findings that an override lets through move to the suppressed ones; `covers` says which. */
export function applyOverride(verdict: Verdict, covers: (finding: Finding) => string | null): Verdict {
  const findings: Finding[] = []
  const suppressed: Suppressed[] = [...verdict.suppressed]
  for (const finding of verdict.findings) {
    const reason = finding.blocking ? covers(finding) : null
    if (reason === null) findings.push(finding)
    else suppressed.push({ ...finding, by: 'override', reason })
  }
  return { ...verdict, findings, suppressed }
}

/** Whether the commit, push or scan may pass. */
export function passes(verdict: Verdict): boolean {
  return !verdict.findings.some(finding => finding.blocking)
}
