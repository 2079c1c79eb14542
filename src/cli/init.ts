import { dirname, join, relative, sep } from 'node:path'
import { execPath } from 'node:process'
import { KeyhookError } from '../errors.ts'
import { findRepository, type Repository } from '../git/repository.ts'
import { apply, type Change, describeChange, isReadOnly } from '../install/changes.ts'
import { prove } from '../install/control.ts'
import { readCopy } from '../install/copy.ts'
import { DOORS } from '../install/doors.ts'
import { findHooksDirectory } from '../install/hooks-directory.ts'
import type { Facts } from '../install/managers.ts'
import { stableNode } from '../install/node-path.ts'
import { keyhookDirectory, type Plan, planInstallation } from '../install/plan.ts'
import { isPrepared, PREPARE } from '../install/prepare-script.ts'
import { findProject } from '../install/project.ts'
import { printable } from '../report/terminal.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { askYes } from './ask.ts'
import { commandName } from './command-name.ts'
import { type Around, tellInstalled, tellUnproven } from './init-report.ts'
import { loadMask, type Mask } from './mask.ts'
import { screen } from './screen.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

/**
 * Guards every door of the repository of the working directory, and proves it.
 *
 * @returns the exit code: 0 also in npm's `prepare` where nothing can be wired
 */
export async function init(argv: readonly string[], world: World): Promise<number> {
  const options = parseArguments('init', argv)
  const lenient = world.env['npm_lifecycle_event'] === 'prepare'
  let facts: Facts
  let plan: Plan
  try {
    facts = await gather(world)
  } catch (error) {
    return passOver(lenient, error, world)
  }
  try {
    plan = await planFor(facts, options, world)
    if (options.flags.has('dry-run')) return tellPlan(plan.changes, facts.repository, world, await loadMask())
    apply(plan.changes)
  } catch (error) {
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

async function lookAround(
  { repository: { git } }: Facts,
  { sites }: Plan,
): Promise<Pick<Around, 'isBare' | 'uncommitted'>> {
  const bare = await git.attempt(['rev-parse', '--is-bare-repository'])
  const uncommitted = []
  for (const { directory, reach } of sites) {
    if (reach !== 'tracked') continue
    const files = DOORS.map(door => join(directory, door))
    const { stdout } = await git.attempt(['status', '--porcelain', '--untracked-files=all', '--', ...files])
    if (stdout.length > 0) uncommitted.push(directory)
  }
  return { isBare: bare.stdout.toString().trim() === 'true', uncommitted }
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
  return planInstallation(facts, {
    copy: readCopy(world.home, version),
    node: stableNode(execPath, world.env, facts.repository.topLevel),
    manager: options.values.get('manager') ?? null,
    prepare: prepare || (!options.flags.has('dry-run') && (await wantsPrepare(facts, world))),
  })
}

/** Asks only on a terminal, and only where the project depends on keyhook: elsewhere the script would find nothing to start. */
async function wantsPrepare({ project }: Facts, world: World): Promise<boolean> {
  if (project === null || isPrepared(project) || !('keyhook' in project.dependencies)) return false
  if (world.stdin.isTTY !== true || world.stdout.isTTY !== true) return false
  return askYes(`Add this to "prepare" in package.json, so that npm install guards every clone?\n  ${PREPARE}\n`, world)
}

async function passOver(allowed: boolean, error: unknown, world: World): Promise<number> {
  if (!allowed || !(error instanceof KeyhookError)) throw error
  const mask = await loadMask()
  world.stdout.write(
    `keyhook: ${printable(mask(error.message))}\nNo hook was installed; this is no error in a prepare script.\n`,
  )
  return 0
}

function tellPlan(changes: readonly Change[], repository: Repository, world: World, mask: Mask): number {
  const own = keyhookDirectory(repository.commonDirectory)
  const show = (path: string): string => relative(repository.git.cwd, path)
  const [copied, rest] = [
    changes.filter(change => isCopied(change, own)),
    changes.filter(change => !isCopied(change, own)),
  ]
  const lines = [
    ...rest.map(change => describeChange(change, show)),
    ...(copied.length > 0 ? [`write ${show(own)}${sep}*.cjs (${copied.length} files)`] : []),
  ]
  world.stdout.write(
    lines.length === 0
      ? 'Everything is installed already: nothing would be changed.\n'
      : mask(`Nothing was written. "keyhook init" would:\n${lines.map(line => `  ${printable(line)}\n`).join('')}`),
  )
  return 0
}

/** Whether it writes one of the scanner's own files, of which there are too many to name. */
function isCopied(change: Change, own: string): boolean {
  return change.kind === 'write' && dirname(change.path) === own && change.path.endsWith('.cjs')
}
