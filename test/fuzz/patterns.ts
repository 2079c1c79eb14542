import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { rules } from '../../src/detect/rules/index.ts'
import { searchesOf } from '../../src/detect/searches.ts'

/** A regular expression that text from outside is run through. */
export interface Judged {
  /** The rule, and which of its patterns where it has several; or the file it stands in. */
  readonly name: string
  readonly pattern: RegExp
  /** Texts that it matches, as shapes; none for one that stands in code. */
  readonly shapes: readonly string[]
  readonly keywords: readonly string[]
}

/** 12 hex digits of a hash: a verdict counts for this very pattern. */
export function digestOf({ pattern }: Pick<Judged, 'pattern'>): string {
  return createHash('sha256').update(String(pattern)).digest('hex').slice(0, 12)
}

/** The patterns of all rules, the halves of pairs too. */
export function rulePatterns(): Judged[] {
  return rules.flatMap(rule => {
    const { id, beside, examples } = rule
    const own = searchesOf(rule).map(({ pattern, keywords }, index) => ({
      name: index === 0 ? id : `${id}, beside its partner`,
      pattern,
      shapes: examples,
      keywords,
    }))
    if (beside === undefined) return own
    return [...own, { name: `${id}, partner`, pattern: beside.partner, shapes: examples, keywords: beside.keywords }]
  })
}

/** Parses TypeScript; handed in, since a bundler cannot be bundled itself. */
type Parse = (source: string, options: { lang: 'ts' }) => object

/**
 * Every regular expression that is written in the code, each once; those of rules are run as `rulePatterns`.
 *
 * @param sources the directory `src`
 */
export function codePatterns(sources: string, parse: Parse): Judged[] {
  const found = new Map<string, Judged>()
  for (const entry of readdirSync(sources, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.d.ts')) continue
    const name = relative(sources, file).split(sep).join('/')
    if (name.startsWith('detect/rules/')) continue
    for (const pattern of literalsIn(parse(readFileSync(file, 'utf8'), { lang: 'ts' })))
      if (!found.has(String(pattern))) found.set(String(pattern), { name, pattern, shapes: [], keywords: [] })
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

function literalsIn(tree: object): RegExp[] {
  const found: RegExp[] = []
  const pending: unknown[] = [tree]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue
    const { regex } = node as { regex?: { pattern: string; flags: string } }
    if (typeof regex?.pattern === 'string') found.push(new RegExp(regex.pattern, regex.flags))
    for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) pending.push(value)
  }
  return found
}
