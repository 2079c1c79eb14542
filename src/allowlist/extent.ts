import type { AllowlistEntry } from './allowlist.ts'

/** Lines of a file, 1-based, both included. */
export interface Extent {
  readonly first: number
  readonly last: number
}

/**
 * The lines that an entry takes up, from its dash to the line before whatever is indented less.
 *
 * @returns null where it is not written as a block of its own, so that lines cannot be taken out
 */
export function extentOf({ line }: Pick<AllowlistEntry, 'line'>, text: string): Extent | null {
  const lines = text.split('\n')
  const dash = /^( *)-(?= |$)/.exec(lines[line - 1] ?? '')?.[1]?.length
  if (dash === undefined) return null
  let last = line
  for (let at = line; at < lines.length; at++) {
    const indent = /^ *(?=\S)/.exec(lines[at] ?? '')?.[0].length
    if (indent === undefined) continue // a blank line belongs to the entry only if more of it follows
    if (indent <= dash) break
    last = at + 1
  }
  return { first: line, last }
}
