import type { NewEntry } from '../allowlist/entry-text.ts'
import { FOREIGN_MARKERS, type Marker } from '../allowlist/markers.ts'
import type { Look } from './look.ts'
import type { AllowWish, Origin, Sight, Wish, WrittenRule } from './wish.ts'

/** What became of one line of another tool's file. */
export type Resolved = Origin &
  (
    | {
        readonly kind: 'allowed'
        readonly entry: NewEntry
        readonly place: string
        readonly note?: string
        readonly open?: true
      }
    | { readonly kind: 'entry'; readonly rule: string; readonly path: string; readonly note?: string }
    | { readonly kind: 'ignored'; readonly glob: string; readonly note?: string }
    | { readonly kind: 'rule'; readonly rule: WrittenRule; readonly remarks: readonly string[] }
    | { readonly kind: 'disabled'; readonly rule: string }
    | { readonly kind: 'marker'; readonly marker: Marker }
    | { readonly kind: 'refused' | 'needless'; readonly why: string }
  )

type AllowLine = Origin & AllowWish

/** A full id of a commit has at least as many digits. */
const SHORTEST_ID = 40

/** More values than these are no exceptions. */
const MOST_VALUES = 100

/** What an allow wish has met so far, by fingerprint. */
type Met = Map<AllowLine, Map<string, Sight>>

/**
 * Looks for what the wishes speak of, in the order of cost: what is tracked, the commits that are named, and the history only for what is not found.
 *
 * @param holds whether a text stands in a tracked file
 */
export async function resolveWishes(
  wishes: readonly Wish[],
  look: Look,
  holds: (text: string) => Promise<boolean>,
): Promise<Resolved[]> {
  const allows = wishes.filter(wish => wish.kind === 'allow')
  const met: Met = new Map(allows.map(wish => [wish, new Map()]))
  const missing = await lookFor(allows, met, look)
  const resolved = await Promise.all(
    wishes.map(async (wish): Promise<Resolved[]> => {
      if (wish.kind === 'allow') return allowed(wish, met.get(wish) ?? new Map(), missing.has(wish))
      if (wish.kind === 'ignore') return wish.globs.map(glob => ({ ...wish, kind: 'ignored', glob }))
      if (wish.kind === 'disable') return [{ ...wish, kind: 'disabled' }]
      if (wish.kind !== 'marker') return [wish]
      return (await stands(wish.marker, holds)) ? [wish] : []
    }),
  )
  return resolved.flat()
}

async function stands(marker: Marker, holds: (text: string) => Promise<boolean>): Promise<boolean> {
  for (const { tool, text } of FOREIGN_MARKERS) if (tool === marker && (await holds(text))) return true
  return false
}

/** @returns those whose commit is not here */
async function lookFor(allows: readonly AllowLine[], met: Met, look: Look): Promise<ReadonlySet<AllowLine>> {
  const missing = new Set<AllowLine>()
  const byPath = new Map<string | undefined, AllowLine[]>()
  const inFiles = allows.filter(({ commit }) => commit === undefined)
  for (const wish of inFiles) byPath.set(wish.path, [...(byPath.get(wish.path) ?? []), wish])
  const anywhere = byPath.get(undefined) ?? []
  const paths = new Set(inFiles.flatMap(({ path }) => path ?? []))
  let settled: ReadonlySet<AllowLine> = new Set()
  const see = (sight: Sight): void => {
    for (const wish of byPath.get(sight.path) ?? []) if (!settled.has(wish)) meet(wish, sight, met)
    for (const wish of anywhere) meet(wish, sight, met)
  }
  if (inFiles.length > 0) await look.index(anywhere.length > 0 ? null : paths, see)
  // What stands in a file today is what its entry means; only where it does not is it looked for among what once stood there.
  settled = new Set(inFiles.filter(wish => met.get(wish)?.size !== 0))
  const open = new Set(inFiles.filter(wish => !settled.has(wish)).flatMap(({ path }) => path ?? []))
  if (anywhere.length > 0) await look.history(null, see)
  else if (open.size > 0) await look.history([...open], see)
  const byCommit = new Map<string, AllowLine[]>()
  for (const wish of allows)
    if (wish.commit !== undefined) byCommit.set(wish.commit, [...(byCommit.get(wish.commit) ?? []), wish])
  if (byCommit.size === 0) return missing
  const short = [...byCommit].filter(([name]) => name.length < SHORTEST_ID)
  const here = await look.commits([...byCommit.keys()], sight => {
    const { path } = sight
    const commit = sight.commit ?? ''
    const named = [
      ...(byCommit.get(commit) ?? []),
      ...short.flatMap(([name, all]) => (commit.startsWith(name) ? all : [])),
    ]
    for (const wish of named) if (wish.path === undefined || wish.path === path) meet(wish, sight, met)
  })
  for (const [name, all] of byCommit) if (!here.has(name)) for (const wish of all) missing.add(wish)
  return missing
}

function meet(wish: AllowLine, sight: Sight, met: Met): void {
  if (wish.matches(sight)) met.get(wish)?.set(sight.fingerprint, sight)
}

function allowed(wish: AllowLine, sights: ReadonlyMap<string, Sight>, isMissing: boolean): Resolved[] {
  const { file, line, what, unmatched, single, open, note, commit = '' } = wish
  const place = { file, line, ...(what === undefined ? {} : { what }) }
  if (isMissing) return [{ ...place, kind: 'refused', why: `there is no commit ${commit.slice(0, 12)} here` }]
  if (sights.size === 0) return [{ ...place, ...unmatched }]
  const several = `${sights.size} findings are meant by it; look at them, and allow them one by one`
  if ((single && sights.size > 1) || sights.size > MOST_VALUES) return [{ ...place, kind: 'refused', why: several }]
  return [...sights.values()].map(sight => ({
    ...place,
    kind: 'allowed',
    entry: { fingerprint: sight.fingerprint, rule: sight.rule.id, reason: '' },
    place: `${sight.path === '' ? 'COMMIT_MSG' : sight.path}:${sight.firstLine}`,
    ...(note === undefined ? {} : { note }),
    ...(open === undefined ? {} : { open }),
  }))
}
