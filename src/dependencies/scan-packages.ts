import { relative } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { codeFiles, PieceReader } from './code-files.ts'
import { createMentions } from './mentions.ts'
import type { Package } from './package.ts'
import { PROVIDERS } from './providers.ts'
import type { Term } from './terms.ts'

/** That a package mentions what belongs to one provider. */
export interface Mention {
  readonly package: Package
  readonly provider: string
  /** The variables, prefixes and hosts it mentions, as they are written. */
  readonly terms: readonly string[]
  /** The file that mentions most of them, from the base directory; one that is no test where there is one. */
  readonly file: string
  /** How many files do. */
  readonly files: number
  /** The provider that publishes the package, this one or another; null where none of those known does. */
  readonly publisher: string | null
}

export interface Scanned {
  readonly mentions: readonly Mention[]
  readonly files: number
  readonly bytes: number
  /** Files that could not be read. */
  readonly unread: number
}

interface Seen {
  readonly terms: Set<number>
  file: string
  /** How telling that file is. */
  weight: number
  files: number
}

/** More than the terms of one provider. */
const WEIGHT_OF_CODE = 1000

const TEST =
  /(?:^|[\\/])(?:__)?(?:tests?|spec|examples?|fixtures?|benchmarks?|docs?)(?:__)?[\\/]|[._-](?:test|spec)\.\w+$/i

/**
 * Looks through the code of packages, one file after another; memory stays the same however many there are. Nothing of it is run.
 *
 * @param base what files are told from
 */
export async function scanPackages(
  packages: readonly Package[],
  terms: readonly Term[],
  base: string,
  onDone: (packages: number) => void,
): Promise<Scanned> {
  const { overlap, search } = createMentions(terms)
  const reader = new PieceReader(overlap)
  const order = [...new Set(terms.map(({ provider }) => provider))]
  const mentions: Mention[] = []
  const total = { files: 0, bytes: 0, unread: 0 }
  for (const [index, one] of packages.entries()) {
    const seen = new Map<string, Seen>()
    for (const root of one.code) {
      for (const path of codeFiles(root)) {
        const found = new Set<number>()
        const size = reader.read(path, bytes => search(bytes, term => found.add(term)))
        total.files++
        if (size === null) total.unread++
        else total.bytes += size
        for (const [provider, named] of byProvider(found, terms)) keep(seen, provider, named, path)
      }
    }
    const publisher = seen.size === 0 ? null : publisherOf(one)
    for (const [provider, { terms: indexes, file, files }] of seen) {
      const named = [...indexes].sort((left, right) => left - right).map(term => terms[term]?.text ?? '')
      const shown = relative(base, file)
      const path = shown.startsWith('..') ? file : shown
      mentions.push({ package: one, provider, terms: named, file: path, files, publisher })
    }
    onDone(index + 1)
    // ^C and the progress line get their turn.
    if (index % 16 === 0) await setImmediate()
  }
  mentions.sort((left, right) => order.indexOf(left.provider) - order.indexOf(right.provider) || byName(left, right))
  return { mentions, ...total }
}

function byProvider(found: ReadonlySet<number>, terms: readonly Term[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const term of found) {
    const provider = terms[term]?.provider ?? ''
    groups.set(provider, [...(groups.get(provider) ?? []), term])
  }
  return groups
}

function keep(seen: Map<string, Seen>, provider: string, named: readonly number[], path: string): void {
  const before = seen.get(provider) ?? { terms: new Set<number>(), file: '', weight: 0, files: 0 }
  for (const term of named) before.terms.add(term)
  before.files++
  const weight = named.length + (TEST.test(path) ? 0 : WEIGHT_OF_CODE)
  if (weight > before.weight) Object.assign(before, { file: path, weight })
  seen.set(provider, before)
}

/** What the project asks for itself first, then by name. */
function byName({ package: left }: Mention, { package: right }: Mention): number {
  return Number(right.direct === true) - Number(left.direct === true) || compare(left.name, right.name)
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Which of the providers publishes a package. */
export function publisherOf({ ecosystem, name }: Pick<Package, 'ecosystem' | 'name'>): string | null {
  const full = `${ecosystem}:${name}`
  const isOwn = (own: string): boolean => full === own || (own.endsWith('/') && full.startsWith(own))
  return PROVIDERS.find(({ official }) => official.some(isOwn))?.name ?? null
}
