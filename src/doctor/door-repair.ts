import { dirname } from 'node:path'
import type { Patient } from './check.ts'
import { word } from './commands.ts'
import { stateOf } from './file-state.ts'
import { type Fault, type HookFiles, hasCarriageReturns, text } from './hook-file.ts'
import { isHuskyOwn, reinstallHusky } from './hooks-path.ts'
import { isProgram } from './node.ts'

/** What is wrong with a file, in words. */
export function sentence(fault: Fault, file: string): string {
  switch (fault) {
    case 'missing':
      return `there is no hook at ${file}`
    case 'not executable':
      return `git skips ${file}, which is not executable`
    case 'carriage returns':
      return `${file} has lines that end with CR LF, which sh cannot run`
    case 'no block':
      return `${file} does not call keyhook`
    case 'damaged block':
      return `keyhook's lines in ${file} are damaged`
    case 'ends before the block':
      return `${file} ends before it comes to keyhook's lines`
    case 'does not lead to the block':
      return `${file} no longer leads to husky's hooks`
  }
}

/**
 * The command that mends a door, and with it the others that have the same fault.
 *
 * @param seen null where the files are as they should be, and what they run is not
 * @param all the files of every door
 */
export function repairOf(
  seen: { readonly fault: Fault; readonly file: string } | null,
  all: readonly HookFiles[],
  patient: Patient,
): string {
  const { command, env, repository } = patient
  const { topLevel } = repository
  if (seen === null) {
    const chosen = env['KEYHOOK_NODE'] ?? ''
    return chosen !== '' && !isProgram(chosen) ? 'unset KEYHOOK_NODE' : `${command} init`
  }
  const { fault, file } = seen
  if (fault === 'not executable') return executable(all, patient)
  if (isHuskyOwn(dirname(file)) && topLevel !== null && fault !== 'no block') return reinstallHusky(topLevel)
  if (fault === 'carriage returns') return withoutReturns(all, patient)
  // Lines that are there already are renewed where they stand; to come first they have to be put there anew.
  if (fault === 'ends before the block') return `${command} uninstall && ${command} init`
  return `${command} init`
}

/** husky leaves the mode of a file that is there as it is, and so does git. */
function executable(all: readonly HookFiles[], patient: Patient): string {
  const files = all.map(({ called }) => called).filter(file => ((stateOf(file)?.mode ?? 0o111) & 0o111) === 0)
  return `chmod +x ${files.map(file => word(file, patient)).join(' ')}`
}

/** Takes the CR out of every hook that has one, a user's own lines included; written over, so that the file keeps its mode. */
function withoutReturns(all: readonly HookFiles[], patient: Patient): string {
  const files = [...new Set(all.flatMap(({ called, holder }) => [called, holder]))].filter(
    file => stateOf(file)?.isFile() === true && hasCarriageReturns(text(file)),
  )
  const names = files.map(file => word(file, patient)).join(' ')
  return `for f in ${names}; do tr -d '\\r' <"$f" >"$f.lf" && cat "$f.lf" >"$f" && rm "$f.lf"; done`
}
