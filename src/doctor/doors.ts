import { dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { cutBlock } from '../install/block.ts'
import { type Proof, prove } from '../install/control.ts'
import { DOORS, type Door } from '../install/doors.ts'
import { locateHooks } from '../install/hooks-directory.ts'
import { chooseManager, type Facts, type Site } from '../install/managers.ts'
import { findProject } from '../install/project.ts'
import { holderOf } from '../install/site.ts'
import { broken, type Check, ok, type Patient } from './check.ts'
import { shown } from './commands.ts'
import { repairOf, sentence } from './door-repair.ts'
import { stateOf } from './file-state.ts'
import { faultIn, type HookFiles, text } from './hook-file.ts'
import { hooksPath, isHuskyOwn } from './hooks-path.ts'
import { reasonOf } from './proof-reason.ts'

const WHY: Readonly<Record<Door, string>> = {
  'pre-commit': 'Every commit comes through here.',
  'pre-merge-commit': 'A merge that needs no help runs this in place of pre-commit.',
  'commit-msg': 'Keys end up in commit messages too, and an override is recorded here.',
  'pre-applypatch': 'git am and rebase --apply run this in place of pre-commit.',
  'pre-push': 'What came by without a hook, as a cherry-pick does, is seen here before it leaves.',
}

/** Whether git comes to the hooks at all; then each door that init wires is tried with a made-up key and without one. */
export async function doors(patient: Patient): Promise<Check[]> {
  const place = await hooksPath(patient)
  if (place.state === 'broken') return [place, ...DOORS.map(door => unreached(door, place))]
  const { repository } = patient
  const hooks = await locateHooks(repository)
  const sites = sitesOf({ repository, hooks, project: findProject(patient.cwd, repository.topLevel) })
  const proven = (await proveBest(sites, patient)).map(({ proof, site }) => {
    const files: HookFiles = { called: join(hooks.path, proof.door), holder: holderOf(site, proof.door) }
    return { proof, files, site }
  })
  const all = proven.map(({ files }) => files)
  return [place, ...proven.map(({ proof, files, site }) => tell(proof, files, site, all, patient))]
}

function unreached(door: Door, { repair }: Check): Check {
  return broken({ id: `door/${door}`, says: `${door} is not guarded: git runs no hooks here.`, why: WHY[door], repair })
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

function tell(proof: Proof, files: HookFiles, site: Site, all: readonly HookFiles[], patient: Patient): Check {
  const { topLevel } = patient.repository
  const { door } = proof
  const places = [...new Set([files.called, files.holder])].map(path => shown(path, topLevel))
  const told = { id: `door/${door}`, why: WHY[door], files: places }
  // An entry in a configuration is no script; whether it is whole was for the proof to see.
  const seen = site.style === 'entry' ? null : faultIn(files)
  if (seen !== null) {
    const says = `${door} is not guarded: ${sentence(seen.fault, shown(seen.file, topLevel))}.`
    return broken({ ...told, says, repair: repairOf(seen, all, patient) })
  }
  if (isHuskyOwn(dirname(files.called)) && patient.env['HUSKY'] === '0') {
    const says = `${door} is not guarded: HUSKY=0 is set in this shell, so husky runs no hook.`
    return broken({ ...told, says, repair: 'unset HUSKY' })
  }
  if (holds(proof)) return ok({ ...told, says: `${door} stops a made-up key, and lets a clean commit pass.` })
  return broken({ ...told, says: `${door} is not guarded: ${reasonOf(proof)}`, repair: repairOf(null, all, patient) })
}

function holdsBlock(file: string): boolean {
  return stateOf(file)?.isFile() === true && cutBlock(text(file)) !== null
}
