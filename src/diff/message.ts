const SCISSORS = ' ------------------------ >8 ------------------------'

/** What git chooses from where `core.commentChar` is `auto`. */
const AUTOMATIC = '#;@!$%^&|:'

export interface MessageOptions {
  /** What begins a comment; null where git chooses it. */
  readonly comment: string | null
  /** Whether the configuration has git take comment lines out. */
  readonly stripsComments: boolean
  /** Whether an editor was used: only then does git write comments and a scissors line, and cut there. */
  readonly edited: boolean
}

/**
 * The message as it will be recorded, with what git wrote and will take out replaced by empty lines, so that line numbers stay those of the file:
 * the diff below the scissors, and the names in the list of changed files. Comments that a person wrote stay: with `--cleanup`, which a hook
 * is not told of, git records them.
 */
export function recordedMessage(message: Buffer, options: MessageOptions): Buffer {
  if (!options.edited) return message
  const lines = message.toString('latin1').split('\n')
  const comment = options.comment ?? chosenComment(lines)
  const cut = lines.findIndex((line, at) => line === comment + SCISSORS && isByGit(lines.slice(at + 1), comment))
  const kept = cut < 0 ? lines : lines.slice(0, cut)
  const isListed = (line: string): boolean => options.stripsComments && line.startsWith(`${comment}\t`)
  return Buffer.from(kept.map(line => (isListed(line) ? '' : line)).join('\n'), 'latin1')
}

/** Below its scissors git writes comments and diffs; below a line that only looks like them, text would be recorded. */
function isByGit(below: readonly string[], comment: string): boolean {
  const first = below.find(line => line !== '' && !line.startsWith(comment))
  return first === undefined || /^(?:diff --|Submodule )/.test(first)
}

/** The character that git chose, read off what it wrote: its comments come last, but for a diff below the scissors. */
export function chosenComment(lines: readonly string[]): string {
  const scissors = lines.find(line => line.endsWith(SCISSORS) && line.length === SCISSORS.length + 1)
  const last = scissors ?? lines.findLast(line => line !== '') ?? ''
  return last !== '' && AUTOMATIC.includes(last.charAt(0)) ? last.charAt(0) : '#'
}
