import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { appendDoors } from './append.ts'
import { describeBefore } from './before.ts'
import { chainDoors, joined, type Wiring } from './chain.ts'
import { type Change, writing } from './changes.ts'
import { type Copy, describeCopy, NODE, placeCopy } from './copy.ts'
import { real } from './hooks-directory.ts'
import { chooseManager, type Facts, type Manager, type Site } from './managers.ts'
import { addScript, isPrepared } from './prepare-script.ts'
import { type Installation, type Place, RECORD, readRecord } from './record.ts'
import { register } from './registry.ts'

export interface Wish {
  readonly copy: Copy
  /** The path of node to record; null where there is none to rely on. */
  readonly node: string | null
  /** What `--manager` says; null to find out. */
  readonly manager: string | null
  /** Whether to add the `prepare` script. */
  readonly prepare: boolean
}

export interface Plan {
  readonly manager: Manager
  readonly sites: readonly Site[]
  /** Empty where everything is installed already. */
  readonly changes: readonly Change[]
  readonly notes: readonly string[]
}

/** Keyhook's own directory. */
export function keyhookDirectory(commonDirectory: string): string {
  return join(commonDirectory, 'keyhook')
}

/** Works out what to change so that each door is guarded; reads much, and changes nothing. */
export function planInstallation(facts: Facts, wish: Wish): Plan {
  const own = keyhookDirectory(facts.repository.commonDirectory)
  const manager = chooseManager(facts, wish.manager)
  const sites = manager.sites(facts)
  const earlier = readRecord(own)
  const directories = [...new Set([own, ...sites.map(site => site.directory)].flatMap(missing))]
  const script = wish.prepare && facts.project !== null && !isPrepared(facts.project) ? addScript(facts.project) : null
  const wiring = joined(sites.map(site => wire(site, facts.repository.commonDirectory)))
  const near = (path: string) => relative(real(facts.repository.commonDirectory), real(path))
  const created = directories.filter(path => path !== own).map(near)
  const record: Installation = {
    version: 1,
    keyhook: wish.copy.version,
    manager: manager.name,
    files: describeCopy(wish.copy),
    places: placesOf(sites, earlier?.places ?? [], near),
    created: [...new Set([...(earlier?.created ?? []), ...created])],
    script: script === null ? (earlier?.script ?? null) : { ...script.edit, path: near(script.edit.path) },
  }
  return {
    manager,
    sites,
    changes: [
      ...directories.map(path => ({ kind: 'directory', path }) as const),
      ...placeCopy(wish.copy, own),
      ...(wish.node === null ? [] : writing(join(own, NODE), `${wish.node}\n`)),
      ...wiring.changes,
      ...(script?.changes ?? []),
      ...writing(join(own, RECORD), `${JSON.stringify(record, null, 2)}\n`),
    ],
    notes: [...manager.remarks, ...wiring.notes],
  }
}

function wire({ directory, style, reach }: Site, commonDirectory: string): Wiring {
  if (style === 'append') return appendDoors(directory)
  const { changes, notes } = chainDoors(directory, reach)
  return { changes: [...(reach === 'shared' ? register(directory, real(commonDirectory)) : []), ...changes], notes }
}

/** Places of an earlier init stay on the list, for uninstall to look there too. */
function placesOf(sites: readonly Site[], earlier: readonly Place[], near: (path: string) => string): Place[] {
  const now = sites.map(({ directory, style }) => ({
    directory: near(directory),
    style,
    before: describeBefore(directory, style),
  }))
  return [...now, ...earlier.filter(place => !now.some(({ directory }) => directory === place.directory))]
}

/** The directory and those above it that do not exist, outermost first. */
function missing(path: string): string[] {
  return existsSync(path) ? [] : [...missing(dirname(path)), path]
}
