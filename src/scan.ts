import { applyAllowlist } from './allowlist/apply.ts'
import { createDetector } from './detect/detector.ts'
import { withoutTold } from './detect/told.ts'
import { NO_POLICY, type Policy } from './policy.ts'
import type { Detection, Excerpt, Finding, Reveal, Suppressed, Verdict } from './types.ts'

export { withoutTold }

/** Detections gathered before the allowlist sees them; bounds the memory that the lines around them take. */
const BATCH = 500

/** Stands for a reason that must not be shown. */
export const WITHHELD = '(not shown: it holds a part of a secret)'

export interface ScanOptions {
  /** What the team has decided; excerpts may come before it is known, and wait. */
  readonly policy: Policy | Promise<Policy>
  /** The UTC day on which entries expire, as YYYY-MM-DD. */
  readonly today: string
  /** An override's reason, which must hold none of the secrets found. */
  readonly reason?: string
  /** For commands that work with the secrets themselves; also told of those that the allowlist suppresses. */
  readonly reveal?: Reveal
}

/** One scan in progress: excerpts go in as they are read, the verdict comes out at the end. */
export interface Scan {
  /** Returns whether something was found; false while the policy is still awaited. */
  take(excerpt: Excerpt): boolean
  /** Free text with every secret in it replaced by its preview. */
  mask(text: string): string
  /** True once a secret was found that the override's reason holds. */
  reasonHoldsSecret(): boolean
  /** Whether a text holds a part of a secret found so far, as a reason may: one that does must be shown as `WITHHELD`. */
  holdsPart(text: string): boolean
  /** What was found since this was last called; neither are reasons looked at, nor is what several findings say together (`withoutTold`). */
  drain(): Promise<Outcome>
  /** How much was taken. */
  counted(): { readonly lines: number; readonly bytes: number }
  /** What is left, with what was counted. */
  verdict(files: number): Promise<Verdict>
}

export type Outcome = Omit<Verdict, 'stats'>

/** The pipeline: added lines -> detector -> inline markers and allowlist -> verdict. */
export function startScan({ policy, today, reason, reveal }: ScanOptions): Scan {
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
    running = createStages(known, { today, reason, reveal })
    for (const excerpt of waiting.splice(0)) running.take(excerpt)
    return running
  }

  return {
    take(excerpt) {
      if (excerpt.kind !== 'name' && excerpt.kind !== 'file') {
        lines += countLines(excerpt)
        bytes += (excerpt.until ?? excerpt.bytes.length) - (excerpt.from ?? 0)
      }
      if (running !== null) return running.take(excerpt)
      if (!failed) waiting.push(excerpt)
      return false
    },
    mask: text => (running ?? createStages(NO_POLICY, { today, reason })).mask(text),
    reasonHoldsSecret: () => running?.reasonHoldsSecret() ?? false,
    holdsPart: text => running?.holdsPart(text) ?? false,
    drain: async () => (await stages).drain(),
    counted: () => ({ lines, bytes }),
    async verdict(files) {
      const { findings, suppressed, notes } = await (await stages).drain()
      const shown = suppressed.map(one => (running?.holdsPart(one.reason) ? { ...one, reason: WITHHELD } : one))
      return {
        findings: withoutTold(findings),
        suppressed: shown,
        notes,
        stats: { files, lines, bytes, ms: Math.round(performance.now() - started) },
      }
    },
  }
}

interface Stages {
  take(excerpt: Excerpt): boolean
  mask(text: string): string
  reasonHoldsSecret(): boolean
  holdsPart(text: string): boolean
  drain(): Promise<Outcome>
}

interface StageOptions {
  readonly today: string
  readonly reason: string | undefined
  readonly reveal?: Reveal | undefined
}

function createStages(policy: Policy, { today, reason, reveal }: StageOptions): Stages {
  const blockFrom = policy.configuration?.blockFrom ?? 'medium'
  const watched = reason === undefined ? {} : { watched: reason }
  const detector = createDetector({ rules: policy.rules, blockFrom, ...watched, ...(reveal && { reveal }) })
  let findings: Finding[] = []
  let suppressed: Suppressed[] = []
  let notes = new Set(policy.notes)
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

  return {
    take(excerpt) {
      if (excerpt.kind !== 'message' && policy.configuration?.ignore(excerpt.path) === true) return false
      const detections = detector.detect(excerpt)
      for (const detection of detections) pending.push(detection)
      if (pending.length >= BATCH) applyPending()
      return detections.length > 0
    },
    mask: detector.mask,
    reasonHoldsSecret: detector.watchedHoldsSecret,
    holdsPart: detector.holdsPart,
    async drain() {
      applyPending()
      await applied
      const outcome = { findings, suppressed, notes: [...notes] }
      findings = []
      suppressed = []
      notes = new Set()
      return outcome
    },
  }
}

function countLines({ bytes, from = 0, until = bytes.length }: Excerpt): number {
  let count = 0
  for (let at = from; at < until; at++) if (bytes[at] === 0x0a) count++
  const isOpen = until > from && until === bytes.length && bytes[until - 1] !== 0x0a
  return isOpen ? count + 1 : count
}
