/** The UTC day as YYYY-MM-DD, which is how entries of the allowlist expire. */
export function day(now: Date): string {
  return now.toISOString().slice(0, 10)
}
