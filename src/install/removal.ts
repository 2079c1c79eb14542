import { statSync } from 'node:fs'
import { join } from 'node:path'
import { removeBlocks } from './append.ts'
import { joined, unchainDoors, type Wiring } from './chain.ts'
import { type Change, writing } from './changes.ts'
import { removeCopy } from './copy.ts'
import { real } from './hooks-directory.ts'
import { type Facts, MANAGERS, type Manager } from './managers.ts'
import { withoutMarked } from './marked.ts'
import { keyhookDirectory } from './plan.ts'
import { isPrepared, removeScript } from './prepare-script.ts'
import { type Installation, type Place, readRecord } from './record.ts'
import { unregister } from './registry.ts'
import { readText, withoutEdit } from './splice.ts'

/** Works out what to change so that nothing of keyhook is left and all is as it was, but for what the user changed since. */
export function planRemoval(facts: Facts): Wiring {
  const { commonDirectory } = facts.repository
  const own = keyhookDirectory(commonDirectory)
  const record = readRecord(own)
  const doors = joined(placesToLook(facts, record).map(place => unwire(place, commonDirectory)))
  const configuration = joined(filesToLook(facts, record).map(path => unconfigure(path, facts, record)))
  const script = unscript(facts, record)
  const changes: Change[] = [
    ...doors.changes,
    ...configuration.changes,
    ...script.changes,
    ...removeCopy(own),
    ...[...(record?.created ?? [])]
      .reverse()
      .map(path => ({ kind: 'prune', path: join(real(commonDirectory), path) }) as const),
  ]
  return { changes, notes: [...doors.notes, ...configuration.notes, ...script.notes] }
}

type Where = Pick<Place, 'directory' | 'style'>

/** Where the record says, and where git and the managers look today: the record may be lost, the settings may have changed. */
function placesToLook(facts: Facts, record: Installation | null): Where[] {
  const base = real(facts.repository.commonDirectory)
  const candidates: Where[] = [
    ...(record?.places ?? []).map(({ directory, style }) => ({ directory: join(base, directory), style })),
    ...MANAGERS.filter(manager => manager.isPresent(facts)).flatMap(manager => sitesOf(manager, facts)),
    { directory: join(facts.repository.commonDirectory, 'hooks'), style: 'chain' },
  ]
  const seen = new Set<string>()
  return candidates.filter(({ directory }) => {
    const place = real(directory)
    if (seen.has(place) || statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return false
    seen.add(place)
    return true
  })
}

function sitesOf(manager: Manager, facts: Facts): readonly Where[] {
  try {
    return manager.sites(facts).flatMap(({ directory, style }) => (style === 'entry' ? [] : [{ directory, style }]))
  } catch {
    return [] // a manager that cannot be wired holds nothing of keyhook's
  }
}

function unwire({ directory, style }: Where, commonDirectory: string): Wiring {
  if (style !== 'chain') return removeBlocks({ directory, style })
  const { changes, others } = unregister(directory, real(commonDirectory))
  if (others.length === 0) return joined([unchainDoors(directory), { changes, notes: [] }])
  return {
    changes,
    notes: [`Other repositories share the hooks in ${directory} and are still guarded by them: ${others.join(', ')}`],
  }
}

/** The configuration files of managers that hold, or held, something of keyhook's. */
function filesToLook(facts: Facts, record: Installation | null): string[] {
  const base = real(facts.repository.commonDirectory)
  const recorded = (record?.edits ?? []).map(({ path }) => join(base, path))
  const named = MANAGERS.flatMap(manager => filesOf(manager, facts)).map(real)
  return [...new Set([...recorded.map(real), ...named])]
}

function filesOf(manager: Manager, facts: Facts): readonly string[] {
  try {
    return manager.files?.(facts) ?? []
  } catch {
    return [] // not understood, so never written to
  }
}

function unconfigure(path: string, { repository }: Facts, record: Installation | null): Wiring {
  const text = readText(path)
  if (text === null) return { changes: [], notes: [] }
  const edits = (record?.edits ?? []).filter(edit => real(join(real(repository.commonDirectory), edit.path)) === path)
  const cleared = edits.reduceRight((left, edit) => withoutEdit(left, edit) ?? left, text)
  const rest = withoutMarked(cleared)
  if (rest === null) return { changes: [{ kind: 'remove', path }], notes: [] }
  const left = /\bkeyhook\b/.test(rest) ? [`keyhook is still named there; take it out by hand: ${path}`] : []
  return { changes: rest === text ? [] : writing(path, rest), notes: left }
}

function unscript(facts: Facts, record: Installation | null): Wiring {
  if (record?.script != null) {
    const path = join(real(facts.repository.commonDirectory), record.script.path)
    const changes = removeScript({ ...record.script, path })
    if (changes !== null) return { changes, notes: [] }
  }
  if (facts.project === null || !isPrepared(facts.project)) return { changes: [], notes: [] }
  return {
    changes: [],
    notes: [`A script still starts keyhook; take it out by hand: ${facts.project.path}`],
  }
}
