import { isVariable, nameGiven } from '../detect/advice/place.ts'
import { withoutPrefix } from '../detect/advice/public-prefix.ts'
import { lineAt } from './edit.ts'
import type { Holding, SourceFile } from './plan-types.ts'

/** Words of names that tell nothing of a purpose. */
const COMMON =
  /^(?:API|KEY|KEYS|TOKEN|SECRET|ACCESS|AUTH|CLIENT|ID|MY|THE|DEFAULT|CONST|VALUE|APP|PASSWORD|INDEX|MAIN)$/

/** `dbPassword`, `db-password` and `db.password` as `DB_PASSWORD`. */
export function screaming(name: string): string {
  return name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase()
}

/** The name that the text gives to a value; null where it gives none. */
function given({ text }: SourceFile, start: number): string | null {
  const line = lineAt(text, start)
  const previous = line.start === 0 ? null : lineAt(text, line.start - 1).text
  return nameGiven({ before: text.slice(line.start, start), previous })
}

/** The name usual for a key of its provider; where only its name says that a value is secret, that name. */
function usualName(file: SourceFile, { site, name, suffix }: Holding): string {
  if (name !== undefined) return name
  const { rule } = site
  const own = given(file, site.start)
  const isGeneric = rule.provider === 'generic' || rule.guessable === true
  const byText = isGeneric && own !== null ? screaming(own) : ''
  const usual = isVariable(byText) ? byText : (rule.variable ?? screaming(rule.id))
  return withoutPrefix(usual) + (suffix === undefined ? '' : `_${suffix}`)
}

/** What a value is for, as the text calls it, and as its file is called. */
function purposes(file: SourceFile, { site }: Holding, name: string): string[] {
  const known = new Set(name.split('_'))
  const stem = /([^/]*?)(?:\.[^/]*)?$/.exec(file.path)?.[1] ?? ''
  const words = [given(file, site.start) ?? '', stem, file.path.split('/').at(-2) ?? '']
  return words
    .map(word =>
      screaming(word)
        .split('_')
        .filter(part => !COMMON.test(part) && !known.has(part))
        .join('_'),
    )
    .filter(purpose => /^[A-Z]\w{2}/.test(purpose))
}

export interface Naming {
  /** The variable for a value: the one that holds it already, else a new one; null where its name is fixed and holds another value. */
  nameFor(file: SourceFile, holding: Holding): string | null
  /** The variables that are new, in order. */
  readonly added: ReadonlyMap<string, string>
}

/** Gives each value a variable of its own, so that a key's usage can be told from that of any other. */
export function createNaming(existing: ReadonlyMap<string, string>): Naming {
  const taken = new Map(existing)
  const added = new Map<string, string>()

  function isFree(name: string, value: string): boolean {
    return !taken.has(name) || taken.get(name) === value || taken.get(name) === ''
  }

  function keep(name: string, value: string): string {
    if (taken.get(name) !== value) {
      added.set(name, value)
      taken.set(name, value)
    }
    return name
  }

  return {
    added,
    nameFor(file, holding) {
      const { value } = holding
      const usual = usualName(file, holding)
      if (holding.isFixed === true) return isFree(usual, value) ? keep(usual, value) : null
      const known = [...taken].find(([name, held]) => held === value && isVariable(name))
      if (known !== undefined) return known[0]
      if (isFree(usual, value)) return keep(usual, value)
      for (const purpose of purposes(file, holding, usual)) {
        const name = `${usual}_${purpose}`
        if (isFree(name, value)) return keep(name, value)
      }
      for (let number = 2; ; number++) {
        const name = `${usual}_${number}`
        if (isFree(name, value)) return keep(name, value)
      }
    },
  }
}
