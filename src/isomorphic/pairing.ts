import type { Entry } from './index-file.ts'

/** A path that is in one of the trees only. */
export interface File {
  readonly path: string
  readonly entry: Entry
}

/** The last name of a path. */
export function nameOf({ path }: File): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What is not paired yet, and a way to pair it. */
export interface Pairing {
  gone(): File[]
  created(): File[]
  pair(old: File, now: File): void
}

/** @param renames takes what is paired */
export function createPairing(gone: readonly File[], created: readonly File[], renames: Map<string, Entry>): Pairing {
  const used = new Set<File>()
  return {
    gone: () => gone.filter(file => !used.has(file)),
    created: () => created.filter(file => !renames.has(file.path)),
    pair(old, now) {
      used.add(old)
      renames.set(now.path, old.entry)
    },
  }
}
