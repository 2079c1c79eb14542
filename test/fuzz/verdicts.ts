/** What the analyser said of a pattern, as a row of `docs/security/redos.md`. */
export interface Verdict {
  readonly digest: string
  readonly name: string
  /** `safe`; `exponential`; `polynomial`, which any bounded repetition can look like to it; `unknown` where it ran out of time. */
  readonly says: string
  /** Microseconds a character of the worst text that was found. */
  readonly cost: string
  readonly worst: string
}

const ROW = /^\| `([0-9a-f]{12})` \| ([^|]*) \| ([^|]*) \| ([^|]*) \| (.*) \|$/

/** The rows of the report, by digest. */
export function verdictsIn(page: string): Map<string, Verdict> {
  const rows = page.split('\n').flatMap(line => {
    const [, digest, name = '', says = '', cost = '', worst = ''] = ROW.exec(line) ?? []
    return digest === undefined ? [] : [{ digest, name, says, cost, worst }]
  })
  return new Map(rows.map(row => [row.digest, row]))
}

export function rowOf({ digest, name, says, cost, worst }: Verdict): string {
  return `| \`${digest}\` | ${name} | ${says} | ${cost} | ${worst} |`
}
