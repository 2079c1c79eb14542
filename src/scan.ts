import { applyAllowlist } from './allowlist/apply.ts'
import { createDetector } from './detect/detector.ts'
import type { Policy } from './policy.ts'
import type { Detection, Excerpt, Finding, Suppressed, Verdict } from './types.ts'

/** Detections gathered before the allowlist sees them; bounds the memory that the lines around them take. */
const BATCH = 500

export interface ScanOptions {
  readonly policy: Policy
  /** The UTC day on which entries expire, as YYYY-MM-DD. */
  readonly today: string
  /** An override's reason, which must hold none of the secrets found. */
  readonly reason?: string
}

/** One scan in progress: excerpts go in as they are read, the verdict comes out at the end. */
export interface Scan {
  take(excerpt: Excerpt): void
  /** Free text with every secret in it replaced by its preview. */
  mask(text: string): string
  /** True once a secret was found that the override's reason holds. */
  reasonHoldsSecret(): boolean
  verdict(files: number): Promise<Verdict>
}

/** The pipeline: added lines -> detector -> inline markers and allowlist -> verdict. */
export function startScan({ policy, today, reason }: ScanOptions): Scan {
  const started = performance.now()
  const blockFrom = policy.configuration?.blockFrom ?? 'medium'
  const detector = createDetector({
    rules: policy.rules,
    blockFrom,
    ...(reason === undefined ? {} : { watched: reason }),
  })
  const ignored = policy.configuration?.ignore
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  const notes = new Set(policy.notes)
  let pending: Detection[] = []
  let applied: Promise<void> = Promise.resolve()
  let lines = 0
  let bytes = 0

  function take(excerpt: Excerpt): void {
    if (excerpt.kind !== 'message' && ignored?.(excerpt.path) === true) return
    if (excerpt.kind !== 'name') {
      lines += countLines(excerpt)
      bytes += (excerpt.until ?? excerpt.bytes.length) - (excerpt.from ?? 0)
    }
    for (const detection of detector.detect(excerpt)) pending.push(detection)
    if (pending.length >= BATCH) applyPending()
  }

  function applyPending(): void {
    const batch = pending
    pending = []
    applied = applied.then(async () => {
      const options = { today, markers: policy.configuration?.markers ?? [], mask: detector.mask }
      const outcome = await applyAllowlist(batch, policy.allowlist, options)
      findings.push(...outcome.findings)
      suppressed.push(...outcome.suppressed)
      for (const note of outcome.notes) notes.add(note)
    })
  }

  async function verdict(files: number): Promise<Verdict> {
    applyPending()
    await applied
    const stats = { files, lines, bytes, ms: Math.round(performance.now() - started) }
    return { findings, suppressed, notes: [...notes], stats }
  }

  return { take, mask: detector.mask, reasonHoldsSecret: detector.watchedHoldsSecret, verdict }
}

function countLines({ bytes, from = 0, until = bytes.length }: Excerpt): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a, from); at >= 0 && at < until; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}
