const SCISSORS = ' ------------------------ >8 ------------------------'

export interface MessageOptions {
  /** The character, or string, that begins a comment; git's `core.commentChar`. */
  readonly comment: string
  /** Whether git will take comment lines out: it does so where an editor was used, unless told otherwise. */
  readonly stripsComments: boolean
  /** Whether an editor was used: only then does git write a scissors line and cut there. */
  readonly edited: boolean
}

/**
 * The message as it will be recorded, with what git takes out replaced by empty lines, so that line numbers stay those of the file.
 * Everything from the scissors on is a diff that git shows to whoever writes the message.
 */
export function recordedMessage(message: Buffer, { comment, stripsComments, edited }: MessageOptions): Buffer {
  const lines = message.toString('latin1').split('\n')
  const cut = edited ? lines.indexOf(comment + SCISSORS) : -1
  const kept = cut < 0 ? lines : lines.slice(0, cut)
  return Buffer.from(kept.map(line => (stripsComments && line.startsWith(comment) ? '' : line)).join('\n'), 'latin1')
}
