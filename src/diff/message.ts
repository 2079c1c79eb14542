const SCISSORS = ' ------------------------ >8 ------------------------'

export interface MessageOptions {
  /** The character, or string, that begins a comment; git's `core.commentChar`. null where git chose one that no line of the message began with. */
  readonly comment: string | null
  /** Whether git will take comment lines out: it does so where an editor was used, unless told otherwise. */
  readonly stripsComments: boolean
  /** Whether an editor was used: only then does git write a scissors line and cut there. */
  readonly edited: boolean
}

/**
 * The message as it will be recorded, with what git takes out replaced by empty lines, so that line numbers stay those of the file.
 * Everything from the scissors on is a diff that git shows to whoever writes the message.
 */
export function recordedMessage(message: Buffer, options: MessageOptions): Buffer {
  const { stripsComments, edited } = options
  const lines = message.toString('latin1').split('\n')
  const comment = options.comment ?? chosenComment(lines)
  const scissors = edited ? lines.indexOf(comment + SCISSORS) : -1
  const cut = isGits(lines.slice(scissors + 1), comment) ? scissors : -1
  const kept = cut < 0 ? lines : lines.slice(0, cut)
  return Buffer.from(kept.map(line => (stripsComments && line.startsWith(comment) ? '' : line)).join('\n'), 'latin1')
}

/** Whether git wrote what stands below the scissors: comments, then perhaps a diff. Anybody can write the line itself, and then git cuts nothing. */
function isGits(below: readonly string[], comment: string): boolean {
  const first = below.find(line => line !== '' && !line.startsWith(comment))
  return first === undefined || /^(?:diff |Submodule )/.test(first)
}

/** Of `core.commentChar=auto`: what git's own remarks begin with, which stand at the end. */
function chosenComment(lines: readonly string[]): string {
  const scissors = lines.find(line => line.slice(1) === SCISSORS)
  const last = scissors ?? lines.findLast(line => line !== '') ?? ''
  return /^[#;@!$%^&|:]/.test(last) ? last.charAt(0) : '#'
}
