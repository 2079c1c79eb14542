import { applyAllowlist } from './allowlist/apply.ts'
import { createDetector } from './detect/detector.ts'
import { withoutTold } from './detect/told.ts'
import { NO_POLICY, type Policy } from './policy.ts'
import type { Detection, Excerpt, Finding, Suppressed, Verdict } from './types.ts'

/** Detections gathered before the allowlist sees them; bounds the memory that the lines around them take. */
const BATCH = 500

/** Stands for a reason that must not be shown. */
const WITHHELD = '(not shown: it holds a part of a secret)'

export interface ScanOptions {
  /** What the team has decided; excerpts may come before it is known, and wait. */
  readonly policy: Policy | Promise<Policy>
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
  const waiting: Excerpt[] = []
  let running: Stages | null = null
  let failed = false
  let lines = 0
  let bytes = 0
  const stages = policy instanceof Promise ? policy.then(begin) : Promise.resolve(begin(policy))
  // A policy that cannot be read is told by verdict(); until then nothing need be kept.
  stages.catch(() => {
    failed = true
    waiting.length = 0
  })

  function begin(known: Policy): Stages {
    running = createStages(known, today, reason)
    for (const excerpt of waiting.splice(0)) running.take(excerpt)
    return running
  }

  return {
    take(excerpt) {
      if (excerpt.kind !== 'name' && excerpt.kind !== 'file') {
        lines += countLines(excerpt)
        bytes += (excerpt.until ?? excerpt.bytes.length) - (excerpt.from ?? 0)
      }
      if (running !== null) running.take(excerpt)
      else if (!failed) waiting.push(excerpt)
    },
    mask: text => (running ?? createStages(NO_POLICY, today, reason)).mask(text),
    reasonHoldsSecret: () => running?.reasonHoldsSecret() ?? false,
    async verdict(files) {
      const outcome = await (await stages).outcome()
      return { ...outcome, stats: { files, lines, bytes, ms: Math.round(performance.now() - started) } }
    },
  }
}

interface Stages {
  take(excerpt: Excerpt): void
  mask(text: string): string
  reasonHoldsSecret(): boolean
  outcome(): Promise<Omit<Verdict, 'stats'>>
}

function createStages(policy: Policy, today: string, reason: string | undefined): Stages {
  const blockFrom = policy.configuration?.blockFrom ?? 'medium'
  const watched = reason === undefined ? {} : { watched: reason }
  const detector = createDetector({ rules: policy.rules, blockFrom, ...watched })
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  const notes = new Set(policy.notes)
  let pending: Detection[] = []
  let applied: Promise<void> = Promise.resolve()

  function applyPending(): void {
    const batch = pending
    pending = []
    applied = applied.then(async () => {
      const options = { today, markers: policy.configuration?.markers ?? [], mask: detector.mask }
      const outcome = await applyAllowlist(batch, policy.allowlist, options)
      for (const finding of outcome.findings) findings.push(finding)
      for (const finding of outcome.suppressed) suppressed.push(finding)
      for (const note of outcome.notes) notes.add(note)
    })
  }

  /** A reason may quote a secret, or half of one. */
  function withheld(finding: Suppressed): Suppressed {
    return detector.holdsPart(finding.reason) ? { ...finding, reason: WITHHELD } : finding
  }

  return {
    take(excerpt) {
      if (excerpt.kind !== 'message' && policy.configuration?.ignore(excerpt.path) === true) return
      for (const detection of detector.detect(excerpt)) pending.push(detection)
      if (pending.length >= BATCH) applyPending()
    },
    mask: detector.mask,
    reasonHoldsSecret: detector.watchedHoldsSecret,
    async outcome() {
      applyPending()
      await applied
      return { findings: withoutTold(findings), suppressed: suppressed.map(withheld), notes: [...notes] }
    },
  }
}

function countLines({ bytes, from = 0, until = bytes.length }: Excerpt): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a, from); at >= 0 && at < until; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}
