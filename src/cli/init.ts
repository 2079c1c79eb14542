import { relative } from 'node:path'
import { execPath } from 'node:process'
import { KeyhookError } from '../errors.ts'
import { withoutFilters } from '../git/filters.ts'
import { findRepository, type Repository } from '../git/repository.ts'
import { apply, type Change, isReadOnly } from '../install/changes.ts'
import { prove } from '../install/control.ts'
import { readCopy } from '../install/copy.ts'
import { DOORS } from '../install/doors.ts'
import { findHooksDirectory, isInside } from '../install/hooks-directory.ts'
import { refuseLinksOut } from '../install/links.ts'
import { chooseManager, type Facts } from '../install/managers.ts'
import { stableNode } from '../install/node-path.ts'
import { keyhookDirectory, type Plan, planInstallation } from '../install/plan.ts'
import { canPrepare, isPrepared, PREPARE } from '../install/prepare-script.ts'
import { findProject, installScript } from '../install/project.ts'
import { fileOf } from '../install/site.ts'
import { printable } from '../report/terminal.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { commandName } from './command-name.ts'
import { canAsk, confirm } from './confirm.ts'
import { type Around, tellInstalled, tellUnproven } from './init-report.ts'
import { loadMask } from './mask.ts'
import { screen } from './screen.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

/**
 * Guards every door of the repository of the working directory, and proves it.
 *
 * @returns the exit code: 0 also in npm's `prepare` where nothing can be wired, 130 after ^C
 */
export async function init(argv: readonly string[], world: World): Promise<number> {
  const options = parseArguments('init', argv)
  const lenient = ['prepare', 'postinstall'].includes(world.env['npm_lifecycle_event'] ?? '')
  let facts: Facts
  let plan: Plan
  try {
    facts = await gather(world)
  } catch (error) {
    return passOver(lenient, error, world)
  }
  try {
    plan = await planFor(facts, options, world)
    if (options.flags.has('dry-run')) return await tellPlan(plan.changes, facts.repository, world)
    refuseLinksOut(plan.changes, facts.repository)
    apply(plan.changes)
  } catch (error) {
    if (error instanceof Cancelled) return cancelled(world)
    return passOver(lenient && isReadOnly(error), error, world)
  }
  const proofs = await prove(facts.repository, plan.sites, world.atExit)
  if (proofs.every(proof => proof.positive && proof.clean)) {
    const home = keyhookDirectory(facts.repository.commonDirectory)
    const command = commandName({ cwd: world.cwd, env: world.env, home })
    const mask = await loadMask()
    const { width } = screen(world, world.stdout, true)
    const around = await lookAround(facts, plan)
    world.stdout.write(mask(tellInstalled(plan, facts, proofs, { command, width, ...around })))
    return 0
  }
  throw tellUnproven(proofs)
}

function cancelled(world: World): number {
  world.stdout.write('Nothing was changed.\n')
  return 130
}

async function lookAround(facts: Facts, { manager, sites }: Plan): Promise<Pick<Around, 'isBare' | 'uncommitted'>> {
  const { git } = facts.repository
  const bare = await git.attempt(['rev-parse', '--is-bare-repository'])
  const tracked = sites.filter(({ reach }) => reach === 'tracked')
  const places = [
    ...tracked.map(site => ({ name: site.directory, files: DOORS.map(door => fileOf(site, door)) })),
    ...(manager.files?.(facts) ?? []).map(path => ({ name: path, files: [path] })),
  ]
  const uncommitted = new Set<string>()
  const unfiltered = await withoutFilters(git)
  for (const { name, files } of places) {
    const { stdout } = await unfiltered.attempt(['status', '--porcelain', '--untracked-files=all', '--', ...files])
    if (stdout.length > 0 && ![...uncommitted].some(other => isInside(name, other))) uncommitted.add(name)
  }
  return { isBare: bare.stdout.toString().trim() === 'true', uncommitted: [...uncommitted] }
}

async function gather(world: World): Promise<Facts> {
  const repository = await findRepository(world.cwd, world.env)
  if (repository === null) {
    throw new KeyhookError(
      'install',
      `There is no git repository here, so there is nothing to guard: ${world.cwd}`,
      'Run "git init" first, or change into a repository.',
    )
  }
  const hooks = await findHooksDirectory(repository)
  return { repository, hooks, project: findProject(world.cwd, repository.topLevel) }
}

async function planFor(facts: Facts, options: Arguments, world: World): Promise<Plan> {
  const prepare = options.flags.has('prepare')
  if (prepare && facts.project === null) {
    throw new KeyhookError('install', 'There is no package.json here for the "prepare" script.', 'Run: npm init')
  }
  const ask = !options.flags.has('dry-run') && canAsk(world)
  const named = options.values.get('manager') ?? null
  return planInstallation(facts, {
    copy: readCopy(world.home, version),
    node: stableNode(execPath, world.env, facts.repository.topLevel),
    manager: named === null && ask ? await wantedManager(facts, world) : named,
    prepare: prepare || (ask && (await wantsPrepare(facts, world))),
  })
}

/** Asks before a manager's own configuration is changed for the first time. */
async function wantedManager(facts: Facts, world: World): Promise<string | null> {
  const manager = chooseManager(facts, null)
  if ((manager.configure?.(facts).changes ?? []).length === 0) return null
  const file = relative(world.cwd, manager.files?.(facts)[0] ?? '')
  const answer = await yes(
    `${manager.name} is in use. Add keyhook to ${file}, so that every clone is guarded?`,
    true,
    world,
  )
  return answer ? null : 'git'
}

async function yes(question: string, usual: boolean, world: World): Promise<boolean> {
  const answer = await confirm(question, usual, world)
  if (answer === null) throw new Cancelled()
  return answer
}

/** The user pressed ^C at a question. */
class Cancelled extends Error {}

/** Asks only on a terminal, and only where the project depends on keyhook: elsewhere the script would find nothing to start. */
async function wantsPrepare({ project }: Facts, world: World): Promise<boolean> {
  if (project === null || isPrepared(project) || !canPrepare(project) || !('keyhook' in project.dependencies))
    return false
  return yes(
    `Add this to "${installScript(project)}" in package.json, so that an installation guards every clone?\n  ${PREPARE}`,
    false,
    world,
  )
}

async function passOver(allowed: boolean, error: unknown, world: World): Promise<number> {
  if (!allowed || !(error instanceof KeyhookError)) throw error
  const mask = await loadMask()
  world.stdout.write(
    `keyhook: ${printable(mask(error.message))}\nNo hook was installed; this is no error in a prepare script.\n`,
  )
  return 0
}

async function tellPlan(changes: readonly Change[], repository: Repository, world: World): Promise<number> {
  const { tellDryRun } = await import('./dry-run.ts')
  const mask = await loadMask()
  const lines = tellDryRun(changes, keyhookDirectory(repository.commonDirectory), repository.git.cwd)
  world.stdout.write(
    lines.length === 0
      ? 'Everything is installed already: nothing would be changed.\n'
      : `Nothing was written. "keyhook init" would:\n${lines.map(line => `  ${printable(mask(line))}\n`).join('')}`,
  )
  return 0
}
