import { type Reference, shortName } from '../../exposure/exposure.ts'
import type { KeySource } from '../../exposure/key-source.ts'
import type { Removal } from '../../exposure/removal.ts'
import { quote } from '../../report/shell.ts'
import { SHORT } from './commands.ts'

type Filter = Extract<Removal, { readonly way: 'filter' }>

/** What stands in place of the key afterwards. */
export const REMOVED = 'REMOVED'

/**
 * One command that makes the commits again without the key. It takes the key from git itself, so that it stands in no command, no file and no history of a
 * shell; null where no object holds it as it is.
 *
 * Source: https://htmlpreview.github.io/?https://github.com/newren/git-filter-repo/blob/docs/html/git-filter-repo.html (callbacks, --refs)
 */
export function filterByKey(removal: Filter): string | null {
  const { key, inContent, inMessage, inName, rewritten, kept } = removal
  if (key === null || inName) return null
  const without = (value: string): string => `${value}.replace(os.fsencode(os.environ["KEY"]), b"${REMOVED}")`
  const callbacks = [
    ...(inContent ? [`--blob-callback 'blob.data = ${without('blob.data')}'`] : []),
    ...(inMessage ? [`--message-callback 'return ${without('message')}'`] : []),
  ]
  return `KEY="$(${bytesOf(key)})" git filter-repo --force --refs ${revisions(rewritten, kept)} ${callbacks.join(' ')}`
}

/** The same for whole files, by their names. */
export function filterByPath({ rewritten, kept }: Filter, paths: readonly string[]): string {
  const chosen = paths.map(path => `--path ${quote(path)}`).join(' ')
  return `git filter-repo --force --refs ${revisions(rewritten, kept)} --invert-paths ${chosen}`
}

function bytesOf({ type, id, start, length }: KeySource): string {
  return `git cat-file ${type} ${id.slice(0, SHORT)} | tail -c +${start} | head -c ${length}`
}

function revisions(rewritten: readonly Reference[], kept: readonly string[]): string {
  const names = rewritten.map(({ name }) => quote(name))
  return [...names, ...kept.map(commit => quote(`^${commit.slice(0, SHORT)}`))].join(' ')
}

/** As people name them. */
export function named(references: readonly Reference[]): string {
  return references.map(shortName).join(', ')
}
