import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { appendDoors, writeScripts } from './append.ts'
import { describeBefore } from './before.ts'
import { chainDoors, joined, type Wiring } from './chain.ts'
import { type Change, writing } from './changes.ts'
import { type Copy, describeCopy, NODE, placeCopy } from './copy.ts'
import { DOORS } from './doors.ts'
import { real } from './hooks-directory.ts'
import { chooseManager, type Facts, MANAGERS, type Manager } from './managers.ts'
import { addScript, isPrepared } from './prepare-script.ts'
import { type Installation, type Place, RECORD, readRecord } from './record.ts'
import { register } from './registry.ts'
import { fileOf, type Site } from './site.ts'

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
  const directories = [...new Set([own, ...sites.flatMap(directoriesOf)].flatMap(missing))]
  const configured = manager.configure?.(facts) ?? { changes: [], notes: [], edits: [] }
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
    edits: [...(earlier?.edits ?? []), ...configured.edits.map(edit => ({ ...edit, path: near(edit.path) }))],
  }
  return {
    manager,
    sites,
    changes: [
      ...directories.map(path => ({ kind: 'directory', path }) as const),
      ...placeCopy(wish.copy, own),
      ...(wish.node === null ? [] : writing(join(own, NODE), `${wish.node}\n`)),
      ...configured.changes,
      ...wiring.changes,
      ...(script?.changes ?? []),
      ...writing(join(own, RECORD), `${JSON.stringify(record, null, 2)}\n`),
    ],
    notes: [...manager.remarks, ...besides(manager, facts), ...configured.notes, ...wiring.notes],
  }
}

/** Managers that are in use, and were not to be wired: they write their own hook files in place of keyhook's. */
function besides(chosen: Manager, facts: Facts): string[] {
  const others = MANAGERS.filter(other => other !== chosen && other.configure !== undefined && other.isPresent(facts))
  return others.map(({ name }) => `${name} is in use too: after "${name} install", run "keyhook init" again`)
}

function directoriesOf(site: Site): string[] {
  return site.style === 'chain' || site.style === 'append'
    ? [site.directory]
    : DOORS.map(door => dirname(fileOf(site, door)))
}

function wire({ directory, style, reach, ...limits }: Site, commonDirectory: string): Wiring {
  if (style === 'append') return appendDoors(directory)
  if (style === 'script') return writeScripts(directory)
  if (style === 'entry') return { changes: [], notes: [] } // the manager's configuration holds it
  const { changes, notes } = chainDoors(directory, reach, limits)
  return { changes: [...(reach === 'shared' ? register(directory, real(commonDirectory)) : []), ...changes], notes }
}

/** Places of an earlier init stay on the list, for uninstall to look there too. */
function placesOf(sites: readonly Site[], earlier: readonly Place[], near: (path: string) => string): Place[] {
  const now = sites.flatMap(({ directory, style }) =>
    style === 'entry' ? [] : [{ directory: near(directory), style, before: describeBefore(directory, style) }],
  )
  return [...now, ...earlier.filter(place => !now.some(({ directory }) => directory === place.directory))]
}

/** The directory and those above it that do not exist, outermost first. */
function missing(path: string): string[] {
  return existsSync(path) ? [] : [...missing(dirname(path)), path]
}
