import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { cutBlock } from '../install/block.ts'
import { type Proof, prove } from '../install/control.ts'
import { DOORS, type Door } from '../install/doors.ts'
import { type HooksDirectory, locateHooks } from '../install/hooks-directory.ts'
import { chooseManager, type Facts, type Site } from '../install/managers.ts'
import { findProject } from '../install/project.ts'
import { broken, type Check, ok, type Patient } from './check.ts'
import { shown } from './commands.ts'
import { type Fault, faultIn, type HookFiles } from './hook-file.ts'
import { isHuskyOwn, reinstallHusky } from './hooks-path.ts'

const WHY: Readonly<Record<Door, string>> = {
  'pre-commit': 'Every commit comes through here.',
  'pre-merge-commit': 'A merge that needs no help runs this in place of pre-commit.',
  'commit-msg': 'Keys end up in commit messages too, and an override is recorded here.',
  'pre-applypatch': 'git am and rebase --apply run this in place of pre-commit.',
  'pre-push': 'What came by without a hook, as a cherry-pick does, is seen here before it leaves.',
}

/** Tries every door that init wires with a made-up key and without one, and says why one does not hold. */
export async function doors(patient: Patient): Promise<Check[]> {
  const { repository } = patient
  const hooks = await locateHooks(repository)
  const project = findProject(patient.cwd, repository.topLevel)
  const facts: Facts = { repository, hooks, project }
  const sites = sitesOf(facts)
  const proofs = await proveBest(sites, patient)
  return proofs.map(({ proof, site }) => tell(proof, filesOf(proof.door, hooks, site), patient))
}

interface Proven {
  readonly proof: Proof
  readonly site: Site
}

/**
 * The places to try, the likeliest first: what git itself comes to, then what the manager in use leads to. The first alone counts
 * where it holds the block, whatever manager there is: what is guarded is guarded.
 */
function sitesOf(facts: Facts): Site[] {
  const { hooks } = facts
  const direct: Site = { directory: hooks.path, style: 'chain', reach: hooks.reach, active: true }
  const managed = managerSites(facts).find(({ active }) => active)
  if (managed === undefined || managed.directory === direct.directory) return [managed ?? direct]
  return DOORS.some(door => holdsBlock(join(direct.directory, door))) ? [direct, managed] : [managed]
}

function managerSites(facts: Facts): readonly Site[] {
  try {
    return chooseManager(facts, null).sites(facts)
  } catch (error) {
    if (error instanceof KeyhookError) return [] // git's own directory then shows what is wrong
    throw error
  }
}

async function proveBest(sites: readonly Site[], { repository, atExit }: Patient): Promise<Proven[]> {
  let best: Proven[] = []
  for (const site of sites) {
    const proofs = await prove(repository, [site], atExit)
    best = proofs.map((proof, at) => {
      const before = best[at]
      return before !== undefined && (holds(before.proof) || !holds(proof)) ? before : { proof, site }
    })
    if (best.every(({ proof }) => holds(proof))) break
  }
  return best
}

function holds({ positive, clean }: Proof): boolean {
  return positive && clean
}

function filesOf(door: Door, hooks: HooksDirectory, site: Site): HookFiles {
  return { called: join(hooks.path, door), holder: join(site.directory, door) }
}

function tell(proof: Proof, files: HookFiles, patient: Patient): Check {
  const { topLevel } = patient.repository
  const places = [...new Set([files.called, files.holder])].map(path => shown(path, topLevel))
  const told = { id: `door/${proof.door}`, why: WHY[proof.door], files: places }
  const seen = faultIn(files)
  const skipped = isHuskyOwn(dirname(files.called)) && patient.env['HUSKY'] === '0'
  if (holds(proof) && seen === null && !skipped) {
    return ok({ ...told, says: `${proof.door} stops a made-up key, and lets a clean commit pass.` })
  }
  if (skipped && seen === null) {
    const says = `HUSKY=0 is set in this shell, so husky runs no ${proof.door} hook.`
    return broken({ ...told, says, repair: 'unset HUSKY' })
  }
  if (seen !== null) {
    const says = `${proof.door} is not guarded: ${sentence(seen.fault, shown(seen.file, topLevel))}.`
    return broken({ ...told, says, repair: repairOf(seen.fault, seen.file, patient) })
  }
  return broken({ ...told, says: `${proof.door}: ${proof.why}`, repair: repairOfRun(patient) })
}

function sentence(fault: Fault, file: string): string {
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

function repairOf(fault: Fault, file: string, { command, repository: { topLevel } }: Patient): string {
  const isHuskys = isHuskyOwn(dirname(file)) && topLevel !== null
  if (isHuskys && fault !== 'no block') return reinstallHusky(topLevel)
  // Lines that are there already are renewed where they stand; to come first they have to be put there anew.
  if (fault === 'ends before the block') return `${command} uninstall && ${command} init`
  return `${command} init`
}

/** The block was run, and did not do what it should. */
function repairOfRun({ env, command }: Patient): string {
  return (env['KEYHOOK_NODE'] ?? '') === '' ? `${command} init` : `unset KEYHOOK_NODE && ${command} init`
}

function holdsBlock(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false
  return cutBlock(readFileSync(file, 'latin1')) !== null
}
