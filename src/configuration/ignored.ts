import { compileGlob, globFault, matchesEverything } from '../allowlist/glob.ts'

export const HIDES_KEYHOOK = 'this would hide .keyhook/ as well: name the folder that is meant'
export const HIDES_ALL = 'nothing would be scanned any more: name the folders that are meant'

const KEYHOOK_PATHS = ['.keyhook', '.keyhook/allowlist.yml', '.keyhook/config.yml']

/** Whether a glob reaches what keyhook itself is told by. */
export function reachesKeyhook(glob: string): boolean {
  return glob.startsWith('.keyhook/') || KEYHOOK_PATHS.some(compileGlob(glob))
}

/** What keeps a glob from being ignored beside others, in words that do not quote it; null where nothing does. */
export function ignoreFault(glob: string, others: readonly string[]): string | null {
  const fault = globFault(glob)
  if (fault !== null) return fault
  if (reachesKeyhook(glob)) return HIDES_KEYHOOK
  return matchesEverything([glob]) || matchesEverything([...others, glob]) ? HIDES_ALL : null
}
