import type { Detection } from '../types.ts'
import { FOREIGN_MARKERS, type Marker } from './markers.ts'
import { hasWord } from './reason.ts'

const SAME_LINE = 'keyhook:allow'
const NEXT_LINE = 'keyhook:allow-next-line'

/** Where these stand, the comment is over: what follows is code and no reason. */
const COMMENT_ENDS = /\*\/|--!?>|--%>|[#%?]\}|[%?]>|\]\]>/

/** What else may close a comment, at the end of a line. */
const CLOSING = /(?:[\s"'`]|\*\)|-\}|\}\}|\|#|;)+$/

const LONGEST_REASON = 1_000

/** What the lines around a finding say about it. */
export type Inline =
  | { readonly kind: 'allowed'; readonly reason: string }
  | { readonly kind: 'without reason'; readonly marker: string; readonly line: number }
  | null

/**
 * Reads the markers on a finding's line and on the line before.
 *
 * @param others tools whose markers count as well
 */
export function readInline(detection: Detection, others: readonly Marker[]): Inline {
  const { finding, maskedLine, maskedPrevious } = detection
  // A file name has no comments.
  if (finding.line === 0) return null
  const places = [
    { text: maskedLine, marker: SAME_LINE, speaksOf: 'same', line: finding.line },
    { text: maskedPrevious ?? '', marker: NEXT_LINE, speaksOf: 'next', line: finding.line - 1 },
  ] as const

  let silent: Inline = null
  for (const { text, marker, speaksOf, line } of places) {
    for (const end of ends(text, marker)) {
      const reason = reasonAt(text, end)
      if (hasWord(reason.replaceAll(finding.preview, ''))) return { kind: 'allowed', reason }
      silent ??= { kind: 'without reason', marker, line }
    }
    const foreign = FOREIGN_MARKERS.find(
      other => other.speaksOf === speaksOf && others.includes(other.tool) && !ends(text, other.text).next().done,
    )
    if (foreign !== undefined) return { kind: 'allowed', reason: foreign.text }
  }
  return silent
}

/** The indices just after each place where a marker stands as a whole word. */
function* ends(text: string, marker: string): Generator<number> {
  for (let start = text.indexOf(marker); start !== -1; start = text.indexOf(marker, start + 1)) {
    const end = start + marker.length
    // `--keyhook:allow` and `//keyhook:allow` begin comments; `not-keyhook:allow` is another word.
    const before = text.slice(Math.max(0, start - 3), start)
    const isWhole = !/[\p{L}\p{N}_]$|[\p{L}\p{N}_][-.:/@]$/u.test(before)
    if (isWhole && !/^[\p{L}\p{N}_]|^[-.:/@][\p{L}\p{N}_]/u.test(text.slice(end, end + 3))) yield end
  }
}

function reasonAt(text: string, end: number): string {
  const rest = (text.slice(end, end + LONGEST_REASON).split('\n', 1)[0] ?? '').replace(/^:(?=\s)/, '')
  if (!/^\s/.test(rest)) return ''
  const [reason = ''] = rest.split(COMMENT_ENDS)
  return reason.replace(CLOSING, '').trim()
}
