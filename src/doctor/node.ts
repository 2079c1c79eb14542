import { accessSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { NODE } from '../install/copy.ts'
import { keyhookDirectory } from '../install/plan.ts'
import { type Check, ok, type Patient, warning } from './check.ts'

const WHY = 'A program with a window starts git without the PATH of a terminal; without node the commit stops.'

/** Whether the hooks find node wherever git is started from. */
export function node(patient: Patient): Check[] {
  const { env, repository, command } = patient
  const told = { id: 'node', why: WHY }
  const chosen = env['KEYHOOK_NODE'] ?? ''
  if (chosen !== '') {
    if (isProgram(chosen)) {
      const says = `The hooks started from this shell take node from KEYHOOK_NODE (${chosen}).`
      return [ok({ ...told, says, files: [chosen] })]
    }
    const says = `KEYHOOK_NODE is not the absolute path of a program: ${chosen}`
    return [warning({ ...told, says, repair: 'unset KEYHOOK_NODE' })]
  }
  const directory = keyhookDirectory(repository.commonDirectory)
  if (!existsSync(directory)) return [] // nothing is installed, and that is told already
  const file = join(directory, NODE)
  const recorded = existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[0] ?? '') : ''
  if (recorded === '') {
    const says = 'No path of node is recorded: the hooks look in the usual places, and on PATH.'
    return [warning({ ...told, says, repair: `${command} init` })]
  }
  if (isProgram(recorded)) {
    const version = isSame(recorded, patient.node) ? ', which runs this too' : ''
    return [ok({ ...told, says: `The hooks start ${recorded}${version}.`, files: [recorded] })]
  }
  const says = `The node that was recorded is gone: ${recorded}`
  return [warning({ ...told, says, repair: `${command} init`, files: [recorded] })]
}

/** Whether a path is absolute, and leads to something that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return isAbsolute(path)
  } catch {
    return false
  }
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync.native(one) === realpathSync.native(other)
  } catch {
    return false
  }
}
