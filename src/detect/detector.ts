import type { Detection, Excerpt, Finding, Reveal, Rule, Severity } from '../types.ts'
import { exposure, messageFor, severityAt } from './advice/message.ts'
import type { Place } from './advice/place.ts'
import { fold, reaches } from './fold.ts'
import { createMatcher, type Match } from './matches.ts'
import { AROUND, createNeighbourhoods } from './neighbourhood.ts'
import { joinPairs } from './pairs.ts'
import { createLocator, unitsOf } from './position.ts'
import { createSurroundings, render } from './render.ts'
import { createFingerprints, createSecretParts, holds, preview } from './seal.ts'
import { coversOf, firstOfEach, pathWithout, valueFrom } from './secrets.ts'

export interface DetectorOptions {
  readonly rules: readonly Rule[]
  /** The lowest severity that blocks. */
  readonly blockFrom: Severity
  /** Free text (an override's reason) that must hold none of the secrets found. */
  readonly watched?: string
  readonly reveal?: Reveal
}

export interface Detector {
  /** All secrets in the excerpt, in order of position; of several readings of one place the most specific. */
  detect(excerpt: Excerpt): Detection[]
  /** Free text (a path, a reason, an error message) with every secret in it replaced by its preview. */
  mask(text: string): string
  /** Whether free text holds a part of a secret found so far: no rule would know it there. */
  holdsPart(text: string): boolean
  /** True once a secret was found that also stands in `watched`. */
  watchedHoldsSecret(): boolean
}

const LF = 0x0a
/** Of a line outside the excerpt no more than this is kept, in characters; it is cut only once it is masked. */
const LONGEST_PREVIOUS = 2000

function byStart(one: Match, other: Match): number {
  return one.start - other.start || other.end - one.end
}

function placeOf({ form, start, end, outerStart, outerEnd }: Match) {
  return { form: form ?? null, start, end, outerStart, outerEnd }
}

/** Where the secret's first line ends. */
function firstLineEnd(bytes: Buffer, start: number, end: number): number {
  const lineFeed = bytes.subarray(start, end).indexOf(LF)
  if (lineFeed < 0) return end
  const lineEnd = start + lineFeed
  return bytes[lineEnd - 1] === 0x0d ? lineEnd - 1 : lineEnd
}

/** Text is scanned as bytes, so that one byte is one character for the patterns and any input can be read. */
export function createDetector({ rules, blockFrom, watched, reveal }: DetectorOptions): Detector {
  const matchText = createMatcher(rules.filter(rule => rule.sign !== 'file'))
  const matchFile = createMatcher(rules.filter(rule => rule.sign === 'file'))
  const fingerprint = createFingerprints()
  const watchedBytes = watched === undefined ? undefined : Buffer.from(watched).toString('latin1')
  let lastMasked = { text: '', masked: '' }
  let watchedHolds = false
  const parts = createSecretParts()

  function mask(text: string): string {
    const bytes = Buffer.from(text)
    const run = { offset: 0, line: 1, column: 1, previous: null }
    const secrets = matchText({ kind: 'message', path: '', commit: null, bytes, runs: [run] })
      .filter(({ rule }) => rule.sign === undefined)
      .sort(byStart)
    return secrets.length === 0 ? text : render(bytes, coversOf(bytes, secrets), 0, bytes.length)
  }

  function maskedText(text: string): string {
    if (lastMasked.text !== text) lastMasked = { text, masked: mask(text) }
    return lastMasked.masked
  }

  function detect(excerpt: Excerpt): Detection[] {
    const matches = (excerpt.kind === 'file' ? matchFile : matchText)(excerpt)
    if (matches.length === 0) return []
    matches.sort(byStart)
    const { bytes, commit, kind, runs, from = 0, until = bytes.length } = excerpt
    // Of a file's name a secret is told where the name is new; here it is only hidden.
    const secrets = kind === 'file' ? matchText(excerpt).sort(byStart) : matches
    const covered = secrets.filter(({ rule }) => rule.sign === undefined)
    const signs = matches.filter(({ rule }) => rule.sign === kind)
    const covers = coversOf(bytes, covered)
    const path = pathWithout(covered, bytes, maskedText(excerpt.path))
    const locate = createLocator(excerpt)
    const surroundings = createSurroundings(bytes, covers)
    const neighbourhood = createNeighbourhoods(excerpt, covers)
    const beforeRuns = new Map(runs.map(run => [run.offset, run.previous]))
    /** The line before, from the excerpt itself or from what the run says of it. */
    function previousOf(lineStart: number): string | null {
      const previous = beforeRuns.get(lineStart)
      if (previous === undefined) return surroundings.previous(lineStart)
      return previous && maskedText(previous).slice(-LONGEST_PREVIOUS)
    }

    /** Where the message of a secret says already what a sign there would. */
    function isTold(sign: Match, secrets: readonly Match[]): boolean {
      return secrets.some(({ start, end }) => {
        const isNear = sign.end > start - AROUND && sign.start < end + AROUND
        if (!isNear) return false
        const previous = previousOf(start === 0 ? 0 : bytes.lastIndexOf(LF, start - 1) + 1)
        return exposure({ ...neighbourhood(start, end), kind, previous }) !== null
      })
    }

    function detection(match: Match): Detection {
      const { rule, confidence, note, start, end, form } = match
      const { line, column, lineStart } = locate(start)
      const maskedPrevious = kind === 'file' ? null : previousOf(lineStart)
      const place: Place = { kind, path, previous: maskedPrevious, form, ...neighbourhood(start, end) }
      const value = valueFrom(match, bytes)
      const shown = rule.sign === undefined ? preview(rule, value) : render(bytes, covers, start, end)
      const severity = severityAt(match, place)
      if (rule.sign === undefined) {
        parts.add(rule, value)
        if (form !== undefined) parts.add(rule, bytes.toString('latin1', start, end))
        if (watchedBytes !== undefined) watchedHolds ||= holds(watchedBytes, rule, value)
      }
      const finding: Finding = {
        fingerprint: fingerprint(rule, value),
        rule: rule.id,
        provider: rule.provider,
        severity,
        confidence,
        blocking: reaches(severity, blockFrom),
        path,
        line: kind === 'name' || kind === 'file' ? 0 : line,
        column,
        endColumn: column + unitsOf(bytes, start, firstLineEnd(bytes, start, end)),
        preview: shown,
        commit,
        message: messageFor(note === undefined ? rule : { ...rule, title: `${rule.title} ${note}` }, shown, place),
        help: rule.help,
        ...(rule.sign === undefined ? {} : { sign: rule.sign }),
      }
      if (rule.sign === undefined) reveal?.({ ...placeOf(match), finding, rule, value, excerpt })
      return {
        finding,
        maskedLine: surroundings.line(lineStart, start, end),
        maskedPrevious,
      }
    }

    // Folded first: what belongs to the neighbouring part may outrank what begins in this one.
    const kept = kind === 'file' ? [] : joinPairs(fold(covered), excerpt)
    const untold = firstOfEach(signs, bytes).filter(sign => !isTold(sign, kept))
    return [...kept, ...untold]
      .filter(({ outerStart }) => outerStart >= from && outerStart < until)
      .sort(byStart)
      .map(detection)
  }

  const holdsPart = (text: string) => parts.standIn(Buffer.from(text).toString('latin1'))
  return { detect, mask, holdsPart, watchedHoldsSecret: () => watchedHolds }
}
