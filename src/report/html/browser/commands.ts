import type { Entry, Subject } from '../packed.ts'

/** A result that was read from a file may say anything, and what is offered to be copied must not. */
const FINGERPRINT = /^[0-9a-f]{16}$/

/** The command that tells what to do, in order, about one secret. */
export function respondCommand({ command, allowable }: Subject, fingerprint: string): string | null {
  return allowable && FINGERPRINT.test(fingerprint) ? `${command} respond ${fingerprint}` : null
}

/** The command that says of a finding that it may stay; null where somebody has said so, or where there is no allowlist. */
export function allowCommand({ command, allowable }: Subject, { fingerprint, by }: Entry): string | null {
  return allowable && by === null && FINGERPRINT.test(fingerprint)
    ? `${command} allow ${fingerprint} --reason "why"`
    : null
}
