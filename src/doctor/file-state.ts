import { type Stats, statSync } from 'node:fs'

/** What a path leads to; null also where what should be a directory is none. */
export function stateOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
