import { Composer, LineCounter } from 'yaml'
import type { Problem } from './problem.ts'
import { saying } from './sayings.ts'
import { tokenize } from './tokens.ts'
import { type Path, walk } from './walk.ts'

/** A file a person wrote, as plain data. */
export interface Reading {
  /** Mappings have no prototype. null for a file that is empty or holds only comments, and where nothing could be read. */
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** Whether `value` is what the file says, so that its shape can be judged. */
  readonly readable: boolean
  /** 1-based line of what stands at `path`; where nothing does, the line where the thing it is missing from begins. */
  lineOf(path: Path): number
}

/**
 * Reads YAML strictly: one document, no anchors, aliases, tags or directives, no field twice, limits on size and depth.
 *
 * @param input text, or bytes that ought to be UTF-8
 * @param verbatim fields whose unquoted values are text as written, so that `0123456789012345` or `2027-01-31` stays what it was
 */
export function readYaml(input: string | Uint8Array, verbatim: ReadonlySet<string>): Reading {
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input)
  const lines = new LineCounter()
  const lineAt = (offset: number): number => lines.linePos(offset).line || 1
  const { tokens, problems } = tokenize(text, lines)
  if (problems.length > 0) return unreadable(problems)

  const composer = new Composer({ schema: 'core', uniqueKeys: false, keepSourceTokens: true })
  const [document, second] = [...composer.compose(tokens, true, text.length)]
  if (document === undefined) return unreadable([])
  const wrong = [document, second].flatMap(part => [...(part?.errors ?? []), ...(part?.warnings ?? [])]).slice(0, 100)
  if (wrong.length > 0) return unreadable(wrong.map(({ code, pos }) => ({ line: lineAt(pos[0]), text: saying(code) })))
  if (second !== undefined) return unreadable([{ line: lineAt(second.range[0]), text: saying('MULTIPLE_DOCS') }])

  const { value, lineOf, repeated } = walk(document.contents, verbatim, lineAt)
  return { value, lineOf, problems: repeated, readable: true }
}

function unreadable(problems: readonly Problem[]): Reading {
  return { value: null, problems, readable: false, lineOf: () => 1 }
}
