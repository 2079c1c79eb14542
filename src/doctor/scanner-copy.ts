import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { readCopy } from '../install/copy.ts'
import { keyhookDirectory } from '../install/plan.ts'
import { describeCopied, type Installation, RECORD, readRecord } from '../install/record.ts'
import { broken, type Check, ok, type Patient, warning } from './check.ts'
import { shown } from './commands.ts'

const WHY = 'The hooks run this copy, so it has to be the scanner that was published, and know the formats of today.'

/**
 * Compares the scanner that the hooks run with the package that runs now, byte for byte. What is recorded beside the copy is asked
 * only whether a copy that differs was once whole: whoever changes the one can change the other.
 */
export function scannerCopy(patient: Patient): Check[] {
  const { repository, command, home, version } = patient
  const directory = keyhookDirectory(repository.commonDirectory)
  const told = { id: 'scanner', why: WHY, files: [shown(directory, repository.topLevel)] }
  const repair = `${command} init`
  if (lstatSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const says = 'There is no copy of the scanner in the git directory.'
    return [warning({ ...told, says, repair })]
  }
  const record = readRecord(directory)
  if (isSame(directory, home)) return [fromWithin(directory, record, told, repair)]
  const copy = readCopy(home, version)
  const differing = [...copy.files]
    .filter(([name, bytes]) => !holds(join(directory, name), bytes))
    .map(([name]) => name)
  if (differing.length === 0) {
    return [ok({ ...told, says: `The copy of the scanner is keyhook ${version}, byte for byte.` })]
  }
  const files = [...new Set([...differing, ...spoilt(directory, record)])].map(name =>
    shown(join(directory, name), repository.topLevel),
  )
  if (record === null || spoilt(directory, record).length > 0) {
    const says = `The copy of the scanner is damaged: ${named(differing)}.`
    return [broken({ ...told, says, repair, files })]
  }
  if (isNewer(record.keyhook, version)) {
    const says = `The copy is of keyhook ${record.keyhook}, newer than this one (${version}).`
    const why = 'Run the newer one here too: "init" with this one would put the older scanner in its place.'
    return [warning({ ...told, says, why, files })]
  }
  const says =
    record.keyhook === version
      ? `The copy says it is keyhook ${version}, and is not what that package holds: ${named(differing)}.`
      : `The copy is stale: keyhook ${record.keyhook}, and this is ${version}.`
  return [warning({ ...told, says, repair, files })]
}

/** The copy itself is running, so there is nothing else to compare it with. */
function fromWithin(
  directory: string,
  record: Installation | null,
  told: Pick<Check, 'id' | 'why' | 'files'>,
  repair: string,
): Check {
  const damaged = record === null ? [RECORD] : spoilt(directory, record)
  if (damaged.length > 0) {
    return broken({ ...told, says: `The copy of the scanner is damaged: ${named(damaged)}.`, repair })
  }
  return warning({
    ...told,
    says: `This is the copy itself (keyhook ${record?.keyhook}), which cannot vouch for its own bytes.`,
    repair: 'npx keyhook doctor',
  })
}

/** Files that are not even what the record beside them says. */
function spoilt(directory: string, record: Installation | null): string[] {
  return Object.entries(record?.files ?? {})
    .filter(([name, { sha256 }]) => describeOnDisk(join(directory, name)) !== sha256)
    .map(([name]) => name)
}

function describeOnDisk(path: string): string | null {
  const bytes = read(path)
  return bytes === null ? null : describeCopied(bytes).sha256
}

function holds(path: string, bytes: Buffer): boolean {
  return read(path)?.equals(bytes) === true
}

/** Not through a link: what it leads to can change at any time. */
function read(path: string): Buffer | null {
  try {
    return lstatSync(path).isFile() ? readFileSync(path) : null
  } catch {
    return null
  }
}

function named(names: readonly string[]): string {
  const rest = names.length - 3
  return `${names.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function isNewer(one: string, other: string): boolean {
  const [left, right] = [one, other].map(text => text.split(/[.+-]/).slice(0, 3).map(Number))
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync.native(one) === realpathSync.native(other)
  } catch {
    return one === other
  }
}
