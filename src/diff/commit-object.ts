/** A commit or an annotated tag as git stores it: header lines, an empty line, the message. */
export interface CommitObject {
  readonly message: Buffer
  /** Everything that stands before the message, as text. */
  readonly header: string
}

/**
 *     tree 66a0…
 *     parent 9d2b…
 *     author A U Thor <author@example.com> 1767323045 +0000
 *
 *     The message
 */
export function parseCommitObject(content: Buffer): CommitObject {
  const end = content.indexOf('\n\n')
  if (end < 0) return { header: content.toString('utf8'), message: Buffer.alloc(0) }
  return { header: content.toString('utf8', 0, end), message: content.subarray(end + 2) }
}

/** The value of each `Name: value` line in the message's last paragraph, in order; of a message without a subject that is the first. */
export function trailers(message: Buffer, name: string): string[] {
  const paragraphs = message
    .toString('utf8')
    .trimEnd()
    .split(/\n[ \t]*\n/)
  const prefix = `${name.toLowerCase()}:`
  return (paragraphs.at(-1) ?? '')
    .split('\n')
    .filter(line => line.toLowerCase().startsWith(prefix))
    .map(line => line.slice(prefix.length).trim())
}
