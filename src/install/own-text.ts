import { lstatSync, readFileSync } from 'node:fs'

/** The text of a hook file; null for a symbolic link or a directory, which keyhook never writes, and where there is nothing. */
export function ownText(path: string): string | null {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null
  // latin1 keeps every byte of a user's lines.
  return readFileSync(path, 'latin1')
}
