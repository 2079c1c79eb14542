import type { Excerpt, Rule } from '../../types.ts'
import type { HiddenForm, Match } from '../matches.ts'
import type { Layout } from '../windows.ts'
import { createBase64 } from './base64.ts'
import { createEscapes, escapeAt, escapeBefore } from './escapes.ts'
import { isHideable, SHAPE_REACH, type Sign } from './signs.ts'
import { breakBehind, type Continuation, joined } from './split.ts'
import type { View } from './view.ts'

/** Finds, in a text that is all there is, what rules find in it. */
export type Search = (excerpt: Excerpt) => Match[]

export interface HiddenSearch {
  /** A sign stands at `at`. */
  sign(sign: Sign, at: number): void
  /** The literal that opens a token stands at `at`, as it is. A telling one may stand within a word. */
  opening(at: number, length: number, isTelling: boolean): void
  /** What was found; `plain` is what stands there unhidden. */
  matches(plain: readonly Match[]): Match[]
}

/** A token that was put together, and what says that its first two pieces belong together. */
interface Join {
  readonly match: Match
  readonly by: Continuation['by']
  readonly next: number
}

/** Whether pieces are one token rather than several: the more only their places say so, the sooner a plain reading goes first. */
function isOneToken(
  { match, by, next }: Join,
  plainStarts: ReadonlySet<number>,
  openings: ReadonlySet<number>,
): boolean {
  if (by === 'operator') return true
  // What opens a token of its own goes on with none.
  if (openings.has(next)) return false
  return by === 'quotes' ? !plainStarts.has(next) : !plainStarts.has(match.start)
}

/** Tokens of a view, in the places they came from. */
function placed(bytes: Buffer, view: View, found: readonly Match[], form: HiddenForm): Match[] {
  return found.map(match => {
    const { start: first, end: last } = match
    const start = view.startOf(first)
    const end = view.endOf(last - 1)
    const outer = { outerStart: view.startOf(match.outerStart), outerEnd: view.endOf(match.outerEnd - 1) }
    const value = view.bytes.toString('latin1', first, last)
    // Some stand there as they are, and only what surrounds them is escaped.
    const isPlain = bytes.toString('latin1', start, end) === value
    return { ...match, start, end, ...outer, ...(isPlain ? {} : { form, value }) }
  })
}

/** What a literal ends with that tokens open with: `-`, `_`, `.`. */
const SEPARATORS: readonly number[] = [0x2d, 0x5f, 0x2e]

function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}

/** Whether a token may begin at `at`. NULs do not count, as the guard does not see them. */
function beginsWord(bytes: Uint8Array, at: number, start: number): boolean {
  let before = at - 1
  while (before >= start && bytes[before] === 0) before--
  return before < start || !isAlphanumeric(bytes[before] ?? 0)
}

/**
 * Looks for secrets in other forms around what announces them: in base64, in escapes, in pieces.
 *
 * @param search finds the rules' secrets in a plain text
 */
export function createHiddenSearch(excerpt: Excerpt, layout: Layout, search: Search): HiddenSearch {
  const { bytes, kind, path, commit } = excerpt
  const base64 = createBase64(bytes)
  const escapes = createEscapes(bytes)
  const found: Match[] = []
  const joins: Join[] = []
  /** Where literals stand that open a token rather than stand within one. */
  const openings = new Set<number>()

  function look(view: View | null, form: HiddenForm): Match[] {
    if (view === null || view.bytes.length === 0) return []
    const run = { offset: 0, line: 1, column: 1, previous: null }
    return placed(bytes, view, search({ kind, path, commit, bytes: view.bytes, runs: [run] }), form)
  }

  function stands(text: string, at: number): boolean {
    return bytes.toString('latin1', at, at + text.length) === text
  }

  return {
    sign(sign, at) {
      if (sign.form === 'base64') {
        if (!stands(sign.literal, at)) return
        const { start, end } = layout.runAt(at)
        found.push(...look(base64(sign.core, at, start, end), 'base64'))
        return
      }
      const { start, end } = layout.lineAt(at)
      const around = bytes.toString('latin1', Math.max(start, at - 1), Math.min(end, at + SHAPE_REACH))
      if (sign.shape !== null && !sign.shape.test(around)) return
      found.push(...look(escapes(sign.form, at, start, end), 'escaped'))
    },

    opening(at, length, isTelling) {
      if (SEPARATORS.includes(bytes[at + length - 1] ?? 0)) openings.add(at)
      const line = layout.lineAt(at)
      const before = escapeBefore(bytes, at)
      if (before !== null) found.push(...look(escapes(before, at, line.start, line.end), 'escaped'))
      if (!isTelling && before === null && !beginsWord(bytes, at, line.start)) return
      const run = layout.runAt(at)
      const end = breakBehind(bytes, at, length, run.end)
      const behind = end.goesOn === null && end.at < line.end ? escapeAt(bytes, end.at) : null
      if (behind !== null) found.push(...look(escapes(behind, at, line.start, line.end), 'escaped'))
      if (end.goesOn === null) return
      const pieces = look(joined(bytes, at, end, run.start, run.end), 'split').filter(
        match => match.start <= at && match.end > end.at,
      )
      joins.push(...pieces.map(match => ({ match, by: end.goesOn?.by ?? 'fold', next: end.goesOn?.next ?? -1 })))
    },

    matches(plain) {
      const starts = new Set(plain.map(({ start }) => start))
      return [...found, ...joins.filter(join => isOneToken(join, starts, openings)).map(({ match }) => match)]
    },
  }
}

/** The rules whose secrets are looked for in other forms. */
export function hideable(rules: readonly Rule[]): Rule[] {
  return rules.filter(isHideable)
}
