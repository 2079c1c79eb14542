import type { Detection, Excerpt, Rule, Severity } from '../types.ts'
import { fold, reaches } from './fold.ts'
import { createMatcher, type Match } from './matches.ts'
import { messageFor } from './message.ts'
import { joinPairs } from './pairs.ts'
import { createLocator, unitsOf } from './position.ts'
import { type Cover, createSurroundings, joinCovers, render } from './render.ts'
import { createFingerprints, createSecretParts, holds, preview } from './seal.ts'

export interface DetectorOptions {
  readonly rules: readonly Rule[]
  /** The lowest severity that blocks. */
  readonly blockFrom: Severity
  /** Free text (an override's reason) that must hold none of the secrets found. */
  readonly watched?: string
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

/** What a match stands for, one character a byte. */
function secretOf({ value, start, end }: Match, bytes: Buffer): string {
  return value ?? bytes.toString('latin1', start, end)
}

function coversOf(bytes: Buffer, matches: readonly Match[]): Cover[] {
  return joinCovers(
    matches.map(match => ({
      start: match.start,
      end: match.end,
      preview: preview(match.rule, secretOf(match, bytes)),
    })),
  )
}

/** A path without the secrets of the file, which stand in it where no rule would know them. */
function pathWithout(matches: readonly Match[], bytes: Buffer, path: string): string {
  const present = matches.filter(
    ({ start, end }) => end - start <= path.length && path.includes(bytes.toString('utf8', start, end)),
  )
  return present.reduce(
    (text, match) =>
      text.replaceAll(bytes.toString('utf8', match.start, match.end), () =>
        preview(match.rule, secretOf(match, bytes)),
      ),
    path,
  )
}

/** Where the secret's first line ends. */
function firstLineEnd(bytes: Buffer, start: number, end: number): number {
  const lineFeed = bytes.subarray(start, end).indexOf(LF)
  if (lineFeed < 0) return end
  const lineEnd = start + lineFeed
  return bytes[lineEnd - 1] === 0x0d ? lineEnd - 1 : lineEnd
}

/** Text is scanned as bytes, so that one byte is one character for the patterns and any input can be read. */
export function createDetector({ rules, blockFrom, watched }: DetectorOptions): Detector {
  const match = createMatcher(rules)
  const fingerprint = createFingerprints()
  const watchedBytes = watched === undefined ? undefined : Buffer.from(watched).toString('latin1')
  let lastMasked = { text: '', masked: '' }
  let watchedHolds = false
  const parts = createSecretParts()

  function mask(text: string): string {
    const bytes = Buffer.from(text)
    const run = { offset: 0, line: 1, column: 1, previous: null }
    const matches = match({ kind: 'message', path: '', commit: null, bytes, runs: [run] }).sort(byStart)
    return matches.length === 0 ? text : render(bytes, coversOf(bytes, matches), 0, bytes.length)
  }

  function maskedText(text: string): string {
    if (lastMasked.text !== text) lastMasked = { text, masked: mask(text) }
    return lastMasked.masked
  }

  function detect(excerpt: Excerpt): Detection[] {
    const matches = match(excerpt)
    if (matches.length === 0) return []
    matches.sort(byStart)
    const { bytes, commit, kind, runs, from = 0, until = bytes.length } = excerpt
    const covers = coversOf(bytes, matches)
    const path = pathWithout(matches, bytes, maskedText(excerpt.path))
    const locate = createLocator(excerpt)
    const surroundings = createSurroundings(bytes, covers)
    const beforeRuns = new Map(runs.map(run => [run.offset, run.previous]))

    /** The line before, from the excerpt itself or from what the run says of it. */
    function previousOf(lineStart: number): string | null {
      const previous = beforeRuns.get(lineStart)
      if (previous === undefined) return surroundings.previous(lineStart)
      return previous && maskedText(previous).slice(-LONGEST_PREVIOUS)
    }

    // Folded first: what belongs to the neighbouring part may outrank what begins in this one.
    return joinPairs(fold(matches), excerpt)
      .filter(({ outerStart }) => outerStart >= from && outerStart < until)
      .map(match => {
        const { rule, severity, confidence, note, start, end, form } = match
        const told = note === undefined ? rule : { ...rule, title: `${rule.title} ${note}` }
        const secret = secretOf(match, bytes)
        parts.add(rule, secret)
        if (form !== undefined) parts.add(rule, bytes.toString('latin1', start, end))
        if (watchedBytes !== undefined) watchedHolds ||= holds(watchedBytes, rule, secret)
        const { line, column, lineStart } = locate(start)
        const maskedLine = surroundings.line(lineStart, start, end)
        return {
          finding: {
            fingerprint: fingerprint(rule, secret),
            rule: rule.id,
            provider: rule.provider,
            severity,
            confidence,
            blocking: reaches(severity, blockFrom),
            path,
            line: kind === 'name' ? 0 : line,
            column,
            endColumn: column + unitsOf(bytes, start, firstLineEnd(bytes, start, end)),
            preview: preview(rule, secret),
            commit,
            message: messageFor(told, { kind, path, line: maskedLine, form }),
            help: rule.help,
          },
          maskedLine,
          maskedPrevious: previousOf(lineStart),
        }
      })
  }

  const holdsPart = (text: string) => parts.standIn(Buffer.from(text).toString('latin1'))
  return { detect, mask, holdsPart, watchedHoldsSecret: () => watchedHolds }
}
