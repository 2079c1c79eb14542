import type { Command, Option } from '../command.ts'
import { HELP, VERSION } from '../shared-options.ts'

/** What a word or a value is completed with. */
export type Completed =
  | { readonly by: 'words'; readonly words: readonly string[] }
  /** Names that keyhook is asked for when they are needed. */
  | { readonly by: 'rules' | 'providers' }
  | { readonly by: 'files' | 'nothing' }

/** By its placeholder, which says to people as well what is meant: FILE, PATH, GLOB; ID; PROVIDER. */
function byName(name: string): Completed {
  if (/\b(FILE|PATH|DIRECTORY|GLOB)\b/.test(name)) return { by: 'files' }
  if (/\bPROVIDER\b/.test(name)) return { by: 'providers' }
  return { by: /\b(ID|RULE)\b/.test(name) ? 'rules' : 'nothing' }
}

export function completedWord({ words }: Command): Completed {
  if (words === null) return { by: 'nothing' }
  return words.choices === undefined ? byName(words.name) : { by: 'words', words: words.choices }
}

/** What follows an option; null after a flag, which nothing follows. */
export function completedValue({ value, choices }: Option): Completed | null {
  if (choices !== undefined) return { by: 'words', words: choices }
  if (value === undefined) return null
  return /^[a-z]+(\|[a-z-]+)+$/.test(value) ? { by: 'words', words: value.split('|') } : byName(value)
}

export function optionsOf(command: Command): readonly Option[] {
  return [...command.options, HELP]
}

/** Those of keyhook itself. */
export const GENERAL_OPTIONS: readonly Option[] = [HELP, VERSION]
